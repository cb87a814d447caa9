#version 330
#include "common.glsl"
// Bitmaps of text, upright in the frame, each an instance.

in vec4 place;   // upper left corner, width and height, in pixels
in vec3 origin;  // where its upper left corner is in the texture; the depth there
in vec2 slope;   // what a pixel to the right and one down add to the depth
flat out vec2 shift;
flat out ivec4 inside;  // the first and the last of its texels

void main() {
    vec2 at = place.xy + place.zw * vec2(gl_VertexID & 1, gl_VertexID >> 1);
    shift = origin.xy - place.xy;
    inside = ivec4(origin.xy, origin.xy + place.zw - 1.0);
    gl_Position = from_pixels(at, origin.z + dot(slope, at - place.xy));
}
