"""Space to draw in: a box with axes and a floor, surfaces and cuts, and the camera's viewpoints."""
