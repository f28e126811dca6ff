"""What can be wrong with an expression that a person wrote."""

from __future__ import annotations

from geo.errors import AtlasError

__all__ = ["ExpressionError"]


class ExpressionError(AtlasError, ValueError):
    """An expression cannot be read, or not be worked out for a layer.

    Parameters
    ----------
    code : str
        Key of the sentence in the catalogues.
    at : int
        Which character is meant, counted from 1 as people count.
    **facts : object
        What else the sentence tells.
    """

    def __init__(self, code: str, at: int, **facts: object) -> None:
        super().__init__(code, at=at, **facts)
        self.at = at
