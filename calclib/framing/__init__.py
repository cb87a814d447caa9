"""What to show of a function: which region, which ticks, which step, how many arrows.

The main path: `scales.default_region` chooses the window, `steps` a nudge that can be seen,
`arrows` and `surfaces` sample what is drawn in it.
"""
