"""From mobjects and a camera to pixels.

The main path: `painter` sorts the mobjects of a frame (`sorting`), draws the world with depth
(`world`) and lays texts over it (`overlay`, `pictures`).
"""
