"""Plots of the plane: a window with axes, graphs, level curves and right-angle marks."""
