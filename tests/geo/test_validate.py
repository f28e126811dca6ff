"""One bad feature does not lose the file, and every repair has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo.issues import Issue, grouped
from geo.validate import validated

if TYPE_CHECKING:
    from geo.collection import FeatureCollection

RING = [[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.2]]
OTHER = [[121.7, 31.2], [121.8, 31.2], [121.8, 31.3], [121.7, 31.2]]
GOOD = {"type": "Feature", "id": "good", "properties": {}, "geometry": {"type": "Point", "coordinates": [121.5, 31.3]}}


def check(*features: Any) -> FeatureCollection:
    return validated({"type": "FeatureCollection", "features": list(features)}, "x.geojson")


def of(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}


def only(found: FeatureCollection) -> Issue:
    (issue,) = found.issues
    return issue


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("text", "feature.not_object"),
        (None, "feature.not_object"),
        ({"type": "Feature", "properties": {}, "geometry": [121.5, 31.3]}, "geometry.not_object"),
        ({"type": "Feature", "properties": {}, "geometry": {"coordinates": [121.5, 31.3]}}, "geometry.unknown_type"),
        ({"type": "Row"}, "feature.unknown_type"),
        (of("Circle", [121.5, 31.3]), "geometry.unknown_type"),
        (of("Point", None), "geometry.no_coordinates"),
        (of("Point", {"lon": 121.5}), "geometry.no_coordinates"),
        (of("Point", [121.5]), "geometry.position_short"),
        (of("Point", ["121.5", "31.3"]), "geometry.number_type"),
        (of("Point", [True, False]), "geometry.number_type"),
        (of("Point", [121.5, None]), "geometry.number_type"),
        (of("Point", [[[121.5, 31.3]]]), "geometry.nesting"),
        (of("LineString", [[121.5, 31.3]]), "geometry.line_short"),
        (of("LineString", [121.5, 31.3]), "geometry.nesting"),
        (of("LineString", [[121.5, 31.3], 7]), "geometry.position_type"),
        (of("Polygon", [RING, []]), "geometry.empty_part"),
        (of("Polygon", [[], RING]), "geometry.empty_part"),
        (of("MultiPolygon", [[[], []], [RING]]), "geometry.empty_part"),
        (of("Polygon", [[[121.5, 31.2], [121.6, 31.2]]]), "geometry.ring_short"),
        (of("MultiPolygon", [[RING], 3]), "geometry.empty_part"),
        (of("Point", [200, 31]), "geometry.outside_globe"),
        (of("Point", [121.5, 95]), "geometry.outside_globe"),
        (of("Point", [13525318.13, 3671773.51]), "geometry.metres"),
        ({"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection"}}, "geometry.no_geometries"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_listed(bad: Any, code: str) -> None:
    found = check(GOOD, bad, GOOD | {"id": "too"})
    assert [feature.id for feature in found.features] == ["good", "too"]
    assert [feature.index for feature in found.features] == [0, 2]
    issue = only(found)
    assert (issue.code, issue.severity, issue.feature) == (code, "error", 1)
    assert issue.values["feature"] == 2


@pytest.mark.parametrize(
    ("bad", "code", "kind", "coordinates"),
    [
        (of("Polygon", [[RING]]), "geometry.nested_deep", "Polygon", [RING]),
        (of("Polygon", [[RING], [OTHER]]), "geometry.nested_deep", "MultiPolygon", [[RING], [OTHER]]),
        (of("LineString", [RING]), "geometry.nested_deep", "LineString", RING),
        (of("Point", [[1, 2], [3, 4]]), "geometry.nested_deep", "MultiPoint", [[1, 2], [3, 4]]),
        (of("MultiPolygon", [RING]), "geometry.nested_shallow", "MultiPolygon", [[RING]]),
        (of("Polygon", RING), "geometry.nested_shallow", "Polygon", [RING]),
        (of("MultiPoint", [1, 2]), "geometry.nested_shallow", "MultiPoint", [[1, 2]]),
        (of("Polygon", [RING[:-1]]), "geometry.ring_open", "Polygon", [RING]),
        (of("Point", [1, 2, 3, 4]), "geometry.position_long", "Point", [1, 2, 3]),
        (of("Point", [31.3, 121.5]), "geometry.axes_swapped", "Point", [121.5, 31.3]),
        (
            of("LineString", [[31.3, 121.5, 8], [31.2, 88.0, 9]]),
            "geometry.axes_swapped",
            "LineString",
            [[121.5, 31.3, 8], [88.0, 31.2, 9]],
        ),
    ],
)
def test_what_can_only_mean_one_thing_is_mended_by_name(bad: Any, code: str, kind: str, coordinates: Any) -> None:
    found = check(bad)
    repairs = [issue for issue in found.issues if issue.severity == "repair"]
    assert [issue.code for issue in repairs] == [code]
    geometry = found.features[0].geometry
    assert geometry is not None
    assert (geometry["type"], geometry["coordinates"]) == (kind, coordinates)


def test_heights_that_differ_where_a_ring_closes() -> None:
    ring = [[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 0, 2]]
    geometry = check(of("Polygon", [ring])).features[0].geometry
    assert geometry is not None
    assert geometry["coordinates"] == [[[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1]]]


def test_europe_with_latitude_first_is_not_guessed_at() -> None:
    found = check(of("Point", [48.2, 16.4]))
    assert not found.issues
    assert found.features[0].geometry == {"type": "Point", "coordinates": [48.2, 16.4]}


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": [[[]], []]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": []}]},
    ],
)
def test_an_empty_geometry_is_no_position(geometry: Any) -> None:
    found = check({"type": "Feature", "properties": {"a": 1}, "geometry": geometry})
    assert found.features[0].geometry is None
    assert found.features[0].properties == {"a": 1}
    assert [issue.code for issue in found.issues] == ["feature.no_geometry", "geometry.empty"]


def test_null_geometry_is_allowed_and_noted_once() -> None:
    null: dict[str, Any] = {"type": "Feature", "properties": {}, "geometry": None}
    issue = only(check(null, null))
    assert (issue.code, issue.severity, issue.feature, issue.facts) == (
        "feature.no_geometry",
        "note",
        None,
        {"count": 2},
    )


def test_heights_are_noted_and_kept() -> None:
    found = check(of("Point", [121.5, 31.3, 4.5]))
    assert only(found).code == "geometry.heights"
    assert found.features[0].geometry == {"type": "Point", "coordinates": [121.5, 31.3, 4.5]}


def test_a_geometry_collection_is_checked_within() -> None:
    inner = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [31.3, 121.5]}]}
    found = check({"type": "Feature", "properties": {}, "geometry": inner})
    assert only(found).code == "geometry.axes_swapped"
    deep: Any = {"type": "Point", "coordinates": [1, 2]}
    for _ in range(20):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    assert only(check({"type": "Feature", "properties": {}, "geometry": deep})).code == "geometry.too_deep"


def test_ids_twice_and_ids_of_wrong_type() -> None:
    found = check(GOOD, GOOD | {"id": ["x"]}, GOOD, GOOD | {"id": True}, GOOD | {"id": 0})
    assert [(issue.code, issue.feature) for issue in found.issues] == [
        ("feature.id_type", 1),
        ("feature.id_twice", 2),
        ("feature.id_type", 3),
    ]
    assert found.issues[1].facts == {"first": 1}
    assert [feature.id for feature in found.features] == ["good", None, "good", None, 0]


def test_nothing_is_lost_that_stands_in_the_wrong_place() -> None:
    odd = {"type": "Feature", "properties": [1, 2], "geometry": None, "coordinates": [1, 2], "features": 0, "crs": 1}
    found = validated({"type": "FeatureCollection", "properties": {"a": 1}, "_properties": 0, "features": [odd]}, "x")
    assert found.foreign == {"_properties": 0, "__properties": {"a": 1}}
    assert found.features[0].properties is None
    assert found.features[0].foreign == {"_properties": [1, 2], "_coordinates": [1, 2], "_features": 0, "_crs": 1}
    assert {issue.code for issue in found.issues} == {"member.moved", "feature.properties_type", "feature.no_geometry"}


def test_small_slips_in_a_feature() -> None:
    bare = {"type": "Point", "coordinates": [121.5, 31.3]}
    untyped = {"geometry": {"type": "Point", "coordinates": [121.5, 31.3]}, "properties": {}}
    found = check(GOOD, bare, untyped, {"type": "Feature", "geometry": None})
    assert [issue.code for issue in found.issues if issue.severity == "repair"] == [
        "feature.bare_geometry",
        "feature.type",
        "feature.no_properties",
    ]
    assert len(found.features) == 4


def test_a_number_that_lost_its_last_digits_is_noted() -> None:
    found = check(GOOD | {"properties": {"编号": 1.2345678901234568e23, "面积": 2.5}})
    assert only(found).code == "feature.long_number"
    assert only(found).values["name"] == "编号"


def test_no_features_is_noted() -> None:
    assert only(check()).code == "document.no_features"


def test_groups() -> None:
    found = check(of("Point", [31.3, 121.5]), of("Point", []), "bad", of("Point", [31.2, 121.4]))
    groups = [(group.first.code, group.first.severity, group.count) for group in grouped(found.issues)]
    assert groups == [
        ("feature.not_object", "error", 1),
        ("geometry.axes_swapped", "repair", 2),
        ("geometry.empty", "repair", 1),
        ("feature.no_geometry", "note", 1),
    ]
