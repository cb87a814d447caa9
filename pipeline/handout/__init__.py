"""The hand-out of a lecture or a scene: every beat with its still, what is said and seen, numbers.

The main path: `render` takes the stills, `content` says what stands in it, `pdf` and `markdown`
write.
"""
