"""`Lesson`: a manim scene made of named beats, with typed parameters and checked numbers."""
