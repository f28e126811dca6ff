"""What can go wrong with geographic data.

    AtlasError                every error of ours; carries a message code and its parameters
    ├── ReadError  (OSError-like: the file cannot be read or is not what it says)
    ├── GeometryError (ValueError)   one geometry is not what GeoJSON allows
    ├── ExtentError   (ValueError)   a rectangle whose edges make no sense
    ├── CrsError      (ValueError)   a coordinate system we cannot use
    └── WriteError                   a result could not be written

An error below ``desktop`` never carries a sentence.  It carries the ``code`` of one in the
message catalogues and the facts that fill it in, so that the same error reads well in Chinese
and in English, in the window and on the command line.
"""

__all__ = ["AtlasError", "CrsError", "ExtentError", "GeometryError", "ReadError", "WriteError"]


class AtlasError(Exception):
    """An expected failure that a person can do something about.

    Parameters
    ----------
    code : str
        Key of the sentence in the message catalogues, for example ``"read.not_json"``.
    **facts : object
        Values for the sentence's placeholders: file, row or feature, field.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        shown = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{code}({shown})")


class ReadError(AtlasError):
    """A file cannot be read, or does not hold what its name says."""


class WriteError(AtlasError):
    """A result cannot be written where it was asked for."""


class GeometryError(AtlasError, ValueError):
    """A geometry is not one that RFC 7946 allows."""


class ExtentError(AtlasError, ValueError):
    """An extent's edges are not finite or are out of order."""


class CrsError(AtlasError, ValueError):
    """A coordinate reference system is unknown or cannot serve here."""
