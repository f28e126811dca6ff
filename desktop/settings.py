"""What is remembered from one start to the next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from geo.record import as_dict, dataclass, field_names, replace

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["VERSION", "Settings", "read_settings", "settings_file", "write_settings"]

VERSION: Final = 1

_CHOICES: Final = {
    "theme": ("system", "light", "dark"),
    "language": ("system", "zh", "en"),
    "coordinates": ("wgs84", "dms", "cgcs2000", "utm51", "gcj02"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with what a first start has.

    Attributes
    ----------
    theme : str
        ``system``, ``light`` or ``dark``.
    language : str
        ``system``, ``zh`` or ``en``.
    bookmarks : tuple of (name, longitude, latitude, scale)
        The person's own views.
    coordinates : str
        The system that positions are told in, as `geo.readout.System` names it.
    basemap : str
        The name of an online basemap; empty for the built-in one.
    folder : str
        Where a file was opened or written last.
    geometry : tuple of int
        Left, top, width and height of the window; empty before the first start.
    """

    theme: str = "system"
    language: str = "system"
    folder: str = ""
    geometry: tuple[int, ...] = ()
    maximised: bool = False
    less_motion: bool = False
    coordinates: str = "wgs84"
    overview: bool = False
    basemap: str = ""
    bookmarks: tuple[tuple[str, float, float, float], ...] = ()


def settings_file() -> Path:
    """Where they are kept, in the person's own folder for settings."""
    from platformdirs import user_config_path

    return user_config_path("yangpu-atlas", appauthor=False) / "settings.json"


def read_settings(path: Path) -> Settings:
    """Read settings; what is missing, broken or unknown is as at a first start.

    A wish that cannot be read is no reason not to open a map.
    """
    if not path.is_file():
        return Settings()
    import json  # not at a first start

    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(written, dict) or not isinstance(written.get("version"), int) or written["version"] > VERSION:
        return Settings()
    found = {name: written[name] for name in field_names(Settings) if name in written}
    return replace(Settings(), **{name: value for name, value in map(_checked, found.items()) if value is not None})


def write_settings(path: Path, settings: Settings) -> bool:
    """Write settings beside, then rename; whether it worked, which is no reason to trouble anybody."""
    import json

    text = json.dumps({"version": VERSION, **as_dict(settings)}, ensure_ascii=False, indent=2)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError:
        return False
    return True


def _checked(item: tuple[str, Any]) -> tuple[str, Any]:
    """The value where it is one that the setting can have, else None."""
    name, value = item
    if name == "geometry":
        good = isinstance(value, list) and len(value) in {0, 4} and all(type(each) is int for each in value)
        return name, tuple(value) if good else None
    if name == "bookmarks":
        from desktop.bookmarks import bookmarks_in  # where there are any

        return name, tuple((each.name, each.lon, each.lat, each.scale) for each in bookmarks_in(value))
    good = type(value) is type(getattr(Settings(), name)) and value in _CHOICES.get(name, (value,))
    return name, value if good else None
