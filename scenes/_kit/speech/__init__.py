"""Sentences as they are spoken: numbers, names and signs of mathematics as words.

The main path: `sentences.spoken` fills a sentence with its facts, as for captions; `reader` reads
what is written, `tokens` by token, and says it in a `tongue`: `english` or `korean`.
"""
