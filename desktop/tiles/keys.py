"""The person's keys and own basemaps, in a file that only they can read.

``basemaps.json`` beside the settings, and not among them: settings are shown and sent to others when
something does not work, keys never.  On Windows the folder's rights protect it.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Any, Final

from geo.record import as_dict, dataclass, field, replace
from layers.tiles.presets import basemap_from, key_variable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.tiles.basemap import Basemap

__all__ = ["Basemaps", "basemaps_file", "key_of", "read_basemaps", "write_basemaps"]

VERSION: Final = 1


@dataclass(frozen=True, slots=True, eq=False)
class Basemaps:
    """What a person brought along: keys by name, and basemaps by address."""

    keys: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Basemap, ...] = ()

    def __repr__(self) -> str:
        """Without the keys, wherever it may be printed."""
        return f"Basemaps({len(self.keys)} keys, {len(self.own)} own)"

    def with_key(self, name: str, key: str) -> Basemaps:
        """With another key; an empty one is forgotten."""
        kept = {each: value for each, value in self.keys.items() if each != name}
        return replace(self, keys={**kept, name: key.strip()} if key.strip() else kept)

    def with_own(self, basemap: Basemap) -> Basemaps:
        """With one more basemap, in place of one of the same address."""
        return replace(self, own=(*(each for each in self.own if each.id != basemap.id), basemap))

    def without_own(self, basemap_id: str) -> Basemaps:
        """Without one of their basemaps, and its key."""
        left = replace(self, own=tuple(each for each in self.own if each.id != basemap_id))
        return left.with_key(basemap_id, "")


def basemaps_file() -> Path:
    """Where they are kept, beside the settings."""
    from desktop.settings import settings_file

    return settings_file().with_name("basemaps.json")


def key_of(name: str) -> str:
    """A key from the environment, else from the person's file; empty where there is none."""
    return os.environ.get(key_variable(name), "").strip() or read_basemaps(basemaps_file()).keys.get(name, "")


def read_basemaps(path: Path) -> Basemaps:
    """What is kept; what is missing or broken is as if it had never been."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Basemaps()
    if not isinstance(written, dict) or written.get("version") != VERSION:
        return Basemaps()
    keys = written.get("keys")
    own = written.get("own")
    kept = {str(name): str(key) for name, key in keys.items()} if isinstance(keys, dict) else {}
    return Basemaps(kept, tuple(filter(None, map(_read, own if isinstance(own, list) else ()))))


def write_basemaps(path: Path, basemaps: Basemaps) -> bool:
    """Write beside, readable by the person alone from the first byte, then rename; whether it worked."""
    own = [{**as_dict(each), "layers": [as_dict(layer) for layer in each.layers]} for each in basemaps.own]
    text = json.dumps({"version": VERSION, "keys": dict(basemaps.keys), "own": own}, ensure_ascii=False, indent=2)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        return False
    return True


def _read(written: Any) -> Basemap | None:
    try:
        return basemap_from(written)
    except (KeyError, TypeError, AttributeError):
        return None
