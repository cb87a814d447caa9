#version 330
#include "common.glsl"
// One instance is one primitive, drawn as a quad in screen space that contains it:
//   SEGMENT  a to b; c and d are the far ends of its neighbours; a == b is a disc
//   TRIANGLE a, b, c
//   FRINGE   the antialiased rim outside the edge a b of a triangle with the third corner c
//   ARROW    a to b
//   SHADED   a, b, c, as a triangle; the third colour is d, with `width` as its alpha
// Variants: WITH_ARROWS draws arrows, WITH_SHAPES all other kinds, shaded ones WITH_SHADES.
#include "arrow.glsl"
uniform float pixels;  // per unit of stroke width

in vec4 a_width, b_depth_bias, c_kind, d_flags;  // points, each with a number
in vec4 color_a, color_b;

flat out vec2 p, q;
flat out float radius;
flat out vec4 first;
#ifdef WITH_ARROWS
flat out vec2 arrow_lengths;  // lengths of the arrow and of its head
noperspective out vec2 arrow_place;  // along the arrow from its tail, and across it
#endif
#ifdef WITH_SHAPES
flat out vec2 before, after;
flat out ivec2 kind;  // and flags
flat out vec4 last;
#endif
#ifdef WITH_SHADES
out vec4 tint;
#endif

vec4 clip(vec3 point) {
    vec4 at = to_clip * vec4(point, 1.0);
    float biased = at.z + depth_scale * b_depth_bias.w;
    at.z = at.z > -at.w ? max(biased, -0.9999 * at.w) : biased;  // no bias takes it behind the viewer
    return at;
}

vec3 pixel(vec4 at) { return vec3(to_pixels(at), at.z / at.w); }

// The part of a line behind the viewer is cut off.
vec4 cut(vec4 at, vec4 other) {
    float near = at.z + at.w, far = other.z + other.w;
    return near < 0.0 ? mix(at, other, clamp(near / (near - far), 0.0, 1.0) * 1.0001) : at;
}

void main() {
    vec4 at_a = clip(a_width.xyz), at_b = clip(b_depth_bias.xyz);
    first = vec4(color_a.rgb * color_a.a, color_a.a);
    p = q = vec2(0.0);
    radius = 1.0;
#ifdef WITH_SHAPES
    vec4 at_c = clip(c_kind.xyz);
    kind = ivec2(vec2(c_kind.w, d_flags.w) + 0.5);
    bool arrow = kind.x == ARROW;
    last = vec4(color_b.rgb * color_b.a, color_b.a);
    before = after = vec2(0.0);
#ifdef WITH_SHADES
    tint = vec4(0.0);
    if (kind.x == SHADED) {
        vec4 third = vec4(d_flags.xyz * a_width.w, a_width.w);
        tint = gl_VertexID == 0 ? first : gl_VertexID == 1 ? last : third;
        gl_Position = gl_VertexID == 0 ? at_a : gl_VertexID == 1 ? at_b : at_c;
        return;
    }
#endif
    if (kind.x == TRIANGLE) {
        gl_Position = gl_VertexID == 0 ? at_a : gl_VertexID == 1 ? at_b : at_c;
        return;
    }
#else
    const bool arrow = true;
#endif
    if (at_a.z + at_a.w < 0.0 && at_b.z + at_b.w < 0.0) {
        gl_Position = NOWHERE;
        return;
    }
    vec3 from = pixel(cut(at_a, at_b)), to = pixel(cut(at_b, at_a));
    p = from.xy;
    q = to.xy;
    vec2 along = q - p;
    float span = length(along);
    along = span > 1e-4 ? along / span : vec2(1.0, 0.0);
    float width = a_width.w * pixels;
    if (arrow) width = min(width, span * MAX_SHAFT_WIDTH);
    float faintness = min(width, 1.0);  // lines thinner than a pixel are a pixel wide and fainter
    radius = max(0.5 * width, 0.5);
    first *= faintness;
    float reach = radius + 1.0, end_reach = reach;
#ifdef WITH_SHAPES
    last *= faintness;
    before = pixel(cut(at_c, at_a)).xy;
    after = pixel(cut(clip(d_flags.xyz), at_b)).xy;
    if (kind.x == FRINGE) reach = end_reach = 1.5;
#endif
    float end = float(gl_VertexID & 1), side = float(gl_VertexID >> 1) * 2.0 - 1.0;
    vec2 place = vec2(end * span + end_reach * (end * 2.0 - 1.0), reach * side);
#ifdef WITH_ARROWS
    if (arrow) place = arrow_corner(end, side, span, radius);
    arrow_lengths = lengths_of_arrow(span, radius);
    arrow_place = place;
#endif
    vec2 corner = p + along * place.x + vec2(-along.y, along.x) * place.y;
    gl_Position = from_pixels(corner, mix(from.z, to.z, end));
}
