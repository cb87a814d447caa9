"""From requests to frames: jobs, and the processes that render them.

The main path: `plan` makes jobs, `execute` runs each in a process of its own, `job` renders one.
"""
