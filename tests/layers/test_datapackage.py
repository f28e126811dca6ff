"""The register is a valid Frictionless Data Package."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest

from layers.columns import TABLES
from layers.datapackage import DATAPACKAGE, datapackage, datapackage_bytes
from layers.resources import asset


def _report(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # frictionless's dependencies, not ours
        from frictionless import Package

        return Package(str(folder / DATAPACKAGE)).validate()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(asset("register"), tmp_path / "register"))


def test_the_shipped_description_is_what_the_columns_give() -> None:
    assert asset("register", DATAPACKAGE).read_bytes() == datapackage_bytes()


def test_frictionless_finds_the_register_valid() -> None:
    report = _report(asset("register"))
    assert report.valid, [(task.name, error.message) for task in report.tasks for error in task.errors]
    assert {task.name for task in report.tasks} >= set(TABLES)


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("boundaries.csv", "wangu,1,ix_wg_sw", "wangu,1,ix_nowhere", "foreign-key"),
        ("boundaries.csv", "wangu,2,", "wangu,1,", "primary-key"),
        ("zones.csv", ",schematic,", ",guessed,", "constraint-error"),
        ("sources.csv", "2023-08-17", "2023/8/17", "type-error"),
    ],
)
def test_frictionless_sees_the_same_faults(copy: Path, file: str, old: str, new: str, error: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")
    report = _report(copy)
    assert error in {each.type for task in report.tasks for each in task.errors}


def test_licence_sources_and_every_file_are_named() -> None:
    package = datapackage()
    assert [licence["name"] for licence in package["licenses"]] == ["ODbL-1.0"]
    assert asset("register", package["licenses"][0]["path"]).is_file()
    assert "OpenStreetMap" in package["sources"][0]["title"]
    shipped = {path.name for path in asset("register").iterdir() if path.suffix in (".csv", ".geojson")}
    assert {resource["path"] for resource in package["resources"]} == shipped


def test_keys_between_tables_are_declared() -> None:
    package = json.loads(datapackage_bytes())
    schemas = {each["name"]: each.get("schema", {}) for each in package["resources"]}
    assert schemas["boundaries"]["primaryKey"] == ["zone_id", "seq"]
    assert {key["reference"]["resource"] for key in schemas["boundaries"]["foreignKeys"]} == {"zones", "control_points"}
    assert schemas["indicators"]["foreignKeys"][0]["reference"] == {"resource": "", "fields": ["id"]}
