"""How a frame is drawn: mobjects that hold whole arrays, and the camera that draws them on OpenGL.

The main path: `renderer` steps a scene through its frames; `drawing` turns the mobjects of one
frame into `items`, and those, as `camera` sees them, into pixels: surfaces with `meshes`, lines,
dots and arrows with `primitives`, texts with `text`, all through `gl`. `mobjects` is what scenes
use. `observer` is for whoever wants the pixels, `memory` for what outlives a frame.
"""
