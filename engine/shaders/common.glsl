// Shared by all shaders. Colours have straight alpha in attributes and are premultiplied in outputs.
uniform mat4 to_clip;       // world -> clip space; picture rows run downwards, so reading needs no flip
uniform vec2 size;          // the picture's width and height in pixels
uniform float depth_scale;  // added to clip.z per unit towards the viewer; 0: painter's order

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);  // a vertex that is not drawn

// Clip space to pixels.
vec2 to_pixels(vec4 at) { return (at.xy / at.w * 0.5 + 0.5) * size; }

// Pixels and a depth to clip space.
vec4 from_pixels(vec2 at, float depth) { return vec4(at / size * 2.0 - 1.0, depth, 1.0); }
