"""Derivatives as formulas: a tree in, a tree out.

The main path: `derivatives.derivative` applies the rules of `differentiation` and puts the result
into the normal form of `monomials`; `exact` writes numbers as `1 + sin(1)` or `pi/4`.
"""
