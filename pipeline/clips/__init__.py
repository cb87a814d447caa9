"""Clips made of segments: what is missing in the store is drawn by processes, then all is joined.

The main path: `keys` (what a clip is made from) -> `clip` (which of its beats are in the store) ->
`segments` (in a worker: recognise or draw the missing ones, with the observers of `recording`) ->
`render` (all clips of a request, then the file). `estimate` says how long that takes.
"""
