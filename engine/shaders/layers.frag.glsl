#version 330
#include "common.glsl"
// Of COUNT translucent surfaces (2 to 4), each with its own depth, the one that RANK others lie
// before, pixel by pixel.
uniform sampler2D colors[COUNT];
uniform sampler2D depths[COUNT];

noperspective in vec2 place;
out vec4 color;

void main() {
    float z[COUNT];
    // Samplers may only be indexed by constants; llvmpipe reads them fastest at a varying place.
#define DEPTH(i) z[i] = textureLod(depths[i], place, 0.0).r;
    DEPTH(0)
    DEPTH(1)
#if COUNT > 2
    DEPTH(2)
#endif
#if COUNT > 3
    DEPTH(3)
#endif
    int rank[COUNT];
    for (int i = 0; i < COUNT; i++) {
        rank[i] = 0;
        for (int j = 0; j < COUNT; j++)
            if (z[j] < z[i] || (z[j] == z[i] && j < i)) rank[i]++;
    }
    color = vec4(0.0);
#define COLOR(i) if (rank[i] == RANK) color = textureLod(colors[i], place, 0.0);
    COLOR(0)
    COLOR(1)
#if COUNT > 2
    COLOR(2)
#endif
#if COUNT > 3
    COLOR(3)
#endif
}
