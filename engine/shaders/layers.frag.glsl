#version 330
#include "common.glsl"
// COUNT translucent surfaces (1 to 4), each with its own depth, laid over the picture pixel by
// pixel in the order of their depths; with WALL, what something opaque hides is left out.
uniform sampler2D colors[COUNT];
uniform sampler2D depths[COUNT];
uniform sampler2D wall;  // depth of what is opaque

in vec2 place;
out vec4 color;

// Samplers may only be indexed by constants; llvmpipe reads them fastest at a varying place.
#ifdef WALL
#define LAYER(i) c[i] = textureLod(colors[i], place, 0.0); z[i] = textureLod(depths[i], place, 0.0).r; \
    c[i] = z[i] <= limit ? c[i] : vec4(0.0);
#else
#define LAYER(i) c[i] = textureLod(colors[i], place, 0.0); z[i] = textureLod(depths[i], place, 0.0).r;
#endif

void main() {
    vec4 c[COUNT];
    float z[COUNT];
#ifdef WALL
    float limit = textureLod(wall, place, 0.0).r;
#endif
    LAYER(0)
#if COUNT > 1
    LAYER(1)
#endif
#if COUNT > 2
    LAYER(2)
#endif
#if COUNT > 3
    LAYER(3)
#endif
#if COUNT == 1
    color = c[0];
#elif COUNT == 2
    bool swapped = z[0] > z[1];
    vec4 near = swapped ? c[1] : c[0], far = swapped ? c[0] : c[1];
    color = near + far * (1.0 - near.a);
#else
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
