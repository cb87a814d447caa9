"""Which part of a function makes a good picture.

The main path: `regions` frames a field by the `intervals` of its slices, each the one of least
`interval_costs`, and cut at its `poles`.
"""
