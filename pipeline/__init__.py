"""How scenes become clips.

`catalog` (what scenes there are) -> `plan` (scenes, parameters, quality -> jobs) -> `execute` (jobs
in processes of their own) -> `job` (one scene rendered) -> `encode` (frames to a video file) ->
`companions` (manifest, captions and poster beside it).
"""
