"""What lines, dots, arrows and fills are made of: arrays of one record, without OpenGL.

The main path: `records` is the record, `polyline` and `shapes` make arrays of it, `vmobjects`
makes them of manim's own mobjects. `drawing/primitive_renderer` draws them, and
`shaders/primitive.*.glsl` gives each kind its pixels.
"""
