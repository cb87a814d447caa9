"""Derivatives as formulas: a tree in, a tree out.

The main path: `derivatives.derivative` applies the rules of `differentiation` and puts the result
into the normal form of `monomials`.
"""
