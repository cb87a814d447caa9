"""The scenes, one topic a file: a list of named beats that read like prose.

The main path: a class here is a `Lesson` (`_kit/lesson`) with its parameters, beats and defaults.
Drawings of a single topic are in `figures`, shared tools in `_kit`, spoken sentences in
`narration`.
"""
