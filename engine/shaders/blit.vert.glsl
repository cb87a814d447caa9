#version 330
#include "common.glsl"
// Corners of rectangles, each with its place in the texture that is copied from.
uniform vec2 source_size;  // in texels

in vec4 corner;  // in pixels; in texels
out vec2 place;

void main() {
    place = corner.zw / source_size;
    gl_Position = from_pixels(corner.xy, 0.0);
}
