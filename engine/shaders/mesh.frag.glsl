#version 330
#include "common.glsl"
// Compiled in variants, since a software renderer executes both sides of every branch: GRID_LINES;
// VARYING_OPACITY for a partial reveal, a height range, a clip plane, or colours with alpha.
uniform vec4 line_color;    // straight
uniform float line_width;   // pixels
uniform vec4 reveal;        // direction in (u, v), and its visible interval
uniform vec2 height_range;  // visible heights
uniform vec2 fade;          // opacity beyond the plane, softness of its edge in units
uniform float opacity;

in vec3 front, back;
#ifdef GRID_LINES
in vec2 cell;
#endif
#ifdef VARYING_OPACITY
in vec4 extent;
#endif
out vec4 color;

void main() {
    float alpha = opacity;
#ifdef VARYING_OPACITY
    vec2 pixel = fwidth(extent.yz);
    vec4 lower_ends = vec4(height_range.x, reveal.z, -height_range.y, -reveal.w);
    vec4 margin = vec4(extent.yz, -extent.yz) - lower_ends;
    margin = margin / max(pixel.xyxy, 1e-9) + 0.5;
    alpha *= extent.x * clamp(min(min(margin.x, margin.y), min(margin.z, margin.w)), 0.0, 1.0);
    alpha *= mix(1.0, fade.x, clamp(extent.w / fade.y, 0.0, 1.0));
    if (alpha <= INVISIBLE) discard;
#endif
    vec3 base = gl_FrontFacing ? back : front;  // flipped: the picture's rows run downwards
#ifdef GRID_LINES
    vec2 coverage = clamp(0.5 * line_width + 0.5 - abs(cell - round(cell)) / fwidth(cell), 0.0, 1.0);
    base = mix(base, line_color.rgb, max(coverage.x, coverage.y) * line_color.a);
#endif
    color = vec4(base * alpha, alpha);
}
