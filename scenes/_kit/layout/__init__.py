"""Layout of the frame: slots, margins, columns and labels."""
