#version 330
#include "common.glsl"
uniform mat4 to_clip;

in vec3 position, normal;
in vec4 tint;
in vec3 place;  // u, v in [0, 1], and how far inside the border of what is defined

out vec3 at, towards;
out vec4 shade;
out vec3 parameter;

void main() {
    at = position;
    towards = normal;
    shade = tint;
    parameter = place;
    gl_Position = to_clip * vec4(position, 1.0);
}
