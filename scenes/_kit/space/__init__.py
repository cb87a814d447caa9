"""Three-dimensional space: a box with axes, surfaces and cuts, and the camera's viewpoints."""
