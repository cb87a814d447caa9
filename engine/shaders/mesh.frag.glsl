#version 330
#include "common.glsl"
uniform mat4 to_view;
uniform vec3 light;         // where the light stands, in the world
uniform vec3 eye;           // where the viewer stands, in the world
uniform vec2 lines;         // number of grid cells along u and v (0: no lines)
uniform vec4 line_color;    // straight
uniform float line_width;   // pixels
uniform vec4 reveal;        // direction in (u, v), and the interval of it that is shown
uniform vec4 plane;         // normal and offset: where dot(normal, p) > offset is faded
uniform vec2 fade;          // opacity in front of the plane, softness of its edge in units
uniform float opacity;
uniform float gloss;        // strength of shading

in vec3 at, towards;
in vec4 shade;
in vec3 parameter;
out vec4 color;

float grid() {
    vec2 where = parameter.xy * lines, pixel = max(fwidth(where), 1e-6);
    vec2 gap = abs(where - round(where)) / pixel;
    vec2 cover = clamp(0.5 * line_width + 0.5 - gap, 0.0, 1.0) * step(0.5, lines);
    return max(cover.x, cover.y) * min(line_width, 1.0);
}

void main() {
    if (parameter.z < 0.5) discard;
    float along = dot(parameter.xy, reveal.xy);
    if (along < reveal.z || along > reveal.w) discard;
    float front = dot(plane.xyz, at) - plane.w;
    float shown = opacity * mix(1.0, fade.x, clamp(front / max(fade.y, 1e-6), 0.0, 1.0));
    if (shown <= 0.002) discard;
    vec3 normal = normalize(towards), to_eye = normalize(eye - at);
    if (dot(normal, to_eye) < 0.0) normal = -normal;
    vec3 to_light = normalize(light - at);
    float diffuse = dot(normal, to_light);
    float glint = pow(max(dot(normal, normalize(to_light + to_eye)), 0.0), 24.0);
    vec3 base = shade.rgb;
    if (lines.x + lines.y > 0.0) base = mix(base, line_color.rgb, grid() * line_color.a);
    base = base * (1.0 + gloss * (0.5 * diffuse - 0.35)) + gloss * 0.12 * glint;
    float alpha = shown * shade.a;
    color = vec4(clamp(base, 0.0, 1.0) * alpha, alpha);
}
