"""The processes that play scenes for the preview; all are forks of `warm`.

The main path: `rehearsal` plays a scene without drawing and leaves checkpoints; a `shot` goes on
from one and draws.
"""
