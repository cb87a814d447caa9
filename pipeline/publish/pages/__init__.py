"""The pages: their HTML, what they say to programs, how they are embedded elsewhere."""
