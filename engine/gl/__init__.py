"""OpenGL: the context without a window, shaders, textures and framebuffers.

The main path: `standalone` opens the context or reports the missing package, `context` wraps OpenGL
for the rest of the engine, `targets` are the framebuffers of a frame, `quad_blitter` copies
rectangles between them.
"""
