"""Text and formulas: fonts, Typst sources, narration, typesetting."""
