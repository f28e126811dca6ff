"""Values that go with their arrays."""

from __future__ import annotations

import gc

import numpy as np

from layers.remembered import Tied


class Ring:
    """An array in a cycle, which only the collector of garbage can end."""

    def __init__(self, array: object) -> None:
        self.array, self.me = array, self


def test_a_value_lasts_as_long_as_its_array() -> None:
    tied: Tied[str] = Tied()
    one, other = np.zeros(3), np.zeros(3)
    tied.tie(one, "one")
    assert (tied.get(one), tied.get(other)) == ("one", None)
    tied.tie(one, "again")
    assert (tied.get(one), len(tied)) == ("again", 1)
    del one
    assert len(tied) == 0


def test_an_array_may_end_while_the_same_thread_holds_the_lock() -> None:
    tied: Tied[int] = Tied()
    ring = Ring(np.zeros(3))
    tied.tie(ring.array, 1)
    del ring
    with tied._lock:
        gc.collect()
    assert len(tied) == 0
