"""From a text to its tree.

The main path: `parser` calls the rest. `calclib.spelling` rewrites other spellings in the plain
one, `tokens` tokenises the text (`names` splits letters into names, `decimal_commas` joins 0,5),
`grammar.lark` defines expressions, and the nodes are made by `tree_builder`, those of vectors by
`vectors` and `vector_products`, those of functions in pieces by `pieces`. `limits` rejects what
becomes too long, too deep or too large. `syntax_errors` describes what is wrong with a text,
`regroupings` finds readings that could surprise, to be told by `notes`.
"""
