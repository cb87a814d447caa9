#version 330
#include "common.glsl"
// One instance is one primitive, drawn as a quad of screen space that holds it:
//   0 segment  a to b; c and d are the far ends of its neighbours; a == b is a disc
//   1 triangle a, b, c
//   2 fringe   the soft rim outside the edge a b of a triangle with the third corner c
//   3 arrow    a to b; its tip is `tip` pixels long
uniform mat4 to_clip;
uniform vec2 size;
uniform float lift;
uniform float pixels;  // per unit of stroke width

in vec3 a, b, c, d;
in vec4 color_a, color_b;
in vec4 shape;  // width, kind, bias towards the viewer, flags

flat out vec2 p, q, before, after;
flat out float radius;
flat out float thin;  // opacity of what is thinner than a pixel
flat out int kind, flags;
flat out vec4 first, last;
out vec4 blend;

vec4 clip(vec3 point) {
    vec4 at = to_clip * vec4(point, 1.0);
    at.z += lift * shape.z;
    return at;
}

vec3 pixel(vec4 at) { return vec3((at.xy / at.w * 0.5 + 0.5) * size, at.z / at.w); }

// The part of a line behind the viewer is cut off.
vec4 cut(vec4 at, vec4 other) {
    float near = at.z + at.w, far = other.z + other.w;
    return near < 0.0 ? mix(at, other, clamp(near / (near - far), 0.0, 1.0) * 1.0001) : at;
}

void main() {
    kind = int(shape.y + 0.5);
    flags = int(shape.w + 0.5);
    first = vec4(color_a.rgb * color_a.a, color_a.a);
    last = vec4(color_b.rgb * color_b.a, color_b.a);
    vec4 at_a = clip(a), at_b = clip(b), at_c = clip(c);
    p = q = before = after = vec2(0.0);
    radius = thin = 1.0;
    blend = first;
    if (kind == 1) {
        gl_Position = gl_VertexID == 0 ? at_a : gl_VertexID == 1 ? at_b : at_c;
        return;
    }
    if (at_a.z + at_a.w < 0.0 && at_b.z + at_b.w < 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec3 from = pixel(cut(at_a, at_b)), to = pixel(cut(at_b, at_a));
    p = from.xy;
    q = to.xy;
    before = pixel(cut(at_c, at_a)).xy;
    after = pixel(cut(clip(d), at_b)).xy;
    float width = shape.x * pixels;
    if (kind == 3) width = min(width, length(q - p) * 0.18);
    radius = max(0.5 * width, 0.5);
    thin = min(width, 1.0);
    float reach = kind == 2 ? 1.5 : kind == 3 ? 3.2 * radius + 1.0 : radius + 1.0;
    vec2 along = q - p;
    float span = length(along);
    along = span > 1e-4 ? along / span : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    float end = float(gl_VertexID & 1), side = float(gl_VertexID >> 1) * 2.0 - 1.0;
    vec2 corner = mix(p, q, end) + along * reach * (end * 2.0 - 1.0) + across * reach * side;
    gl_Position = vec4(corner / size * 2.0 - 1.0, mix(from.z, to.z, end), 1.0);
}
