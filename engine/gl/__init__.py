"""OpenGL itself: the context without a window, shaders, textures and framebuffers.

The main path: `standalone` opens the context or says which package is missing, `context` is what
the rest of the engine calls OpenGL through, `targets` are the framebuffers that a frame is drawn
into, `quad_blitter` copies rectangles between them.
"""
