"""Describe the register as a Frictionless Data Package: ``python -m layers.datapackage [FOLDER]``.

The columns come from ``layers.columns``, so the description cannot drift from what is read.
Cells that hold several values are strings to Frictionless; ``layers.check`` looks inside them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from layers.columns import OUTLINES, TABLES
from layers.resources import asset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.cells import CellKind
    from layers.columns import Column, TableSchema

__all__ = ["DATAPACKAGE", "datapackage", "datapackage_bytes"]

DATAPACKAGE: Final = "datapackage.json"

_ID: Final = "[a-z][a-z0-9_]*"
_CITATION: Final = _ID + "#[1-9][0-9]*"
_TYPES: Final[Mapping[CellKind, dict[str, Any]]] = {
    "text": {"type": "string"},
    "word": {"type": "string", "constraints": {"pattern": _ID}},
    "id": {"type": "string", "constraints": {"pattern": _ID}},
    "ids": {"type": "string", "constraints": {"pattern": f"{_ID}(; ?{_ID})*"}},
    "list": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "date": {"type": "date", "format": "%Y-%m-%d"},
    "flag": {"type": "boolean", "trueValues": ["true", "TRUE"], "falseValues": ["false", "FALSE"]},
    "citation": {"type": "string", "constraints": {"pattern": _CITATION}},
    "citations": {"type": "string", "constraints": {"pattern": f"{_CITATION}(; ?{_CITATION})*"}},
}
_DESCRIPTIONS: Final = {
    "accuracy_m": "How far the real thing may lie from what is drawn, in metres",
    "aliases": "Other names, separated by semicolons",
    "as_of": "The day on which the figure held",
    "baseline_id": "The indicator that this one is measured against",
    "basis": "Why the row belongs to the zone: stated by a document, located by a position, or inferred",
    "boundary": "How sure the outline is; no official one is at hand",
    "citations": "Sources and paragraphs, as source#paragraph; paragraph n is the n-th line that is not blank",
    "document": "The document's file name without its ending, for machines",
    "external": "Source of what does not come from the cited documents",
    "label_zh": "The name with | where a label may break",
    "lat": "Latitude in degrees, WGS 84",
    "lon": "Longitude in degrees, WGS 84",
    "paragraphs": "Number of lines that are not blank",
    "parent_ids": "The zones that this one is a direct part of",
    "qualifier": "What the document says before the figure: more than, nearly, about",
    "seq": "Order, counted from 1",
    "status_as_of": "The day on which the status held",
    "reason_zh": "Why the paragraph is cited by no row",
    "summary_zh": "The fact restated, never copied",
    "synonym_ids": "Rows of this table that are probably the same thing under another name",
    "value_kind": "What holds (actual), what is expected (forecast), what is aimed at (target)",
    "verified": "Whether the position rests on data rather than on general knowledge",
}
_PACKAGE: Final[dict[str, Any]] = {
    "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
    "profile": "data-package",
    "name": "yangpu-register",
    "title": "杨浦科创地图登记册 (register of the Yangpu Atlas)",
    "description": (
        "Innovation zones of Yangpu District, Shanghai: outlines, roles, initiatives, companies and figures, each "
        "with the paragraph that it comes from. Outlines are schematic unless they say traced; none is official."
    ),
    "licenses": [
        {
            "name": "ODbL-1.0",
            "title": "Open Data Commons Open Database License v1.0",
            "path": "LICENSE-ODbL-1.0.txt",
        }
    ],
    "sources": [
        {"title": "© OpenStreetMap contributors (ODbL-1.0)", "path": "https://www.openstreetmap.org/copyright"},
        {"title": "Public documents, listed in sources.csv with date, publisher and reliability"},
    ],
}


def datapackage() -> dict[str, Any]:
    """The descriptor: licence, sources, and a resource with its schema for every table."""
    tables = [_resource(schema) for schema in TABLES.values()]
    outlines = {
        "name": "zone-outlines",
        "title": "Zone outlines, built from control_points.csv and boundaries.csv",
        "path": OUTLINES,
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
    }
    return {**_PACKAGE, "resources": [*tables, outlines]}


def datapackage_bytes() -> bytes:
    """The file; the same columns give the same bytes."""
    return orjson.dumps(datapackage(), option=orjson.OPT_INDENT_2) + b"\n"


def _resource(schema: TableSchema) -> dict[str, Any]:
    fields = [_field(column) for column in schema.columns]
    described: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": list(schema.key)}
    keys = [
        {
            "fields": [column.name],
            # An empty name means the table itself.
            "reference": {"resource": "" if column.refers == schema.name else column.refers, "fields": ["id"]},
        }
        for column in schema.columns
        if column.refers and column.kind == "id"
    ]
    if keys:
        described["foreignKeys"] = keys
    return {
        "name": schema.name,
        "path": schema.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": described,
    }


def _field(column: Column) -> dict[str, Any]:
    form = _TYPES[column.kind]
    field: dict[str, Any] = {"name": column.name, **{key: form[key] for key in form if key != "constraints"}}
    if column.name in _DESCRIPTIONS:
        field["description"] = _DESCRIPTIONS[column.name]
    constraints: dict[str, Any] = dict(form.get("constraints", {}))
    if column.required:
        constraints["required"] = True
    if column.choices and column.kind == "list":
        one = f"({'|'.join(column.choices)})"
        constraints["pattern"] = f"{one}(; ?{one})*"
    elif column.choices:
        constraints = {**({"required": True} if column.required else {}), "enum": list(column.choices)}
    if constraints:
        field["constraints"] = constraints
    return field


if __name__ == "__main__":
    target = (Path(sys.argv[1]) if len(sys.argv) > 1 else asset("register")) / DATAPACKAGE
    target.write_bytes(datapackage_bytes())
    sys.stdout.write(f"{target}\n")
