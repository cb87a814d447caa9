#version 330
#include "common.glsl"
// Per pixel, of LAYERS translucent surfaces (at least two) with their depths, the one that has
// LAYERS_BEFORE others in front of it.
uniform sampler2D colors[LAYERS];
uniform sampler2D depths[LAYERS];

noperspective in vec2 place;
out vec4 color;

void main() {
    float z[LAYERS];
    // Samplers must be indexed by constants; llvmpipe reads them fastest at a varying place.
#define READ_DEPTH(i) z[i] = textureLod(depths[i], place, 0.0).r;
    EACH_LAYER(READ_DEPTH)
    int nearer[LAYERS];
    for (int i = 0; i < LAYERS; i++) {
        nearer[i] = 0;
        for (int j = 0; j < LAYERS; j++)
            if (z[j] < z[i] || (z[j] == z[i] && j < i)) nearer[i]++;
    }
    color = vec4(0.0);
#define READ_COLOR(i) if (nearer[i] == LAYERS_BEFORE) color = textureLod(colors[i], place, 0.0);
    EACH_LAYER(READ_COLOR)
}
