"""The tables of the register and their columns, said once.

The reader, ``check`` and ``datapackage.json`` all go by this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.cells import CellKind

__all__ = [
    "CONTEXT_KINDS",
    "DOMAINS",
    "ENTRY_TABLES",
    "FACETS",
    "LINKED_TABLES",
    "OUTLINED_KINDS",
    "OUTLINES",
    "TABLES",
    "ZONE_KINDS",
    "Column",
    "TableSchema",
]

OUTLINES: Final = "zones.geojson"

# The district, unions of zones, zones with an outline of their own; and what has no outline: a
# site or stretch in the district, the city, another district, an area or axis of the city.
OUTLINED_KINDS: Final = ("district", "umbrella", "zone")
CONTEXT_KINDS: Final = ("city", "district_other", "city_area")
ZONE_KINDS: Final = (*OUTLINED_KINDS, "site", *CONTEXT_KINDS)

LINKED_TABLES: Final = ("places", "initiatives", "companies", "organisations", "indicators")
# What an initiative is about, and which of the eight searches of the 长三角创业地图 it answers.
DOMAINS: Final = ("经济", "生活", "治理", "空间", "人才", "金融", "底座")
FACETS: Final = ("办事", "人才", "场地", "资金", "订单", "研发", "政策", "项目")

_STATUS = ("planned", "started", "in_progress", "done", "unknown")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells hold, and which table's ids they name (``refers``).

    ``choices`` are all that a cell, or each item of a list, may say.
    """

    name: str
    kind: CellKind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table, kept in ``<name>.csv``; ``key`` names the columns that tell its rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


_CITATIONS = Column("citations", "citations", refers="sources")
_ENTRY = (
    Column("id", "id", required=True),
    Column("name_zh", required=True),
    Column("name_en"),
    Column("summary_zh"),
    Column("summary_en"),
    Column("aliases", "list"),
    _CITATIONS,
    Column("external"),
)
_LON_LAT = (Column("lon", "number", required=True), Column("lat", "number", required=True))
_ACCURACY = Column("accuracy_m", "number", required=True)


def _entries(name: str, *columns: Column) -> TableSchema:
    # Rows that are probably the same thing under two names name each other.
    return TableSchema(name, (*_ENTRY, Column("synonym_ids", "ids", refers=name), *columns))


def _vertices(name: str, key: str, *more: Column) -> TableSchema:
    """A table with one row a vertex, in drawing order."""
    columns = (
        Column(key, "id", required=True),
        Column("name_zh"),
        Column("name_en"),
        Column("kind", "word", required=True),
        Column("seq", "integer", required=True),
        *_LON_LAT,
        _ACCURACY,
        Column("verified", "flag", required=True),
        Column("source", required=True),
        *more,
    )
    return TableSchema(name, columns, (key, "seq"))


