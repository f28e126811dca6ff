"""The compiled kernel: whether it can be used, and getting it ready beside the window."""

from __future__ import annotations

__all__ = ["ready", "warm"]


def ready() -> bool:
    """Whether the compiled kernel is loaded and can paint now.  Never waits."""
    return False


def warm(background: bool = True) -> None:
    """Load the kernel, from its cache or compiled anew in another process.

    Parameters
    ----------
    background : bool
        Come back at once; `ready` says later when it can be used.  Otherwise wait for it.
    """
    del background
