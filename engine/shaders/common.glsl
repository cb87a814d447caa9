// Uniforms with the same meaning in every shader:
//   to_clip   world -> clip space; rows of the picture run downwards, so no flip is needed at read
//   to_view   world -> view space (x right, y up, z towards the viewer)
//   size      the picture's width and height in pixels
//   lift      what one unit towards the viewer adds to clip.z (0: painter's order, no depth)
// Colours are straight (not premultiplied) in attributes and premultiplied in every output.
