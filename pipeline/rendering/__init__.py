"""From requests to frames: jobs, and the processes that render them.

The main path: `plan` makes jobs, `execute` runs each in its own process, `job` renders one.
"""
