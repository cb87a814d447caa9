#version 330
#include "common.glsl"
// Up to four translucent surfaces, each with its own depth, laid over the picture pixel by pixel
// in the order of their depths; what is hidden by something opaque is left out.
uniform sampler2D colors[4];
uniform sampler2D depths[4];
uniform sampler2D solid;  // depth of what is opaque
uniform int count;
out vec4 color;

// Samplers may only be indexed by constants.
#define LAYER(i) if (i < count) { \
    float depth = texelFetch(depths[i], here, 0).r; \
    if (depth < 1.0 && depth <= wall) { z[i] = depth; c[i] = texelFetch(colors[i], here, 0); } }

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy);
    float wall = texelFetch(solid, here, 0).r;
    vec4 c[4];
    float z[4];
    for (int i = 0; i < 4; i++) { c[i] = vec4(0.0); z[i] = 2.0; }
    LAYER(0) LAYER(1) LAYER(2) LAYER(3)
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3 - i; j++)
            if (z[j] > z[j + 1]) {
                float swap_z = z[j]; z[j] = z[j + 1]; z[j + 1] = swap_z;
                vec4 swap_c = c[j]; c[j] = c[j + 1]; c[j + 1] = swap_c;
            }
    color = c[3];
    for (int i = 2; i >= 0; i--) color = c[i] + color * (1.0 - c[i].a);
    if (color.a <= 0.0) discard;
}
