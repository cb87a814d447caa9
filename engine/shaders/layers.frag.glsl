#version 330
#include "common.glsl"
// COUNT translucent surfaces (1 to 4), each with its own depth, laid over the picture pixel by
// pixel in the order of their depths; with WALL, what something opaque hides is left out.
uniform sampler2D colors[COUNT];
uniform sampler2D depths[COUNT];
uniform sampler2D wall;  // depth of what is opaque
out vec4 color;

#ifdef WALL
#define SEEN(z) float(z <= texelFetch(wall, here, 0).r)
#else
#define SEEN(z) 1.0
#endif

// Samplers may only be indexed by constants.
#define LAYER(i) c[i] = texelFetch(colors[i], here, 0); z[i] = texelFetch(depths[i], here, 0).r; \
    c[i] *= SEEN(z[i]);

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy);
#if COUNT == 1
    color = texelFetch(colors[0], here, 0);
#ifdef WALL
    color *= SEEN(texelFetch(depths[0], here, 0).r);
#endif
#else
    vec4 c[COUNT];
    float z[COUNT];
    LAYER(0) LAYER(1)
#if COUNT > 2
    LAYER(2)
#endif
#if COUNT > 3
    LAYER(3)
#endif
    for (int i = 0; i < COUNT - 1; i++)
        for (int j = 0; j < COUNT - 1 - i; j++)
            if (z[j] > z[j + 1]) {
                float swap_z = z[j]; z[j] = z[j + 1]; z[j + 1] = swap_z;
                vec4 swap_c = c[j]; c[j] = c[j + 1]; c[j + 1] = swap_c;
            }
    color = c[COUNT - 1];
    for (int i = COUNT - 2; i >= 0; i--) color = c[i] + color * (1.0 - c[i].a);
#endif
}
