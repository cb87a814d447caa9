"""Texts and formulas: bitmaps that Cairo draws once, drawn in the frame or in the world.

The main path: `text_renderer` gets the bitmap of each text from `rasterizer`, puts those that are
reused on one texture (`texture_atlas`), and draws runs of them with one call. Formulas are made of
`glyph`s.
"""
