#version 330
#include "common.glsl"
uniform vec2 size;   // of the framebuffer, in pixels
uniform vec2 sheet;  // of the texture, in texels

in vec4 corner;  // in pixels; in texels
out vec2 place;

void main() {
    place = corner.zw / sheet;
    gl_Position = vec4(corner.xy / size * 2.0 - 1.0, 0.0, 1.0);
}
