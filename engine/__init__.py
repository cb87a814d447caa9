"""The renderer: mobjects that hold whole arrays, and the camera that draws them with OpenGL.

The main path: `renderer` takes a scene through its frames by `stepping`; `drawing` turns the
mobjects of one frame into `items`, and these, through `camera`, into pixels: surfaces by `meshes`,
lines, dots and arrows by `primitives`, texts by `text`, all on `gl`. Scenes use `mobjects`.
`observer` receives the frames; `memory` holds caches and buffers that outlive a frame. `plain`
draws manim's own scenes as manim does: `from engine import fast` has it draw all of a file.
"""
