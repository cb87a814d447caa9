#version 330
#include "common.glsl"
// Coverage by the distance to the primitive, so that every border is smooth without multisampling.
#include "arrow.glsl"
#ifdef LAYERS
uniform sampler2D layer_depths[LAYERS];  // of translucent surfaces
uniform int layers_before;  // of how many of them what is drawn lies behind
#endif

flat in vec2 p, q;
flat in float radius;
flat in vec4 first;
#ifdef WITH_ARROWS
flat in vec2 arms;  // lengths of the arrow and of its head
noperspective in vec2 spot;  // along the arrow from its tail, and across it
#endif
#ifdef WITH_SHAPES
flat in vec2 before, after;
flat in ivec2 kind;
flat in vec4 last;
#endif
out vec4 color;

#ifdef WITH_SHAPES
// The square of the distance to a segment.
float apart(vec2 at, vec2 from, vec2 to) {
    vec2 line = to - from, here = at - from;
    vec2 gap = here - line * clamp(dot(here, line) / max(dot(line, line), 1e-9), 0.0, 1.0);
    return dot(gap, gap);
}

// Each pixel of a joint belongs to the segment nearest to it (the earlier one of two equals), so
// that translucent lines do not darken where their segments meet.
float segment(vec2 at) {
    float own = apart(at, p, q);
    bool other = (kind.y & HAS_BEFORE) != 0 && own >= apart(at, before, p);
    other = other || ((kind.y & HAS_AFTER) != 0 && own > apart(at, q, after));
    float cover = other ? 0.0 : clamp(radius + 0.5 - sqrt(own), 0.0, 1.0);
    vec2 line = q - p;
    line /= max(length(line), 1e-6);
    vec2 ends = clamp(0.5 + vec2(dot(at - p, line), dot(q - at, line)), 0.0, 1.0);
    if ((kind.y & BUTT_START) != 0) cover *= ends.x;
    if ((kind.y & BUTT_END) != 0) cover *= ends.y;
    return cover;
}

float fringe(vec2 at) {
    vec2 line = q - p, inner = before - p, here = at - p;
    float inside = line.x * inner.y - line.y * inner.x;
    bool within = (line.x * here.y - line.y * here.x) * sign(inside) > 0.0;
    return within ? 0.0 : clamp(1.0 - sqrt(apart(at, p, q)), 0.0, 1.0);
}
#endif

void main() {
    vec2 at = gl_FragCoord.xy;
#ifdef LAYERS
    int hidden = 0;
#define COUNT_LAYER(i) hidden += int(gl_FragCoord.z > texelFetch(layer_depths[i], ivec2(at), 0).r);
    EACH_LAYER(COUNT_LAYER)
    if (hidden != layers_before) discard;
#endif
#if defined(WITH_ARROWS) && !defined(WITH_SHAPES)
    color = first * arrow_coverage(spot, arms, radius);
#else
    float cover = kind.x == SEGMENT ? segment(at) : kind.x == FRINGE ? fringe(at) : 1.0;
#ifdef WITH_ARROWS
    if (kind.x == ARROW) cover = arrow_coverage(spot, arms, radius);
#endif
    vec2 line = q - p;
    float share = clamp(dot(at - p, line) / max(dot(line, line), 1e-9), 0.0, 1.0);
    color = mix(first, last, share) * cover;
#endif
}
