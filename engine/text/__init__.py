"""Texts and formulas: bitmaps that Cairo draws once, laid into the frame or put into the world.

The main path: `text_renderer` asks `rasterizer` for the bitmap of each text, puts those that stay
on one texture (`texture_atlas`), and draws runs of them with one call.
"""
