"""What the processes of the preview do: they play scenes, and send what the page shows.

The main path: `fork_server` forks, `checkpoints` plays a scene as a `dry_run` and leaves sleeping
forks, a `frame_sender` in a fork of one sends frames, which the `paint_server` draws. Without forks
a process is `spawned` and does a `replay` for each frame.
"""
