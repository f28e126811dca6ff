"""Everything of the page that is text: lists, legend, dossiers, notes."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from geo.record import dataclass
from layers.display import DisplayList
from layers.docked import docked
from layers.drawing import draw_ground
from layers.export.svg import SANS, SERIF, svg_map
from layers.export.svg_sheet import icon_names, icon_symbols
from layers.export.web_find import find_rows
from layers.export.web_paper import paper_of
from layers.export.web_samples import legend_sample, swatch
from layers.export.web_words import Words
from layers.ground.sandwich import FAMILIES
from layers.home import home_extent
from layers.legend import legend_rows
from layers.messages import messages
from layers.style import load_style
from layers.telling import standing
from layers.viewport import Viewport
from layers.wording import listed

if TYPE_CHECKING:
    from layers.export.web_labels import Layout
    from layers.messages import Messages
    from layers.register import Register
    from layers.scene import Scene
    from layers.style import Style
    from layers.zones import Zone

__all__ = ["Page", "page_context"]


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of the page, for the templates and for the script.

    Attributes
    ----------
    context : dict
        What the templates ask for.
    variables : str
        The theme's colours and faces as CSS variables.
    spoken : dict
        What a reader hears of a zone's stack, by zone id.
    text : dict
        Sentences that the script shows.
    titles : dict
        The documents' titles, by the month that a short citation begins with.
    find : list
        Rows of the find field.
    zones : dict
        What the script tells of each zone: its tooltip and its pole.
    """

    context: dict[str, Any]
    variables: str
    spoken: dict[str, str]
    text: dict[str, str]
    titles: dict[str, str]
    find: list[dict[str, Any]]
    zones: dict[str, dict[str, Any]]


def page_context(scene: Scene, still: Layout) -> Page:
    """Gather the texts of a scene in its language; ``still`` is laid over the picture without script."""
    say, style, register = messages(scene.language), load_style(scene.theme), scene.register
    counts = {zone: sum(len(s.entries) for s in docked(register, zone, scene.as_of)) for zone in register.zones}
    words = Words(register, scene.language)
    hidden = scene.layer("zones").hidden
    papers = [paper_of(scene, zone, words, style) for zone in register.zones if zone not in hidden]
    credit = say("map.attribution").split(" · ")
    context = {
        "say": say,
        "lang": {"zh": "zh-CN", "en": "en"}[scene.language],
        "scheme": "dark" if scene.theme == "dark" else "light",
        "version": version("yangpu-atlas"),
        "colours": style.tokens,
        "icons": icon_symbols(icon_names(), "i"),
        "legend": _legend(scene, say, style),
        "groups": _groups(scene, say),
        "credit": credit,
        "as_of": scene.as_of.isoformat(),
        "lead": bool(_umbrellas(scene)),
        "families": _families(scene, say, style, counts),
        "papers": papers,
        "still": _still(scene, say, still),
        "foot": _foot(scene, say),
    }
    return Page(
        context=context,
        variables=_variables(style),
        spoken={
            zone.id: say("html.chip", zone=zone.name(scene.language), count=counts[zone.id])
            for zone in register.zones.values()
        },
        text={"copied": say("html.copied"), "none": say("html.none"), "more": say("html.more")},
        titles=words.titles(scene.as_of),
        find=find_rows(scene, say),
        zones={paper["id"]: {"tip": paper["tip"], "pole": _middle(register, paper["id"])} for paper in papers},
    )


def _middle(register: Register, zone_id: str) -> tuple[float, float] | None:
    """Where a zone is: deep inside its outline, else where the place of the same name is; None where nobody says."""
    place = register.places.get(zone_id)
    return register.zones[zone_id].pole or (place.lonlat if place else None)


def _variables(style: Style) -> str:
    tokens = "".join(f"--{token}:{colour};" for token, colour in style.tokens.items())
    # Shadows are black-ish in light and the darkest ground in dark.
    shade = style.colour("land_out" if style.theme == "dark" else "text")
    red, green, blue = (int(shade[i : i + 2], 16) for i in (1, 3, 5))
    return f":root{{{tokens}--shade:{red},{green},{blue};--sans:{SANS};--serif:{SERIF}}}"


