"""From a text to its tree.

The main path: `parser` calls the rest. `calclib.spelling` rewrites other spellings in the plain
one, `tokens` tokenises the text (`names` splits letters into names, `decimal_commas` joins 0,5),
`grammar.lark` defines expressions, `tree_builder` makes the nodes and `vectors` those of vectors,
and `limits` rejects what becomes too long, too deep or too large. `syntax_errors` describes what is
wrong with a text, `regroupings` finds readings that could surprise, to be told by `notes`.
"""
