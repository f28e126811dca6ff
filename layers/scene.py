"""The scene: all that decides the picture, as one frozen value.

A change makes a new scene, so undo is keeping the old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.record import dataclass, replace
from layers.selection import selected_by_layer
from layers.telling import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from layers.layer import Layer
    from layers.provenance import Language
    from layers.register import Register
    from layers.style import Theme
    from layers.tiles.basemap import Basemap

__all__ = ["Feature", "Scene"]

Feature = tuple[str, str]  # layer id, feature id


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Ordered layers, bottom to top, with theme, language, date and selection.

    ``selection`` holds (layer id, feature id); a zone without a look of its own, such as the
    corridor, can be selected too.  ``basemap`` is an online one that lies under ours, None for
    the built-in one.  The viewport is not part of it: looking elsewhere is no change that one
    would undo.
    """

    register: Register
    layers: tuple[Layer, ...]
    as_of: date
    theme: Theme = "light"
    language: Language = "zh"
    selection: frozenset[Feature] = frozenset()
    district_line: bool = True
    basemap: Basemap | None = None

    def layer(self, layer_id: str) -> Layer:
        """The layer with that id.

        Raises
        ------
        KeyError
            Where there is none.
        """
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise KeyError(layer_id)

    def changed(self, layer_id: str, change: Callable[[Layer], Layer]) -> Scene:
        """The scene with one layer replaced by ``change`` of it."""
        return replace(self, layers=tuple(change(each) if each.id == layer_id else each for each in self.layers))

    @property
    def has_own(self) -> bool:
        """Whether there is a layer of the user's own, for which more must be imported."""
        return any(layer.group == "own" for layer in self.layers)

    def selected(self, *features: Feature) -> Scene:
        """The scene with just these features selected."""
        chosen = frozenset(features)
        return self if chosen == self.selection else replace(self, selection=chosen)

    def _zone_of(self, feature: Feature) -> str | None:
        """The zone that a selected feature stands for."""
        layer_id, row_id = feature
        if layer_id == "zones":
            return row_id
        if layer_id == "places":
            return row_id if row_id in self.register.zones else None
        if layer_id != "context":
            return None
        layer = self.layer(layer_id)
        found: str | None = layer.attributes[layer.ids.index(row_id)]["zone_id"]
        return found

    def at(self, day: date) -> Scene:
        """The scene at another date: zones that nobody had named by then are not drawn."""
        layer, zones = self.layer("zones"), frozenset(self.register.zones)
        unknown, before = (zones - standing(self.register, each).known for each in (day, self.as_of))
        hidden = (layer.hidden - before) | unknown
        return replace(self.changed("zones", lambda zones: replace(zones, hidden=hidden)), as_of=day)

    @property
    def selected_zone(self) -> str | None:
        """The zone whose dossier is shown: the only selected one, else None.

        A site without an outline is selected by the place of the same id, and what lies around by
        its line.
        """
        ours = (
            (layer_id, row_id)
            for layer_id, ids in selected_by_layer(self.selection).items()
            if layer_id in ("zones", "places", "context")
            for row_id in ids
        )
        zones = [zone for zone in map(self._zone_of, ours) if zone is not None]
        return zones[0] if len(zones) == 1 else None
