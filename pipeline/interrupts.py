"""Signals that interrupt a run: Ctrl-C, a closed terminal, `kill`.

Signals that are ignored when the run starts (as with `nohup`) stay ignored.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any, NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
EXIT_CODE = 130
"""The exit code of an interrupted run, as shells give it for SIGINT (128 + 2)."""
MESSAGE = "interrupted"


def exit_at_once() -> None:
    """From now on an interrupt ends the process, without cleaning up."""
    _handle(_exit)


def raise_at_once() -> None:
    """From now on an interrupt raises KeyboardInterrupt in the main thread."""
    _handle(signal.default_int_handler)


def _handle(handler: Callable[[int, Any], Any]) -> None:
    for each in SIGNALS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, handler)


def _exit(*_: object) -> NoReturn:
    try:
        os.write(2, f"\nerror: {MESSAGE}\n".encode())
    finally:
        os._exit(EXIT_CODE)
