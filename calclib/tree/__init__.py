"""The tree of an expression: its nodes, the functions it may call, and its values.

The main path: `nodes` is the tree as typed; `functions` is the table of all functions, in which a
new one is one entry; `evaluation` computes values for arrays in float64, `precision` the value at
one point to any number of digits, which is used where `rounding` finds that float64 is not enough.
"""
