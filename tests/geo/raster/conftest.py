"""The kernel, compiled once for all tests of this folder."""

from __future__ import annotations

import pytest

from geo.raster import engine


@pytest.fixture(scope="session")
def kernel() -> object:
    engine.warm(background=False)
    assert engine.ready()
    return engine.kernel()
