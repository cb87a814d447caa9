"""Words and formulas: fonts, Typst sources, narration, and their typesetting on the screen."""
