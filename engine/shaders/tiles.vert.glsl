#version 330
#include "common.glsl"
// Rectangles of the picture, each an instance.
in vec4 area;    // two corners, in pixels
noperspective out vec2 place;  // from 0 to 1 across the picture; without perspective

void main() {
    place = mix(area.xy, area.zw, vec2(gl_VertexID & 1, gl_VertexID >> 1)) / size;
    gl_Position = vec4(place * 2.0 - 1.0, 0.0, 1.0);
}
