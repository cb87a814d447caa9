"""Figures of mappings: the machine, and a stage for each kind R^n -> R^m."""
