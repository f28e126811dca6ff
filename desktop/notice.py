"""What the program tells a person in passing: done, mended, or refused, with details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.errors import AtlasError
    from layers.messages import Messages

__all__ = ["Level", "Notice", "Said"]

Level = Literal["info", "success", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence not yet put into a language: its key, the facts that fill it in, and how often it holds."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    times: int = 1

    def sentence(self, words: Messages) -> str:
        """The sentence in the language of ``words``."""
        said = words(self.code, **self.facts)
        return words("notice.times", sentence=said, count=self.times) if self.times > 1 else said


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell, with what lies behind it.

    Kept as keys and facts, so that it changes its language with the window.

    Attributes
    ----------
    level : str
        ``error`` and ``warning`` stay until they are put away; the others go by themselves.
    details : tuple of Said
        One for each repair or problem.
    file : Path or None
        What was written, to be opened from the notice.
    """

    level: Level
    headline: Said
    details: tuple[Said, ...] = ()
    file: Path | None = None

    @staticmethod
    def of(error: AtlasError) -> Notice:
        """What an expected failure says."""
        return Notice("error", Said(error.code, error.facts))
