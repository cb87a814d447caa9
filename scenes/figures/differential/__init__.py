"""The figures of the total differential: a small step from close by, its error, its formulas."""
