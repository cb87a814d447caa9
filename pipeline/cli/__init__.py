"""The command line: options become requests, results become lines.

The main path: `request_command` turns options into a request, which is checked before anything is
rendered; `render`, `check` and `listing` carry it out; `progress` and `verdicts` print.
"""