def _legend(scene: Scene, say: Messages, style: Style) -> list[dict[str, Any]]:
    view = Viewport.fitted(home_extent(scene), 1072, 900)
    return [
        {"sample": "", "text": row.said(say), "head": True}
        if row.kind == "heading"
        else {"sample": legend_sample(row, style), "text": row.said(say), "head": False}
        for row in legend_rows(scene, view)
    ]


def _groups(scene: Scene, say: Messages) -> list[dict[str, Any]]:
    """The layer control: zones by family, the user's own, places, basemap; what is hidden is not there."""
    named = dict(_umbrellas(scene))
    families = []
    for family, members in _members(scene).items():
        if scene.layer("zones").visible:
            # Before the corridor and the belt had names, their zones stand for themselves.
            head = [named[family]] if family in named else members
            text = listed((zone.name(scene.language) for zone in head), scene.language)
            mark = say(f"html.{family}") if family in named else ""
            families.append({"value": f"zones.{family}", "family": family, "mark": mark, "text": text})
    found = [{"title": say("layer.zones"), "layers": families}]
    for group, title in (("own", "html.own"), ("places", "layer.places"), ("basemap", "html.basemap")):
        rows = [
            {"value": each.id, "family": "", "mark": "", "text": each.title if group == "own" else say(each.title)}
            for each in scene.layers
            if each.group == group and each.visible
        ]
        found.append({"title": say(title), "layers": rows})
    return [group for group in found if group["layers"]]


def _umbrellas(scene: Scene) -> list[tuple[str, Zone]]:
    """Each family that is shown and had been named, with the zone that stands for all of it."""
    zones, known = scene.register.zones, standing(scene.register, scene.as_of).known
    shown = _members(scene)
    return [(family, zones[zone]) for family, zone in FAMILIES.items() if zone in known and family in shown]


def _members(scene: Scene) -> dict[str, list[Zone]]:
    """The drawn zones of each family that has any."""
    hidden = scene.layer("zones").hidden
    zones = [zone for zone in scene.register.zones.values() if zone.kind == "zone" and zone.id not in hidden]
    found = {family: [zone for zone in zones if zone.family == family] for family in FAMILIES}
    return {family: members for family, members in found.items() if members}


def _families(scene: Scene, say: Messages, style: Style, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The list of zones: both families with their members, what spans them, sites, and what lies elsewhere."""

    def row(zone: Zone) -> dict[str, Any]:
        symbol = style.symbol_for({"class": "zone", "id": zone.id, "boundary": zone.boundary})
        shown = swatch(symbol) if zone.kind == "zone" else ""
        return {"id": zone.id, "name": zone.name(scene.language), "swatch": shown, "count": counts[zone.id] or ""}

    hidden = scene.layer("zones").hidden
    zones = [zone for zone in scene.register.zones.values() if zone.id not in hidden]
    mapped = [zone for zone in zones if zone.boundary != "none"]
    umbrellas = _umbrellas(scene)
    heads = {zone.id for _, zone in umbrellas}
    families = [
        {
            "key": family,
            "mark": say(f"html.{family}"),
            "id": "" if head.id in hidden else head.id,
            "name": head.name(scene.language),
            "zones": [row(zone) for zone in mapped if zone.family == family and zone.id not in heads],
        }
        for family, head in umbrellas
    ]
    rest = (
        ("whole", [zone for zone in mapped if zone.family not in dict(umbrellas)]),
        ("sites", [zone for zone in zones if zone.kind == "site"]),
        ("context", [zone for zone in zones if zone.boundary == "none" and zone.kind != "site"]),
    )
    others = [
        {"key": key, "mark": "", "id": "", "name": say(f"html.{key}"), "zones": list(map(row, found))}
        for key, found in rest
        if found
    ]
    return [*families, *others]


def _still(scene: Scene, say: Messages, layout: Layout) -> str:
    """The picture for viewers that run no script."""
    background = load_style(scene.theme).colour("land_out")
    display = DisplayList(background, draw_ground(scene, layout.viewport), layout.overlay)
    return svg_map(display, layout.viewport, say("html.picture"), icons="i")


def _foot(scene: Scene, say: Messages) -> list[str]:
    lines = [say("html.paragraphs")]
    if scene.district_line:
        lines.append(say("html.review"))
    lines.append(say("html.licence"))
    lines.append(say("html.version", version=scene.register.version, date=scene.as_of.isoformat()))
    return lines
