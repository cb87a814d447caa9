#version 330
#include "common.glsl"
uniform sampler2D source;  // premultiplied
in vec2 place;
out vec4 color;

void main() { color = texture(source, place); }
