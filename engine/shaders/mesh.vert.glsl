#version 330
#include "common.glsl"
// Lighting is computed at the vertices, for both sides of the surface; the fragment selects one.
uniform vec3 light, eye;    // positions in the world
uniform float gloss;        // strength of shading
uniform vec2 lines;         // number of grid cells along u and v
uniform vec4 plane;         // normal and offset: where dot(normal, p) > offset is faded
uniform vec4 reveal;        // direction in (u, v), and its visible interval

in vec3 position, normal;
in vec4 tint;
in vec2 uv;  // in [0, 1]

const float SHADE = -0.15;  // what faces away from the light is no darker than this

out vec3 front, back;  // the lit colours of the two sides
#ifdef GRID_LINES
out vec2 cell;
#endif
#ifdef VARYING_OPACITY
out vec4 extent;       // opacity, height, position along the reveal, distance from the plane
#endif

vec3 lit(vec3 facing, vec3 to_light, vec3 half_way) {
    float glint = max(dot(facing, half_way), 0.0);
    glint *= glint;
    glint *= glint;
    glint *= glint;
    glint *= glint;
    float factor = 1.0 + gloss * (0.5 * max(dot(facing, to_light), SHADE) - 0.32);
    return min(tint.rgb * factor + 0.1 * gloss * glint, 1.0);
}

void main() {
    vec3 to_light = normalize(light - position);
    vec3 half_way = normalize(to_light + normalize(eye - position));
    front = lit(normal, to_light, half_way);
    back = lit(-normal, to_light, half_way);
#ifdef GRID_LINES
    cell = uv * lines;
#endif
#ifdef VARYING_OPACITY
    float beyond = dot(plane.xyz, position) - plane.w;
    extent = vec4(tint.a, position.z, dot(uv, reveal.xy), beyond);
#endif
    gl_Position = to_clip * vec4(position, 1.0);
}
