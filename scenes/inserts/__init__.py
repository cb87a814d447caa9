"""Parts of a lecture that are its author's own: a slide.

They are lessons as the scenes are, and a lecture file has a key for each: `slide = "..."`.
"""
