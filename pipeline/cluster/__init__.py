"""What clips lack is drawn by many machines, which a Dask scheduler knows.

The main path: `connection` (to the scheduler) -> `execute` (beats in groups, by `groups`; answers
are stored as they come). On a worker: `worker` (one task in a process of its own) -> `process` (is
the `fingerprint` the same? then the beats are drawn into a private store). `task` is what is sent
and what comes back, `shipping` the project's sources as a zip. Only `connection`, `execute` and
`worker` import `distributed`, which the extra `cluster` installs.
"""
