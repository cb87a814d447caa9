"""Scenes, one topic a file, written as prose: named beats that say what is seen.

The main path: a class here is a `Lesson` (`_kit/lesson`) with its parameters, beats and defaults;
what only one topic draws stands in `figures`, what all share in `_kit`, what is said in
`narration`.
"""
