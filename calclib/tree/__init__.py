"""The tree of an expression: what it is made of, and its values.

The main path: `nodes` is the tree as typed; `evaluation` gives its values for arrays in float64,
`precision` its value at one point to any number of digits.
"""
