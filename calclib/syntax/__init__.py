"""From a text to its tree: tokens, names, limits, and the tree itself.

The main path: `tokens` cuts the text, `grammar.lark` says what is an expression, `tree_builder`
makes the nodes of `tree`, and `limits` refuses what is too long, too deep or too large while it
grows.
"""
