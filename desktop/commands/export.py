"""``export``: the map as one HTML file, a picture or a page; or one table of the register as GeoJSON."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from desktop.commands.arguments import FORMATS, LATER_FORMATS
from desktop.commands.edge import DONE
from desktop.commands.options import (
    AsOfOption,
    Context,
    FilesArgument,
    LangOption,
    RegisterOption,
    ThemeOption,
    ZonesOption,
    as_date,
    as_language,
    as_theme,
    register_in,
    require_choice,
    require_zones,
    voice_of,
)
from desktop.commands.refusal import Refusal
from desktop.commands.scenes import Asked, hide_others, scene_of

if TYPE_CHECKING:
    from desktop.commands.voice import Voice
    from desktop.paint.plates import PlateForm

__all__ = ["export"]

_PLATES = ("png", "pdf", "svg")


def export(  # typer calls it by name
    context: Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT")],
    out: Annotated[Path, typer.Argument(metavar="OUT")],
    files: FilesArgument = None,
    zones: ZonesOption = None,
    layers: Annotated[list[str] | None, typer.Option("--layer", metavar="ID")] = None,
    as_of: AsOfOption = None,
    theme: ThemeOption = "light",
    lang: LangOption = "zh",
    size: Annotated[str | None, typer.Option("--size", metavar="WxH")] = None,
    paper: Annotated[str | None, typer.Option("--paper", metavar="A4")] = None,
    dpi: Annotated[str | None, typer.Option("--dpi", metavar="N")] = None,
    register: RegisterOption = None,
) -> int:
    """Write a file; where anything goes wrong, whatever was there before stays."""
    if form in LATER_FORMATS:
        raise Refusal("cli.later_format", format=form, formats=" ".join(FORMATS))
    require_choice("FORMAT", form, FORMATS)
    voice, asked = voice_of(context), Asked(register, tuple(files or ()), as_of, theme, lang)
    wanted, shown = tuple(zones or ()), tuple(layers or ())
    if form in _PLATES:
        data = _plate(form, asked, (wanted, shown), (size, paper, dpi), voice)
    else:
        for option, value in (("--size", size), ("--paper", paper), ("--dpi", dpi)):
            if value is not None:
                raise Refusal("cli.only_for_plates", option=option, format=form)
        data = _page(asked, wanted, shown, voice) if form == "html" else _table(asked, wanted, shown)
    from geo.write import write_atomically

    write_atomically(out, data)
    voice.note("cli.written", file=out)
    return DONE


def _plate(
    form: str,
    asked: Asked,
    what: tuple[tuple[str, ...], tuple[str, ...]],
    how: tuple[str | None, str | None, str | None],
    voice: "Voice",
) -> bytes:
    """The map as a picture or a page: of which zones and layers, and of which size, paper and fineness."""
    from desktop.commands.plates import plate_file, wanted

    plate = cast("PlateForm", form)
    want = wanted(plate, *how)
    return plate_file(plate, hide_others(scene_of(asked, voice), *what), what[0], want)


def _page(asked: Asked, zones: tuple[str, ...], layers: tuple[str, ...], voice: "Voice") -> bytes:
    """The map as an HTML page; with folium, which is loaded here."""
    scene = hide_others(scene_of(asked, voice), zones, layers)
    from layers.export.folium_html import export_html

    return export_html(scene)


def _table(asked: Asked, zones: tuple[str, ...], layers: tuple[str, ...]) -> bytes:
    """One table of the register as GeoJSON."""
    from layers.export.geojson import LAYERS, export_geojson

    if asked.files:
        raise Refusal("cli.geojson_takes_no_files")
    if len(layers) > 1:
        raise Refusal("cli.one_layer", layers=" ".join(layers))
    layer = layers[0] if layers else "zones"
    if layer not in LAYERS:
        raise Refusal("cli.no_such_layer", layer=layer, layers=" ".join(LAYERS))
    as_theme(asked.theme)
    register, language, day = register_in(asked.register), as_language(asked.language), as_date(asked.as_of)
    require_zones(register, zones)
    return export_geojson(register, layer, zones or None, day, language)
