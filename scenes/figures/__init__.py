"""The drawings of each topic, in separate packages that do not import each other.

The main path: a scene makes a figure in a beat and animates its parts; figures use `_kit`.
"""
