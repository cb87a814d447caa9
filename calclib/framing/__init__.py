"""What to show of a function: which region, which ticks, which steps, how many arrows.

The main path: `windows` chooses the part to show; `ticks` labels its axes; `secants`,
`differential_steps`, `levels`, `arrows`, `hike`, `terrains` and `mapping_domains` (by `periods`
and `mapping_values`) each choose what to draw for one topic.
"""
