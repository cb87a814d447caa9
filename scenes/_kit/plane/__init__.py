"""The plane to draw in: a window with its axes, graphs, level curves and right angles."""
