"""The map as one HTML file that needs no network: folium's map, with Leaflet and all else inlined.

This module only assembles.  The page's own script, styles and templates are files in
``layers/export/web``; what they show is computed by the ``web_*`` modules from the same symbols
and words as the desktop's.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import jinja2
import orjson
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from xstatic.pkg import leaflet

from geo.record import replace
from layers.export.svg_sheet import Sheet
from layers.export.web_find import packed
from layers.export.web_labels import label_data, laid_out
from layers.export.web_map import map_data
from layers.export.web_page import page_context
from layers.export.web_zoom import PHONE

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["export_html"]

_WEB = Path(__file__).with_name("web")
# In the order in which they must run.
_SCRIPTS = (
    "inflate.js",
    "atlas.js",
    "ground.js",
    "zones.js",
    "labels.js",
    "sheet.js",
    "furniture.js",
    "find.js",
    "dossier.js",
    "fold.js",
)
_HASHES = "hashes-of-scripts"  # stands in the page until the scripts are written
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def export_html(scene: Scene) -> bytes:
    """The scene as an HTML file, in UTF-8.

    The same scene always gives the same bytes.  The scene's theme, language and date are the
    page's; ``district_line`` says whether the district's outline is drawn.
    """
    sheet = Sheet("m", icons="i")
    scene = scene.selected()  # whoever opens the page chooses for himself
    scene = replace(scene, basemap=None)  # and it loads nothing, so it has no tiles
    # The page goes no farther out than the district, where nothing of the city is to be seen.
    scene = scene.changed("context", lambda layer: replace(layer, visible=False))
    layouts = laid_out(scene)
    page = page_context(scene, layouts[PHONE])
    data = map_data(scene)
    data |= {
        "labels": label_data(scene, layouts, sheet, page.spoken),
        "text": page.text,
        "titles": page.titles,
        "find": packed(page.find),
    }
    data["zones"] = [{**zone, **page.zones[zone["id"]]} for zone in data["zones"]]
    context = {
        **page.context,
        "styles": _styles(page.variables, sheet.rules()),
        "data": _packed(data),
        "hashes": _HASHES,
    }
    text = _figure(data, context).render()
    return text.replace(_HASHES, _hashes(text), 1).encode()


class _AtlasMap(folium.Map):
    """folium's map with nothing to load.

    folium keeps its links to scripts and styles in lists that all maps share; this map has
    empty lists of its own.
    """

    _template = Template(
        """{% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }}></div>{% endmacro %}
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
  center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}
});
{% endmacro %}"""
    )

    def __init__(self, data: dict[str, Any]) -> None:
        (west, south), (east, north) = data["home"]
        reach = 2 * max(east - west, north - south)  # a sheet or a panel may cover half of the view
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2],
            tiles=None,
            zoom_start=13,
            zoom_control=False,
            attribution_control=False,
            zoom_snap=data["zoom"]["snap"],
            zoom_delta=0.5,
            wheel_px_per_zoom_level=90,
            max_bounds_viscosity=0.8,
        )
        self.options |= {
            "min_zoom": data["zoom"]["min"],
            "max_zoom": data["zoom"]["max"],
            "max_bounds": [[south - reach, west - reach], [north + reach, east + reach]],
        }
        self.default_js, self.default_css = [], []
        self._id = "atlas"  # folium's ids are random; two files would never be equal


class _AtlasView(MacroElement):
    """Starts our script on the map that it is a child of."""

    _template = Template("{% macro script(this, kwargs) %}Atlas.start({{ this._parent.get_name() }});{% endmacro %}")

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "View", "atlas"


class _Script(Element):
    """A script of the page's head, written as it is: it is no template, though it may hold braces."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def render(self, **_: object) -> str:
        """The ``<script>`` element."""
        return f"<script>{self._code}</script>"


class _Page:
    """Our page in the place of branca's, which is asked to render with ``this`` and ``kwargs``."""

    def __init__(self, context: dict[str, Any]) -> None:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_WEB), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
        )
        self._template = environment.get_template("page.html")
        self._context = context

    def render(self, this: Figure, kwargs: dict[str, Any]) -> str:
        """The whole document around the figure's head, body and script."""
        parts = {name: getattr(this, name).render(**kwargs) for name in ("header", "html", "script")}
        return self._template.render(**self._context, **parts)


def _figure(data: dict[str, Any], context: dict[str, Any]) -> Figure:
    """One map, built to be rendered once: a second time folium would write its script twice."""
    atlas = _AtlasMap(data)
    atlas.add_child(_AtlasView())
    figure = atlas.get_root()
    assert isinstance(figure, Figure)
    figure._template = _Page(context)  # noqa: SLF001 - branca gives no other way to set the page
    figure.header._children.clear()  # noqa: SLF001 - our page has its own meta elements
    figure.header.add_child(_Script(_leaflet("leaflet.js")), name="leaflet")
    figure.header.add_child(_Script(_dense("\n".join(map(_web, _SCRIPTS)))), name="own")
    return figure


def _web(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")


def _dense(script: str) -> str:
    """Our script without indents and without lines that are comments."""
    return re.sub(r"^\s+|^\s*//.*\n", "", script, flags=re.MULTILINE)


def _leaflet(name: str) -> str:
    """A file of the installed Leaflet, without the line that names its source map."""
    text = (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text)


def _styles(variables: str, looks: str) -> str:
    """Leaflet's styles without the images that we do not use, then ours."""
    leaflets = re.sub(r"[\w-]+:\s*url\([^)]*\)[^;}]*;?", "", _leaflet("leaflet.css"))
    return (
        re.sub(r"/\*.*?\*/|^\s+", "", leaflets + variables + _web("style.css"), flags=re.DOTALL | re.MULTILINE) + looks
    )


def _packed(data: dict[str, Any]) -> str:
    """JSON, deflated and in base 64: a third of its size, and nothing in it can end a script element."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(deflate.compress(orjson.dumps(data)) + deflate.flush()).decode()


def _hashes(text: str) -> str:
    """The scripts that the page allows, as a Content-Security-Policy names them."""
    digests = (hashlib.sha256(code.encode()).digest() for code in _SCRIPT.findall(text))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
