#version 330
#include "common.glsl"
// Coverage from the distance to the primitive: smooth borders without multisampling.
#include "arrow.glsl"
#ifdef LAYERS
uniform sampler2D layer_depths[LAYERS];  // of translucent surfaces
uniform int layers_before;  // how many of them must be in front of a drawn pixel
#endif

flat in vec2 p, q;
flat in float radius;
flat in vec4 first;
#ifdef WITH_ARROWS
flat in vec2 arrow_lengths;  // lengths of the arrow and of its head
noperspective in vec2 arrow_place;  // along the arrow from its tail, and across it
#endif
#ifdef WITH_SHAPES
flat in vec2 before, after;
flat in ivec2 kind;
flat in vec4 last;
#endif
#ifdef WITH_SHADES
in vec4 tint;
#endif
out vec4 color;

#ifdef WITH_SHAPES
const float RING_INSIDE = 0.62;  // the inner radius of a ring, as a share of the outer one

// The square of the distance to a segment.
float squared_distance(vec2 at, vec2 from, vec2 to) {
    vec2 line = to - from, here = at - from;
    vec2 gap = here - line * clamp(dot(here, line) / max(dot(line, line), 1e-9), 0.0, 1.0);
    return dot(gap, gap);
}

// Each pixel of a joint belongs to its nearest segment (the earlier one of two equally near), so that
// translucent lines do not darken where their segments meet.
float segment(vec2 at) {
    float own_distance = squared_distance(at, p, q);
    bool is_before = (kind.y & HAS_BEFORE) != 0 && own_distance >= squared_distance(at, before, p);
    bool is_after = (kind.y & HAS_AFTER) != 0 && own_distance > squared_distance(at, q, after);
    float cover = is_before || is_after ? 0.0 : clamp(radius + 0.5 - sqrt(own_distance), 0.0, 1.0);
    if ((kind.y & RING) != 0) cover *= clamp(sqrt(own_distance) - RING_INSIDE * radius + 0.5, 0.0, 1.0);
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
    bool is_inside = (line.x * here.y - line.y * here.x) * sign(inside) > 0.0;
    return is_inside ? 0.0 : clamp(1.0 - sqrt(squared_distance(at, p, q)), 0.0, 1.0);
}
#endif

void main() {
    vec2 at = gl_FragCoord.xy;
#ifdef LAYERS
    int layers_in_front = 0;
#define COUNT_LAYER(i) layers_in_front += int(gl_FragCoord.z > texelFetch(layer_depths[i], ivec2(at), 0).r);
    EACH_LAYER(COUNT_LAYER)
    if (layers_in_front != layers_before) discard;
#endif
#if defined(WITH_ARROWS) && !defined(WITH_SHAPES)
    color = first * arrow_coverage(arrow_place, arrow_lengths, radius);
#else
    float cover = kind.x == SEGMENT ? segment(at) : kind.x == FRINGE ? fringe(at) : 1.0;
#ifdef WITH_ARROWS
    if (kind.x == ARROW) cover = arrow_coverage(arrow_place, arrow_lengths, radius);
#endif
    vec2 line = q - p;
    float share = clamp(dot(at - p, line) / max(dot(line, line), 1e-9), 0.0, 1.0);
    color = mix(first, last, share) * cover;
#endif
#ifdef WITH_SHADES
    if (kind.x == SHADED) color = tint;
#endif
}
