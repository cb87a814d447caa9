"""Figures of the total differential: a small step close up, its error, its formulas."""
