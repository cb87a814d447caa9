"""The parameters of scenes: pydantic models, free of manim."""
