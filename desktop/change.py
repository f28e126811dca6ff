"""What differs between two scenes, so that each part of the window redraws only what it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.record import dataclass

if TYPE_CHECKING:
    from layers.layer import Layer
    from layers.scene import Scene

__all__ = ["Change", "faded_layer", "same_map", "same_scene"]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """The scene before and after."""

    old: Scene
    new: Scene

    @property
    def language(self) -> bool:
        """Whether the language differs."""
        return self.old.language != self.new.language

    @property
    def theme(self) -> bool:
        """Whether light and dark differ."""
        return self.old.theme != self.new.theme

    @property
    def register(self) -> bool:
        """Whether the register was read anew."""
        return self.old.register is not self.new.register

    @property
    def only_selection(self) -> bool:
        """Whether nothing but the selection differs: the common case, and the one that must be quick."""
        return not self.language and not self.theme and same_map(self.old, self.new)


def same_map(old: Scene, new: Scene) -> bool:
    """Whether two scenes show the same things, looked at in the same way or not."""
    return (
        old.register is new.register
        and old.as_of == new.as_of
        and old.district_line == new.district_line
        and old.basemap == new.basemap
        and len(old.layers) == len(new.layers)
        and all(map(_same_layer, old.layers, new.layers))
    )


def same_scene(old: Scene, new: Scene) -> bool:
    """Whether two scenes are equal, in theme, language and selection too."""
    return old is new or (
        old.selection == new.selection
        and old.theme == new.theme
        and old.language == new.language
        and same_map(old, new)
    )


def faded_layer(old: Scene, new: Scene) -> str | None:
    """The one layer whose opacity is all that differs; None where more or nothing does."""
    if len(old.layers) != len(new.layers):
        return None
    changed = [(a, b) for a, b in zip(old.layers, new.layers, strict=True) if not _same_layer(a, b)]
    if len(changed) != 1 or old.as_of != new.as_of or old.register is not new.register:
        return None
    before, after = changed[0]
    return after.id if _shown_alike(before, after) and before.opacity != after.opacity else None


def _same_layer(old: Layer, new: Layer) -> bool:
    return old is new or (_shown_alike(old, new) and old.opacity == new.opacity)


def _shown_alike(old: Layer, new: Layer) -> bool:
    """The same features, shown and hidden alike; arrays are compared by identity, since nobody changes them."""
    return (
        old.id == new.id
        and old.title == new.title
        and old.attributes is new.attributes
        and old.geometry is new.geometry
        and old.visible == new.visible
        and old.hidden == new.hidden
        and old.symbology == new.symbology
        and old.labelling == new.labelling
    )
