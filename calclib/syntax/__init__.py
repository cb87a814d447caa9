"""From a text to its tree.

The main path: `parser` joins the rest. `tokens` cuts the text (`names` splits letters into names),
`grammar.lark` says what is an expression, `tree_builder` makes the nodes, and `limits` refuses what
is too long, too deep or too large while it grows. `syntax_errors` says where a text breaks.
"""
