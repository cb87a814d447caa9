#version 330
#include "common.glsl"
// One instance is one primitive, drawn as a quad of screen space that holds it:
//   0 segment  a to b; c and d are the far ends of its neighbours; a == b is a disc
//   1 triangle a, b, c
//   2 fringe   the soft rim outside the edge a b of a triangle with the third corner c
//   3 arrow    a to b
// Variants: SHAPES draws kinds 0 to 2, ARROWS kind 3; with both, all.
uniform mat4 to_clip;
uniform vec2 size;
uniform float lift;
uniform float pixels;  // per unit of stroke width

in vec4 a_width, b_bias, c_kind, d_flags;  // points, and what travels with them
in vec4 color_a, color_b;

flat out vec2 p, q;
flat out float radius;
flat out vec4 first;
#ifdef ARROWS
flat out vec2 arms;  // lengths of the arrow and of its head
noperspective out vec2 spot;  // along the arrow from its tail, and across it
#endif
#ifdef SHAPES
flat out vec2 before, after;
flat out ivec2 kind;  // and flags
flat out vec4 last;
#endif

vec4 clip(vec3 point) {
    vec4 at = to_clip * vec4(point, 1.0);
    at.z += lift * b_bias.w;
    return at;
}

vec3 pixel(vec4 at) { return vec3((at.xy / at.w * 0.5 + 0.5) * size, at.z / at.w); }

// The part of a line behind the viewer is cut off.
vec4 cut(vec4 at, vec4 other) {
    float near = at.z + at.w, far = other.z + other.w;
    return near < 0.0 ? mix(at, other, clamp(near / (near - far), 0.0, 1.0) * 1.0001) : at;
}

void main() {
    vec4 at_a = clip(a_width.xyz), at_b = clip(b_bias.xyz);
    first = vec4(color_a.rgb * color_a.a, color_a.a);
    p = q = vec2(0.0);
    radius = 1.0;
#ifdef SHAPES
    bool arrow = c_kind.w > 2.5;
    vec4 at_c = clip(c_kind.xyz);
    kind = ivec2(vec2(c_kind.w, d_flags.w) + 0.5);
    last = vec4(color_b.rgb * color_b.a, color_b.a);
    before = after = vec2(0.0);
    if (kind.x == 1) {
        gl_Position = gl_VertexID == 0 ? at_a : gl_VertexID == 1 ? at_b : at_c;
        return;
    }
#else
    const bool arrow = true;
#endif
    if (at_a.z + at_a.w < 0.0 && at_b.z + at_b.w < 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec3 from = pixel(cut(at_a, at_b)), to = pixel(cut(at_b, at_a));
    p = from.xy;
    q = to.xy;
    vec2 along = q - p;
    float span = length(along);
    along = span > 1e-4 ? along / span : vec2(1.0, 0.0);
    float width = a_width.w * pixels;
    if (arrow) width = min(width, span * 0.18);
    float thin = min(width, 1.0);  // what is thinner than a pixel is a pixel wide and fainter
    radius = max(0.5 * width, 0.5);
    first *= thin;
    float reach = radius + 1.0, beyond = reach;
#ifdef SHAPES
    last *= thin;
    before = pixel(cut(at_c, at_a)).xy;
    after = pixel(cut(clip(d_flags.xyz), at_b)).xy;
    if (kind.x == 2) reach = beyond = 1.5;
#endif
    float end = float(gl_VertexID & 1), side = float(gl_VertexID >> 1) * 2.0 - 1.0;
    float ahead = end * span + beyond * (end * 2.0 - 1.0), aside = reach * side;
#ifdef ARROWS
    if (arrow) {
        // The head's own slopes, drawn back to the tail, make a triangle that holds the arrow; it
        // is taken (the quad's second half then is nothing) where it is smaller than the quad.
        const float slope = 0.42, past = 1.55, room = 0.6;
        float far = span + past + room;
        reach = 2.7 * radius + 1.0;
        bool slim = slope * far * far < 2.0 * reach * (span + 2.0);
        ahead = end > 0.5 ? span + (slim ? past : 1.0) : slim ? -room : -1.0;
        aside = slim ? (1.0 - end) * slope * far * side : reach * side;
    }
    arms = vec2(max(span, 1e-6), min(6.4 * radius, 0.6 * span));
    spot = vec2(ahead, aside);
#endif
    vec2 corner = p + along * ahead + vec2(-along.y, along.x) * aside;
    gl_Position = vec4(corner / size * 2.0 - 1.0, mix(from.z, to.z, end), 1.0);
}
