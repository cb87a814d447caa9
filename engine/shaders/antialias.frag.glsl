#version 330
#include "common.glsl"
// Antialiasing along the direction of edges, after Timothy Lottes, "FXAA" (NVIDIA, 2009), in a short
// form: edges are found by contrast in luma, and two or four samples along them are averaged.
uniform sampler2D picture;
out vec4 color;

const float MIN_CONTRAST = 0.04;  // of luma; below it nothing is an edge
const float SPAN = 8.0;           // pixels along the edge, at most

float luma(vec4 c) { return dot(c.rgb, vec3(0.299, 0.587, 0.114)); }

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy), last = ivec2(size) - 1;
    vec4 middle = texelFetch(picture, here, 0);
    float m = luma(middle);
    float nw = luma(texelFetch(picture, clamp(here + ivec2(-1, -1), ivec2(0), last), 0));
    float ne = luma(texelFetch(picture, clamp(here + ivec2(1, -1), ivec2(0), last), 0));
    float sw = luma(texelFetch(picture, clamp(here + ivec2(-1, 1), ivec2(0), last), 0));
    float se = luma(texelFetch(picture, clamp(here + ivec2(1, 1), ivec2(0), last), 0));
    float low = min(m, min(min(nw, ne), min(sw, se))), high = max(m, max(max(nw, ne), max(sw, se)));
    color = middle;
    if (high - low < max(MIN_CONTRAST, 0.1 * high)) return;
    vec2 along = vec2(-((nw + ne) - (sw + se)), (nw + sw) - (ne + se));
    float damp = max((nw + ne + sw + se) * 0.03125, 0.0078125);
    along = clamp(along / (min(abs(along.x), abs(along.y)) + damp), -SPAN, SPAN) / size;
    vec2 at = gl_FragCoord.xy / size;
    vec4 near = 0.5 * (textureLod(picture, at - along / 6.0, 0.0) + textureLod(picture, at + along / 6.0, 0.0));
    vec4 wide = 0.5 * near + 0.25 * (textureLod(picture, at - along * 0.5, 0.0) + textureLod(picture, at + along * 0.5, 0.0));
    float l = luma(wide);
    color = l < low || l > high ? near : wide;
}
