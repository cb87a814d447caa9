"""The command line: options become requests, results become lines.

The main path: `options` reads what was typed, `requests` checks it whole before anything is
rendered; `progress`, `listing` and `verdicts` print.
"""
