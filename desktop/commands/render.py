"""``render``: the map, or the whole window, as a PNG, with nothing shown on any screen."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.commands.edge import DATA_PROBLEM, DONE
from desktop.commands.options import (
    AsOfOption,
    BasemapOption,
    Context,
    FilesArgument,
    LangOption,
    RegisterOption,
    ThemeOption,
    as_size,
    require_choice,
    require_zones,
    voice_of,
)
from desktop.commands.refusal import Refusal
from desktop.commands.scenes import Asked, scene_of
from geo.record import replace

__all__ = ["render"]

_LEAST_SCALE, _MOST_SCALE = 0.5, 8.0


def render(
    context: Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.png")],
    files: FilesArgument = None,
    zone: Annotated[str | None, typer.Option("--zone", metavar="ID")] = None,
    size: Annotated[str, typer.Option("--size", metavar="WxH")] = "1600x1000",
    scale: Annotated[str, typer.Option("--scale", metavar="N")] = "1",
    window: Annotated[bool, typer.Option("--window")] = False,
    basemap: BasemapOption = None,
    as_of: AsOfOption = None,
    theme: ThemeOption = "light",
    lang: LangOption = "zh",
    register: RegisterOption = None,
) -> int:
    """Paint a picture; where anything goes wrong, whatever was there before stays.  1 where tiles are missing in it."""
    from desktop.commands.basemaps import basemap_asked, fetcher_for
    from desktop.commands.pictures import map_picture, window_picture
    from geo.write import write_atomically

    voice = voice_of(context)
    if out.suffix.lower() != ".png":
        raise Refusal("cli.not_png", file=out)
    pixels, ratio = as_size(size), _as_scale(scale)
    if window:
        require_choice("--theme", theme, ("light", "dark"))
    scene = scene_of(Asked(register, tuple(files or ()), as_of, theme, lang), voice)
    if zone:
        require_zones(scene.register, [zone])
        scene = replace(scene, selection=frozenset({("zones", zone)}))
    scene = replace(scene, basemap=basemap_asked(basemap, voice))
    fetcher = fetcher_for(scene, voice)
    picture = (window_picture if window else map_picture)(scene, pixels, ratio, zone, fetcher)
    write_atomically(out, picture)
    voice.note("cli.written", file=out)
    return DATA_PROBLEM if fetcher is not None and fetcher.problems else DONE


def _as_scale(text: str) -> float:
    """Dots for each CSS pixel."""
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not _LEAST_SCALE <= scale <= _MOST_SCALE:  # nan is outside too
        raise Refusal("cli.no_scale", text=text)
    return scale
