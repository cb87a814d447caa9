#version 330
#include "common.glsl"
// Bitmaps of text at fractions of pixels: mixed from four texels.
uniform sampler2D bitmap;  // premultiplied
flat in vec2 shift;
flat in ivec4 inside;
out vec4 color;

vec4 texel(ivec2 at) { return texelFetch(bitmap, clamp(at, inside.xy, inside.zw), 0); }

void main() {
    vec2 at = gl_FragCoord.xy + shift - 0.5;
    ivec2 low = ivec2(floor(at));
    vec2 share = at - floor(at);
    vec4 above = mix(texel(low), texel(low + ivec2(1, 0)), share.x);
    vec4 below = mix(texel(low + ivec2(0, 1)), texel(low + ivec2(1, 1)), share.x);
    color = mix(above, below, share.y);
#ifdef HIDES
    if (color.a == 0.0) discard;
#endif
}
