"""Derivatives as formulas, and trees as sympy expressions.

The main path: `derivatives.derivative` applies textbook rules to a tree, those of single functions
from `function_rules`, and returns the normal form of `monomials`. `sympy_form` converts a tree to
sympy.
"""
