"""The toolkit of all scenes.

The main path: `lesson` turns a class of beats into a manim scene; `parameters` are its inputs;
`text` typesets formulas and words; `layout` places them; `plane` and `space` hold plots and
surfaces; `theme` alone defines colours, sizes and durations.
"""
