#version 330
#include "common.glsl"
uniform sampler2D picture;  // premultiplied
uniform vec2 corner, extent;
out vec4 color;

void main() { color = texture(picture, (gl_FragCoord.xy - corner) / extent); }
