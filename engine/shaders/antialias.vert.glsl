#version 330
#include "common.glsl"
// One instance is one edge of a mesh, drawn as a ribbon a few pixels wide.
in vec3 a, b;

const float REACH = 1.5;        // pixels to either side
const float DEPTH_BIAS = 0.08;  // units towards the viewer

void main() {
    vec4 from = to_clip * vec4(a, 1.0), to = to_clip * vec4(b, 1.0);
    if (min(from.w, to.w) < NEAR) {
        gl_Position = NOWHERE;
        return;
    }
    vec2 p = to_pixels(from), q = to_pixels(to);
    vec2 along = q - p;
    float span = length(along);
    along = span > 1e-4 ? along / span : vec2(1.0, 0.0);
    float end = float(gl_VertexID & 1), side = float(gl_VertexID >> 1) * 2.0 - 1.0;
    vec2 corner = mix(p, q, end) + REACH * (along * (end * 2.0 - 1.0) + vec2(-along.y, along.x) * side);
    vec4 at = end < 0.5 ? from : to;
    gl_Position = from_pixels(corner, (at.z + depth_scale * DEPTH_BIAS) / at.w);
}
