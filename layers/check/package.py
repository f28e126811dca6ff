"""Does ``datapackage.json`` describe the tables as they are?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from layers.check.finding import Finding
from layers.datapackage import DATAPACKAGE, datapackage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["check_package"]


def check_package(folder: Path) -> Iterator[Finding]:
    """Every table is listed with its schema, and a licence is named.  Titles are the steward's own."""
    try:
        package = orjson.loads((folder / DATAPACKAGE).read_bytes())
        resources = {each["path"]: each for each in package["resources"]}
        licences = package.get("licenses")
    except FileNotFoundError:
        yield Finding(DATAPACKAGE, 0, "", "table.missing")
        return
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        yield Finding(DATAPACKAGE, 0, "resources", "check.package_broken")
        return
    if not licences:
        yield Finding(DATAPACKAGE, 0, "licenses", "check.package_licence")
    for expected in datapackage()["resources"]:
        found = resources.get(expected["path"])
        if found is None:
            yield Finding(DATAPACKAGE, 0, "resources", "check.package_resource", {"value": expected["path"]})
        elif found.get("schema") != expected.get("schema"):
            yield Finding(DATAPACKAGE, 0, "schema", "check.package_schema", {"value": expected["path"]})
