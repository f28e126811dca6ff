"""The scene that a command is asked for: a register, files of the user's, and what of both is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.options import as_date, as_language, as_theme, register_in, require_files, require_zones
from desktop.commands.refusal import Refusal
from geo.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.commands.voice import Voice
    from layers.scene import Scene

__all__ = ["Asked", "hide_others", "scene_of"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that say which scene; all as the person wrote them."""

    register: Path | None
    files: tuple[Path, ...]
    as_of: str | None
    theme: str
    language: str


def scene_of(asked: Asked, voice: Voice) -> Scene:
    """The scene with the register's layers and one for each file; what was mended in a file is noted.

    Raises
    ------
    Refusal
        For a value that an option cannot have, or a file that is not there.
    ReadError
        Where the register or a file cannot be read.
    """
    theme, language, as_of = as_theme(asked.theme), as_language(asked.language), as_date(asked.as_of)
    require_files(asked.files)
    from layers.compose import compose

    scene = compose(register_in(asked.register), theme, language, as_of)
    if asked.files:
        from layers.own import own_layer

        for number, file in enumerate(asked.files, start=1):
            layer, issues = own_layer(file, number)
            scene = replace(scene, layers=(*scene.layers, layer))
            voice.issues(file, issues)
    return scene


def hide_others(scene: Scene, zones: Sequence[str], layers: Sequence[str]) -> Scene:
    """The scene with only these zones and only these layers; none named means all.

    The basemap stays, since a zone alone could be anywhere.

    Raises
    ------
    Refusal
        Where the scene has no such zone or layer.
    """
    require_zones(scene.register, zones)
    ids = [layer.id for layer in scene.layers if layer.group != "basemap"]
    for each in layers:
        if each not in ids:
            raise Refusal("cli.no_such_layer", layer=each, layers=" ".join(ids))
    if zones:
        others = frozenset(scene.layer("zones").ids) - set(zones)
        scene = scene.changed("zones", lambda layer: replace(layer, hidden=others))
    if layers:
        for each in set(ids) - set(layers):
            scene = scene.changed(each, lambda layer: replace(layer, visible=False))
    return scene
