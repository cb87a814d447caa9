"""What scenes are written with.

The main path: `lesson` makes a class of beats a manim scene; `parameters` are what it can be
asked for; `text` sets formulas and words; `layout` places them; `plane` and `space` are what is
drawn in; `theme` alone chooses colours, sizes and durations.
"""
