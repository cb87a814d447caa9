"""What `check` judges in the change from one frame to the next: jumps, and what vanishes.

The main path: `jumps` looks at every play of a scene, at its begin, on the way and at its end.
"""
