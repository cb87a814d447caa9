"""Primitives of lines, dots, arrows and fills: arrays of one record type, without OpenGL.

The main path: `records` defines the record, `polyline` and `shapes` make arrays of it, `vmobjects`
converts manim's own mobjects. `drawing/primitive_renderer` draws them with
`shaders/primitive.*.glsl`.
"""
