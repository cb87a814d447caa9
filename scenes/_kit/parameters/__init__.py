"""What a scene can be asked for: one pydantic model a kind, free of manim."""
