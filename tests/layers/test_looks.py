"""Which look each row of a person's own layer gets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from layers.looks import looks_of
from layers.own import own_layer
from layers.style import Theme, load_style

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_rows_of_one_kind_share_a_look(tmp_path: Path, theme: Theme) -> None:
    def feature(kind: str, coordinates: object) -> dict[str, object]:
        return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {}}

    features = [
        feature("Point", [121.5, 31.3]),
        feature("LineString", [[121.5, 31.3], [121.6, 31.3]]),
        feature("Point", [121.51, 31.3]),
    ]
    file = tmp_path / "own.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    style = load_style(theme)
    looks = looks_of(own_layer(file)[0], style)
    assert looks.classes.tolist() == [0, 1, 0]
    assert looks.symbols == tuple(style.symbol_for({"class": name}) for name in ("own_point", "own_line"))
