"""What can be laid beside the map to compare: other dates, single files, the built-in basemap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geo.record import dataclass, replace
from layers.telling import since

if TYPE_CHECKING:
    from datetime import date

    from layers.messages import Messages
    from layers.scene import Scene

__all__ = ["NOW", "Side", "first_pair", "scene_of", "sides_of", "title_of"]

SideKind = Literal["now", "date", "only", "none", "builtin"]
_MOST_FRAMEWORKS: Final = 2  # of a date, in a title


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison.

    Attributes
    ----------
    kind : str
        ``now``: the map as it is; ``date``: at another date; ``only``: of the person's own layers
        only one; ``none``: none of them; ``builtin``: without the online basemap.
    what : str
        The date in ISO form, or the layer's id; else empty.
    """

    kind: SideKind
    what: str = ""


NOW: Final = Side("now")


def sides_of(scene: Scene) -> tuple[Side, ...]:
    """All that a scene has to compare, the map as it is first, then dates from the newest."""
    dates = {source.published for source in scene.register.sources.values()}
    own = [layer for layer in reversed(scene.layers) if layer.group == "own"]
    return (
        NOW,
        *(Side("date", day.isoformat()) for day in sorted(dates, reverse=True)),
        *(Side("only", layer.id) for layer in own),
        *([Side("none")] if own else []),
        *([Side("builtin")] if scene.basemap is not None else []),
    )


def first_pair(scene: Scene) -> tuple[Side, Side]:
    """What one most likely wants to compare: two files, two basemaps, or the oldest date with the map as it is."""
    sides = sides_of(scene)
    files = [side for side in sides if side.kind == "only"]
    if len(files) > 1:
        return files[0], files[1]
    if files:
        return Side("none"), NOW
    if scene.basemap is not None:
        return Side("builtin"), NOW
    dates = [side for side in sides if side.kind == "date"]
    return (dates[-1], NOW) if dates else (NOW, NOW)


def scene_of(scene: Scene, side: Side) -> Scene:
    """The scene that a side shows; the scene itself where the side is gone or changes nothing."""
    if side not in sides_of(scene):
        return scene
    match side.kind:
        case "date":
            day = _day(side.what)
            return scene if day == scene.as_of else scene.at(day)
        case "only" | "none":
            layers = tuple(
                replace(layer, visible=layer.id == side.what) if layer.group == "own" else layer
                for layer in scene.layers
            )
            return replace(scene, layers=layers)
        case "builtin":
            return replace(scene, basemap=None)
    return scene


def title_of(scene: Scene, side: Side, words: Messages) -> str:
    """A side's name: «2021-04 · 一带两区», a file's name, «内置底图»."""
    if side.kind == "date":
        day, register = _day(side.what), scene.register
        named = [
            each.name(scene.language) for each in register.frameworks.values() if since(register, each.citations) == day
        ]
        shown = words("swipe.comma").join(named[:_MOST_FRAMEWORKS])
        return words("swipe.date", date=f"{day:%Y-%m}", frameworks=shown) if shown else f"{day:%Y-%m}"
    if side.kind == "only":
        return next((layer.title for layer in scene.layers if layer.id == side.what), side.what)
    if side.kind == "now":
        return words("swipe.now", date=f"{scene.as_of:%Y-%m}")
    return words(f"swipe.{side.kind}")


def _day(iso: str) -> date:
    from datetime import date

    return date.fromisoformat(iso)
