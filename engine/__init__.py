"""How a frame is drawn: mobjects that hold whole arrays, and the camera that draws them on OpenGL.

`renderer` steps a scene through its frames; `painter` turns the mobjects of one frame into pixels:
`sorting` decides what lies in the world and what is fixed in the frame, `meshes` and `primitives`
are what OpenGL draws, `overlay` what Cairo draws. `surface`, `curve`, `arrows`, `grid` and
`points` are the mobjects, `place` puts any mobject into the world or fixes it in the frame.
"""
