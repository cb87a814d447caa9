"""What one topic draws: a room for each, used by its scene and by no other room.

The main path: a scene makes a figure in a beat and plays its parts; figures are made of `_kit`.
"""
