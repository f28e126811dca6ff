"""The window's own thread goes first where it and a thread of ours both want the processor."""

from __future__ import annotations

import os
import sys
import threading

__all__ = ["yield_to_window"]

_NICE = 5


def yield_to_window() -> None:
    """Lower the priority of the calling thread, and of those that it starts.

    Only Linux gives each thread a priority of its own (setpriority(2)).
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
