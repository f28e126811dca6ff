"""The ``crs`` member that GeoJSON had before RFC 7946."""

from __future__ import annotations

from geo.crs import code_of, require_offered
from geo.errors import CrsError

__all__ = ["stated_code"]


def stated_code(member: object) -> str | None:
    """The code of an offered system that a ``crs`` member names; None where it is null.

    Raises
    ------
    CrsError
        Where it is not built as the old specification says, is a link, or names a system
        that is not offered.
    """
    if member is None:
        return None
    properties = member.get("properties") if isinstance(member, dict) else None
    if not isinstance(member, dict) or not isinstance(properties, dict):
        raise CrsError("crs.malformed")
    match member.get("type"), properties:
        case "name", {"name": str(name)}:
            return require_offered(code_of(name))
        case "EPSG", {"code": int(number)}:  # older still, and some programs wrote it
            return require_offered(code_of(f"EPSG:{number}"))
        case "link", _:
            raise CrsError("crs.linked")
        case _:
            raise CrsError("crs.malformed")
