"""How scenes become clips.

`catalog` (what scenes there are) -> `plan` (scenes, parameters, quality -> jobs) -> `execute` (jobs
in processes of their own) -> `job` (one scene rendered; the one place that sets manim's config) ->
`encode` (frames to a video file) -> `clip` (manifest, captions and poster beside it).
"""
