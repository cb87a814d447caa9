"""From scenes to clips.

`catalog` (the scenes) -> `plan` (scenes, parameters, quality -> jobs) -> `execute` (jobs
in separate processes) -> `job` (one scene rendered) -> `encode` (frames to a video file) ->
`companions` (manifest, captions and poster beside it).
"""
