#version 330
#include "common.glsl"
// WHOLE: the picture's corner lies on a corner of a pixel, and texels are pixels.
uniform sampler2D picture;  // premultiplied
flat in vec2 shift;
flat in ivec4 inside;
out vec4 color;

vec4 texel(ivec2 at) { return texelFetch(picture, clamp(at, inside.xy, inside.zw), 0); }

void main() {
    vec2 at = gl_FragCoord.xy + shift - 0.5;
#ifdef WHOLE
    color = texel(ivec2(at + 0.5));
#else
    ivec2 low = ivec2(floor(at));
    vec2 share = at - floor(at);
    vec4 above = mix(texel(low), texel(low + ivec2(1, 0)), share.x);
    vec4 below = mix(texel(low + ivec2(0, 1)), texel(low + ivec2(1, 1)), share.x);
    color = mix(above, below, share.y);
#endif
}
