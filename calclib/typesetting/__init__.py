"""Mathematics as text: trees as Typst formulas, numbers as decimals or multiples of pi.

The main path: `formulas` typesets a tree in textbook form (by the rules in `typesetter`), with
named parts to colour and to move; `typst_strings` quotes texts; `decimals` and `multiples_of_pi`
print numbers.
"""
