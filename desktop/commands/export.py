"""``export``: the map as one HTML file, a picture or a page; or one table of the register as GeoJSON."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from desktop.commands.arguments import FORMATS, LATER_FORMATS
from desktop.commands.edge import DATA_PROBLEM, DONE
from desktop.commands.options import (
    AsOfOption,
    BasemapOption,
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
from geo.record import replace

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
    basemap: BasemapOption = None,
    size: Annotated[str | None, typer.Option("--size", metavar="WxH")] = None,
    paper: Annotated[str | None, typer.Option("--paper", metavar="A4")] = None,
    dpi: Annotated[str | None, typer.Option("--dpi", metavar="N")] = None,
    register: RegisterOption = None,
) -> int:
    """Write a file; where anything goes wrong, whatever was there before stays.  1 where tiles are missing in it."""
    if form in LATER_FORMATS:
        raise Refusal("cli.later_format", format=form, formats=" ".join(FORMATS))
    require_choice("FORMAT", form, FORMATS)
    voice, asked = voice_of(context), Asked(register, tuple(files or ()), as_of, theme, lang)
    wanted, shown = tuple(zones or ()), tuple(layers or ())
    code = DONE
    if form in _PLATES:
        data, code = _plate(form, asked, (wanted, shown), (size, paper, dpi), (basemap, voice))
    else:
        for option, value in (("--size", size), ("--paper", paper), ("--dpi", dpi), ("--basemap", basemap)):
            if value is not None:
                raise Refusal("cli.only_for_plates", option=option, format=form)
        data = _page(asked, wanted, shown, voice) if form == "html" else _table(asked, wanted, shown)
    from geo.write import write_atomically

    write_atomically(out, data)
    voice.note("cli.written", file=out)
    return code


def _plate(
    form: str,
    asked: Asked,
    what: tuple[tuple[str, ...], tuple[str, ...]],
    how: tuple[str | None, str | None, str | None],
    beneath: tuple[str | None, "Voice"],
) -> tuple[bytes, int]:
    """The map as a picture or a page, and the exit code.

    Of which zones and layers, of which size, paper and fineness, and over which basemap.
    """
    from desktop.commands.basemaps import basemap_asked, fetcher_for
    from desktop.commands.plates import plate_file, wanted

    plate = cast("PlateForm", form)
    want = wanted(plate, *how)
    basemap, voice = beneath
    scene = replace(hide_others(scene_of(asked, voice), *what), basemap=basemap_asked(basemap, voice))
    fetcher = fetcher_for(scene, voice)
    data = plate_file(plate, scene, what[0], want, fetcher)
    return data, DATA_PROBLEM if fetcher is not None and fetcher.problems else DONE


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
