"""OpenGL itself: the context, framebuffers, textures, and what is kept between frames.

The main path: `context` makes the one context, without a window; `targets` are the framebuffers
that a frame is drawn into.
"""
