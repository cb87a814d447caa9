"""What `check` judges in a figure that stands: points, labels, layers, curves, and what it shows.

The main path: `judged` of `rules` takes a `Shot`, the picture at the end of a beat.
"""
