#version 330
#include "common.glsl"
// One instance is one edge of a mesh, drawn as a ribbon a few pixels wide.
uniform mat4 to_clip;
uniform vec2 size;
uniform float lift;

in vec3 a, b;

const float REACH = 1.5, CLOSER = 0.08;  // pixels; units towards the viewer

void main() {
    vec4 from = to_clip * vec4(a, 1.0), to = to_clip * vec4(b, 1.0);
    if (min(from.w, to.w) < 0.1) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec2 p = (from.xy / from.w * 0.5 + 0.5) * size, q = (to.xy / to.w * 0.5 + 0.5) * size;
    vec2 along = q - p;
    float span = length(along);
    along = span > 1e-4 ? along / span : vec2(1.0, 0.0);
    float end = float(gl_VertexID & 1), side = float(gl_VertexID >> 1) * 2.0 - 1.0;
    vec2 corner = mix(p, q, end) + REACH * (along * (end * 2.0 - 1.0) + vec2(-along.y, along.x) * side);
    vec4 at = end < 0.5 ? from : to;
    gl_Position = vec4(corner / size * 2.0 - 1.0, (at.z + lift * CLOSER) / at.w, 1.0);
}
