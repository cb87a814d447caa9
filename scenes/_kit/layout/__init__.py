"""Where things stand in the frame: named slots, margins, and ways to put things into them."""
