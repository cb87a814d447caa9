"""Formulas as pages, programs and other books spell them, rewritten in the plain spelling.

The main path: `spellings.plain_text` rewrites pasted characters, LaTeX (`latex`) and the names of
numpy and Mathematica. A `PlainText` knows where each of its characters comes from, so that errors
are shown in the text as typed.
"""
