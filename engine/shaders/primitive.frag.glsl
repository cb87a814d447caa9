#version 330
#include "common.glsl"
// Coverage by the distance to the primitive, so that every border is smooth without multisampling.
#ifdef VEILS
uniform sampler2D veils[VEILS];  // depths of translucent surfaces
uniform bool behind;             // draw only what lies behind the nearest of them, or only the rest
#endif

flat in vec2 p, q, before, after;
flat in float radius, thin;
flat in int kind, flags;
flat in vec4 first, last;
in vec4 blend;
out vec4 color;

const int BUTT_START = 1, BUTT_END = 2, HAS_BEFORE = 4, HAS_AFTER = 8;

float share(vec2 at, vec2 from, vec2 to) {
    vec2 line = to - from;
    return dot(at - from, line) / max(dot(line, line), 1e-9);
}

float distance_to(vec2 at, vec2 from, vec2 to) {
    return length(at - mix(from, to, clamp(share(at, from, to), 0.0, 1.0)));
}

// Each pixel of a joint belongs to the segment nearest to it (the earlier one of two equals), so
// that translucent lines do not darken where their segments meet.
float segment(vec2 at) {
    float own = distance_to(at, p, q);
    if ((flags & HAS_BEFORE) != 0 && own >= distance_to(at, before, p)) return 0.0;
    if ((flags & HAS_AFTER) != 0 && own > distance_to(at, q, after)) return 0.0;
    float cover = clamp(radius + 0.5 - own, 0.0, 1.0);
    vec2 line = q - p;
    float span = max(length(line), 1e-6);
    if ((flags & BUTT_START) != 0) cover *= clamp(0.5 + dot(at - p, line) / span, 0.0, 1.0);
    if ((flags & BUTT_END) != 0) cover *= clamp(0.5 - dot(at - q, line) / span, 0.0, 1.0);
    return cover;
}

float fringe(vec2 at) {
    vec2 line = q - p, inner = before - p, here = at - p;
    float inside = line.x * inner.y - line.y * inner.x;
    if ((line.x * here.y - line.y * here.x) * sign(inside) > 0.0) return 0.0;
    return clamp(1.0 - distance_to(at, p, q), 0.0, 1.0);
}

float arrow(vec2 at) {
    vec2 line = q - p;
    float span = max(length(line), 1e-6);
    vec2 along = line / span;
    float x = dot(at - p, along), y = abs(dot(at - p, vec2(-along.y, along.x)));
    float tip = min(6.4 * radius, 0.6 * span), half_tip = tip * 0.42;
    float shaft = min(min(radius - y, x), span - 0.9 * tip - x);
    vec2 slope = normalize(vec2(tip, half_tip));
    float head = min(x - (span - tip), dot(vec2(span - x, y), vec2(slope.y, -slope.x)));
    return clamp(0.5 + max(shaft, head), 0.0, 1.0);
}

void main() {
    vec2 at = gl_FragCoord.xy;
#ifdef VEILS
    float nearest = texelFetch(veils[0], ivec2(at), 0).r;
#if VEILS > 1
    nearest = min(nearest, texelFetch(veils[1], ivec2(at), 0).r);
#endif
#if VEILS > 2
    nearest = min(nearest, texelFetch(veils[2], ivec2(at), 0).r);
#endif
#if VEILS > 3
    nearest = min(nearest, texelFetch(veils[3], ivec2(at), 0).r);
#endif
    if ((gl_FragCoord.z > nearest) != behind) discard;
#endif
    if (kind == 1) {
        color = blend;
        return;
    }
    float cover = kind == 0 ? segment(at) : kind == 2 ? fringe(at) : arrow(at);
    if (cover <= 0.0) discard;
    color = mix(first, last, clamp(share(at, p, q), 0.0, 1.0)) * cover * thin;
}
