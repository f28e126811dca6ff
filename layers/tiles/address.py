"""An address that a person writes or pastes, as a basemap."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from layers.tiles.basemap import Basemap, BasemapError, TileLayer

if TYPE_CHECKING:
    from typing import Literal

__all__ = ["basemap_at"]

_BLANK: Final = re.compile(r"\{([^{}]+)\}")
_KNOWN: Final = {"x", "y", "-y", "z", "q", "s", "r", "key"}
_SHOWN: Final = "{z} {x} {y} {-y} {q} {s} {key}"
# How others write our blanks: WMTS templates, ArcGIS, and a dollar before the brace.
_SAME: Final = {
    "tilematrix": "z",
    "tilerow": "y",
    "tilecol": "x",
    "level": "z",
    "row": "y",
    "col": "x",
    "quadkey": "q",
    "apikey": "key",
    "token": "key",
    "tk": "key",
}
_WMTS: Final = {
    "REQUEST": "GetTile",
    "VERSION": "1.0.0",
    "STYLE": "default",
    "FORMAT": "image/png",
    "TILEMATRIX": "{z}",
    "TILEROW": "{y}",
    "TILECOL": "{x}",
}


def basemap_at(
    address: str, title: str, datum: Literal["wgs84", "gcj02"] = "wgs84", attribution: str = "", max_zoom: int = 19
) -> Basemap:
    """A basemap of the person's own.

    Takes XYZ and TMS templates (``{-y}`` counts rows from the south), WMTS templates, and the
    plain address of a WMTS that is asked by key and value, whose missing parts are
    filled in.  Servers with subdomains are written with ``{s}``, which stands for a, b, c.

    Raises
    ------
    BasemapError
        Where the address is none, or does not say where level, column and row go.
    """
    text = address.strip().replace("${", "{")
    parts = urlsplit(text) if "[" not in text else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BasemapError("tiles.no_address")
    text = _BLANK.sub(lambda found: "{" + _SAME.get(found[1].lower(), found[1]) + "}", text)
    wmts = any(name.upper() == "SERVICE" and value.upper() == "WMTS" for name, value in parse_qsl(parts.query))
    if wmts:
        there = {name.upper() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        text += "".join(f"&{name}={value}" for name, value in _WMTS.items() if name not in there)
    blanks = set(_BLANK.findall(text))
    if unknown := blanks - _KNOWN:
        raise BasemapError("tiles.unknown_blank", blank="{" + min(unknown) + "}", blanks=_SHOWN)
    if not ({"z", "x"} <= blanks and blanks & {"y", "-y"}) and "q" not in blanks:
        raise BasemapError("tiles.no_blanks", blanks="{z} {x} {y}")
    digest = blake2b(text.encode(), digest_size=4).hexdigest()
    return Basemap(
        id=f"own_{digest}",
        title_zh=title,
        title_en=title,
        layers=(TileLayer(text, ("a", "b", "c") if "s" in blanks else ()),),
        kind="wmts" if wmts else "xyz",
        max_zoom=max_zoom,
        attribution=attribution,
        datum=datum,
        key=f"own_{digest}" if "key" in blanks else "",
    )
