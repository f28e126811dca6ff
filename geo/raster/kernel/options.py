"""How all functions of the kernel are compiled."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["OPTIONS"]

# Without the interpreter's lock, kept in the cache, floats divided as numpy divides them; sums may be
# reordered and products contracted, but NaN and infinity keep their meaning.  Arrays are all made by
# the caller, so no references are counted: two threads that do so wait for each other all the time.
OPTIONS: Final[dict[str, Any]] = {
    "nogil": True,
    "_nrt": False,
    "cache": True,
    "error_model": "numpy",
    "fastmath": {"contract", "arcp", "nsz", "reassoc"},
}
