#version 330
#include "common.glsl"
// A picture upright in the frame: `corner` is its upper left in pixels, `depth` where it stands.
uniform vec2 size, corner, extent;
uniform float depth;

void main() {
    vec2 at = corner + extent * vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4(at / size * 2.0 - 1.0, depth, 1.0);
}
