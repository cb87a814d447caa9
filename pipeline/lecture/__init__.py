"""From a lecture file to one video.

The main path: `file` reads and checks the TOML, `plan` makes its clips' jobs, `render` renders and
joins them.
"""
