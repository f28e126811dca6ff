"""A thread that yields, and what it starts, have a lower priority than the others."""

import os
import sys
import threading

import pytest

from geo.yielding import yield_to_others


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads have no priority of their own")
def test_a_thread_and_those_it_starts_go_after_this_one() -> None:
    seen: list[int] = []

    def note() -> None:
        seen.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    def work() -> None:
        yield_to_others()
        note()
        inner = threading.Thread(target=note)
        inner.start()
        inner.join()

    here = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [5, 5]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == here
