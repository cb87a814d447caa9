"""Figures of the gradient: the vector of partial derivatives, the arrows, the plot, the bowl."""
