"""The basemaps that xyzservices lists, as far as they serve here."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from layers.tiles.basemap import Basemap, TileLayer

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["listed"]

# A preset of ours knows more of the first two; the others show France and the United States alone.
_LEFT_OUT: Final = ("OpenStreetMap.Mapnik", "Gaode.", "GeoportailFrance.", "USGS.")
_KEY_BLANKS: Final = ("apikey", "accessToken", "apiKey", "key", "token", "subscriptionKey", "access_token")
_KNOWN: Final = {"x", "y", "z", "s", "r", "key", "-y", "q"}
_BLANK: Final = re.compile(r"\{([^{}]+)\}")
_MERCATOR: Final = {None, "EPSG:3857"}


@cache
def listed() -> tuple[Basemap, ...]:
    """Those in Web Mercator that need no key or one key, and cover Shanghai, by name."""
    from xyzservices import providers  # its list is a megabyte: only when somebody asks

    found = (_basemap(name, facts) for name, facts in providers.flatten().items() if not name.startswith(_LEFT_OUT))
    return tuple(sorted(filter(None, found), key=lambda each: each.id.lower()))


def _basemap(name: str, facts: Mapping[str, Any]) -> Basemap | None:
    """None where it is of another projection or place, broken, or wants more than one key."""
    if facts.get("crs") not in _MERCATOR or facts.get("status") == "broken" or not _covers(facts.get("bounds")):
        return None
    url, wanted = str(facts["url"]), ""
    for blank in dict.fromkeys(_BLANK.findall(url)):
        if blank in _KNOWN and blank not in _KEY_BLANKS:
            continue
        value = facts.get(blank)
        if blank in _KEY_BLANKS and (value is None or str(value).startswith("<")):
            if wanted and wanted != blank:
                return None
            wanted = blank
            url = url.replace(f"{{{blank}}}", "{key}")
        elif value is not None and not str(value).startswith("<"):
            url = url.replace(f"{{{blank}}}", str(value))
        else:
            return None
    if not url.startswith("https://") or "{z}" not in url:
        return None
    return Basemap(
        id=name,
        title_zh=name,
        title_en=name,
        layers=(TileLayer(url, tuple(facts.get("subdomains", "abc")) if "{s}" in url else ()),),
        min_zoom=int(facts.get("min_zoom", 0)),
        max_zoom=int(facts.get("max_zoom", 18)),
        attribution=str(facts.get("attribution", "")).replace("(C)", "©").replace("**", ""),
        key=name.partition(".")[0].lower() if wanted else "",
    )


def _covers(bounds: Any) -> bool:
    """Whether bounds, as [[south, west], [north, east]], hold Shanghai."""
    if not bounds:
        return True
    (south, west), (north, east) = bounds
    return bool(south <= 31.3 <= north and west <= 121.5 <= east)
