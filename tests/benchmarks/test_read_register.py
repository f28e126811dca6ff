"""How long the first frame waits for the register."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import pytest

from layers.register import read_register


@pytest.mark.bench
def test_reading_takes_less_than_two_frames() -> None:
    def seconds() -> float:
        start = perf_counter()
        read_register()
        return perf_counter() - start

    read_register()
    assert median(seconds() for _ in range(9)) < 0.030
