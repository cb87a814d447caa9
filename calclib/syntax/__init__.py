"""From a text to its tree: tokens, names and limits.

The main path: `tokens` cuts the text, `grammar.lark` says what is an expression, `tree_builder`
makes the nodes, and `limits` refuses what is too long, too deep or too large while it grows.
"""
