"""Threads that only compute go after those that a person waits for."""

from __future__ import annotations

import os
import sys
import threading

__all__ = ["yield_to_others"]

_NICE = 5


def yield_to_others() -> None:
    """Lower the priority of the calling thread, and of those that it starts.

    Only for threads that seldom hold the interpreter's lock: where one that holds it is kept off the
    processor by other programs, everybody waits.  Only Linux gives each thread a priority of its
    own (setpriority(2)).
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
