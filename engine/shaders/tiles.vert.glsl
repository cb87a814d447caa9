#version 330
#include "common.glsl"
// Rectangles of the picture, each an instance.
uniform vec2 size;

in vec2 corner;  // in pixels
out vec2 place;  // from 0 to 1 across the picture; nothing here recedes

void main() {
    place = corner / size;
    gl_Position = vec4(place * 2.0 - 1.0, 0.0, 1.0);
}
