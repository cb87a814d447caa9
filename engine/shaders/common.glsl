// What every shader may use. Colours are straight (not premultiplied) in attributes and premultiplied
// in every output.
uniform mat4 to_clip;       // world -> clip space; rows of the picture run downwards: no flip at read
uniform vec2 size;          // the picture's width and height in pixels
uniform float depth_scale;  // what one unit towards the viewer adds to clip.z; 0: painter's order

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);  // a vertex that is not drawn

// Clip space to pixels.
vec2 to_pixels(vec4 at) { return (at.xy / at.w * 0.5 + 0.5) * size; }

// Pixels and a depth to clip space.
vec4 from_pixels(vec2 at, float depth) { return vec4(at / size * 2.0 - 1.0, depth, 1.0); }
