"""Wrong usage, or something that this machine or this version cannot do: exit 2 and one sentence."""

from __future__ import annotations

__all__ = ["Refusal"]


class Refusal(Exception):
    """Ends a command with exit 2.

    Parameters
    ----------
    key : str
        Key of the sentence in the message catalogues.
    **facts : object
        Values for its placeholders.
    """

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        self.facts = facts
        super().__init__(key, facts)
