"""What the elements of a picture share: classes, clip paths and icons."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from layers.labels.measure import EmMeasure
from layers.resources import asset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.labels.measure import Measure

__all__ = ["Sheet", "icon_names", "icon_symbols"]

_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', re.DOTALL)


class Sheet:
    """Gives equal looks equal class names, in the order in which they first appear.

    Parameters
    ----------
    prefix : str
        Starts every name.
    icons : str, optional
        Starts the ids of icons, where they are not the picture's own.
    serif : str
        What a style names the serif faces with; a page has a variable for them.
    measure : Measure, optional
        Tells how wide letters are; by rule of thumb, where the faces are not known.
    """

    def __init__(
        self, prefix: str, icons: str | None = None, serif: str = "var(--serif)", measure: Measure | None = None
    ) -> None:
        self.prefix = prefix
        self.icons = icons or prefix
        self.brings_icons = icons is None
        self.serif = serif
        self.measure: Measure = measure or EmMeasure()
        self._looks: dict[str, str] = {}
        self._clips: dict[str, str] = {}

    def name(self, look: str) -> str:
        """The class name of a look, given as CSS declarations."""
        return self._looks.setdefault(look, f"{self.prefix}{len(self._looks)}")

    def clip(self, data: str) -> str:
        """The id of a clip path with that ``d``."""
        return self._clips.setdefault(data, f"{self.prefix}-clip{len(self._clips)}")

    def rules(self) -> str:
        """The CSS of all looks named so far."""
        return "".join(f".{name}{{{look}}}" for look, name in self._looks.items())

    def clips(self) -> str:
        """The ``<clipPath>`` elements of all clips named so far."""
        return "".join(f'<clipPath id="{name}"><path d="{data}"/></clipPath>' for data, name in self._clips.items())


@cache
def _drawings() -> dict[str, tuple[str, str]]:
    text = asset("icons", "icons.svg").read_text(encoding="utf-8")
    return {name: (view, body) for name, view, body in _SYMBOL.findall(text)}


def icon_names() -> tuple[str, ...]:
    """The names of all our icons."""
    return tuple(_drawings())


def icon_symbols(names: Iterable[str], prefix: str) -> str:
    """Our icons as ``<symbol>`` elements with the ids ``prefix-name``.

    Raises
    ------
    KeyError
        Where there is no such icon: a mistake of ours.
    """
    drawings = _drawings()
    return "".join(
        f'<symbol id="{prefix}-{name}" viewBox="{drawings[name][0]}">{drawings[name][1]}</symbol>'
        for name in sorted(names)
    )
