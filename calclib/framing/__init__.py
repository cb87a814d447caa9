"""What to show of a function: which region, which ticks, which steps, how many arrows.

The main path: `regions` chooses the window, by the `intervals` of slices and their `poles`;
`ticks` labels its axes; `secants`, `differential_steps`, `levels`, `arrows`, `hike`, `terrains` and
`mapping_domains` (by `periods`) each choose what to draw for one topic.
"""
