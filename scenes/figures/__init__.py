"""The drawings of each topic, in a package of its own that no other package imports.

The main path: a scene makes a figure in a beat and animates its parts; figures use `_kit`.
"""
