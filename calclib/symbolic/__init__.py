"""Derivatives as formulas, and trees as sympy expressions.

The main path: `derivatives.derivative` applies the rules of a textbook to a tree, those of single
functions from `function_rules`, and puts the result into the normal form of `monomials`.
`sympy_form` is for those who want sympy.
"""
