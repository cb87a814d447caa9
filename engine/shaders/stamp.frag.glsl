#version 330
#include "common.glsl"
uniform sampler2D picture;  // premultiplied
in vec2 place;
out vec4 color;

void main() { color = texture(picture, place); }
