"""Mathematics as text: trees as Typst formulas, numbers as decimals.

The main path: `formulas` sets a tree as a textbook does, with named parts to colour and to move;
`notation` writes the symbols of derivatives; `decimals` prints numbers.
"""