_SOURCES = TableSchema(
    "sources",
    (
        Column("id", "id", required=True),
        Column("document", required=True),
        Column("title_zh", required=True),
        Column("title_en", required=True),
        Column("publisher_zh", required=True),
        Column("republisher_zh"),
        Column("published", "date", required=True),
        Column("speaker_zh"),
        Column("reliability_zh", required=True),
        Column("paragraphs", "integer", required=True),
    ),
)
_ZONES = _entries(
    "zones",
    Column("kind", "word", required=True, choices=ZONE_KINDS),
    Column("parent_ids", "ids", refers="zones"),
    Column("family", "id", choices=("corridor", "belt")),
    Column("label_zh", required=True),
    Column("label_en", required=True),
    Column("valid_from", "date"),
    Column("valid_to", "date"),
    Column("stated_area_km2", "number"),
    Column("stated_area_citation", "citation", refers="sources"),
    Column("boundary", "word", required=True, choices=("official", "traced", "schematic", "none")),
    Column("accuracy_m", "number"),
    Column("boundary_basis_zh", required=True),
    Column("boundary_basis_en", required=True),
)
_CONTROL_POINTS = TableSchema(
    "control_points",
    (
        Column("id", "id", required=True),
        Column("name_zh", required=True),
        Column("name_en"),
        *_LON_LAT,
        Column("kind", "word", required=True),
        _ACCURACY,
        Column("source", required=True),
        Column("notes"),
    ),
)
_BOUNDARIES = TableSchema(
    "boundaries",
    (
        Column("zone_id", "id", required=True, refers="zones"),
        Column("seq", "integer", required=True),
        Column("point_id", "id", required=True, refers="control_points"),
    ),
    ("zone_id", "seq"),
)
_PLACES = _entries(
    "places",
    Column("kind", "word", required=True),
    # All five, or none where nobody says where it is.
    Column("lon", "number"),
    Column("lat", "number"),
    Column("accuracy_m", "number"),
    Column("position_source"),
    Column("verified", "flag"),
)
_INITIATIVES = _entries(
    "initiatives",
    Column("kind", "word", required=True),
    Column("status", "word", required=True, choices=_STATUS),
    Column("status_as_of", "date"),
    Column("date", "date"),
    Column("domain", choices=DOMAINS),
    Column("facets", "list", choices=FACETS),
)
_COMPANIES = _entries(
    "companies",
    Column("kind", "word", required=True, choices=("company", "project")),
    Column("relation"),
    Column("status", "word", required=True, choices=_STATUS),
    Column("status_as_of", "date"),
    Column("sector"),
)
_ORGANISATIONS = _entries(
    "organisations",
    Column("kind", "word", required=True),
    Column("relation"),
    Column("status", "word", required=True, choices=_STATUS),
    Column("status_as_of", "date"),
)
_INDICATORS = _entries(
    "indicators",
    Column("value", "number", required=True),
    Column("qualifier"),
    Column("unit_zh"),
    Column("unit_en"),
    Column("value_kind", "word", required=True, choices=("actual", "forecast", "target")),
    Column("as_of", "date"),
    Column("target_date", "date"),
    Column("baseline_id", "id", refers="indicators"),
    Column("scope"),
    Column("geography"),
)
_FRAMEWORKS = _entries("frameworks", Column("valid_from", "date"), Column("valid_to", "date"))
_MEMBERS = TableSchema(
    "framework_members",
    (
        Column("framework_id", "id", required=True, refers="frameworks"),
        Column("zone_id", "id", required=True, refers="zones"),
        Column("parent_id", "id", refers="zones"),
    ),
    ("framework_id", "zone_id"),
)
_SCHEME_PARTS = TableSchema(
    "scheme_parts",
    (
        Column("scheme_id", "id", required=True, refers="schemes"),
        Column("seq", "integer", required=True),
        Column("name_zh", required=True),
        Column("name_en"),
    ),
    ("scheme_id", "seq"),
)
_ZONE_LINKS = TableSchema(
    "zone_links",
    (
        Column("table", "word", required=True, choices=LINKED_TABLES),
        Column("row_id", "id", required=True),
        Column("zone_id", "id", required=True, refers="zones"),
        Column("basis", "word", required=True, choices=("stated", "located", "inferred")),
        Column("why_zh"),
        _CITATIONS,
    ),
    ("table", "row_id", "zone_id"),
)

# What one document alone says of a row that later documents speak of too: its words at that time.
_TELLINGS = TableSchema(
    "tellings",
    (
        Column("table", "word", required=True, choices=("zones", *LINKED_TABLES, "frameworks", "schemes")),
        Column("row_id", "id", required=True),
        Column("source_id", "id", required=True, refers="sources"),
        Column("name_zh"),
        Column("name_en"),
        Column("summary_zh"),
        Column("summary_en"),
        Column("aliases", "list"),
        Column("status", "word", choices=_STATUS),
    ),
    ("table", "row_id", "source_id"),
)
_UNCITED = TableSchema(
    "uncited",
    (
        Column("source_id", "id", required=True, refers="sources"),
        Column("paragraph", "integer", required=True),
        Column("reason_zh", required=True),
    ),
    ("source_id", "paragraph"),
)

# Each schema by its name, in the order in which a steward would read them.
TABLES: Final[Mapping[str, TableSchema]] = {
    schema.name: schema
    for schema in (
        _SOURCES,
        _ZONES,
        _CONTROL_POINTS,
        _BOUNDARIES,
        _vertices("lines", "line_id"),
        _vertices("areas", "area_id"),
        _vertices("context", "context_id", Column("zone_id", "id", refers="zones")),
        _PLACES,
        _INITIATIVES,
        _COMPANIES,
        _ORGANISATIONS,
        _INDICATORS,
        _FRAMEWORKS,
        _MEMBERS,
        _entries("schemes"),
        _SCHEME_PARTS,
        _ZONE_LINKS,
        _TELLINGS,
        _UNCITED,
    )
}

# Tables whose rows are entries: named, summarised, cited.
ENTRY_TABLES: Final = tuple(name for name, schema in TABLES.items() if schema.columns[: len(_ENTRY)] == _ENTRY)
