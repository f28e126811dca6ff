"""Pictures of the kernel against those of another engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.raster.bulk import Bulk
from geo.raster.paint import Look, paint
from geo.shapes import Shapes
from tests.geo.raster.agg import WHITE, difference, drawn

if TYPE_CHECKING:
    from numpy.typing import NDArray

pytestmark = pytest.mark.usefixtures("kernel")

SIZE = (240, 160)
BLUE = Look((0.6, 0.8, 0.9, 0.7), (0.1, 0.4, 0.6, 1.0), 1.0, 3.0)
BROWN = Look((0.9, 0.6, 0.3, 1.0), (0.3, 0.1, 0.0, 0.8), 2.0, 4.0)


def blank(size: tuple[int, int] = SIZE) -> NDArray[np.uint32]:
    return np.full(size[::-1], WHITE, dtype=np.uint32)


def never() -> bool:
    return False


def star(x: float, y: float, radius: float, corners: int = 9) -> NDArray[np.float64]:
    turn = np.linspace(0, 2 * np.pi, 2 * corners + 1)
    far = radius * np.where(np.arange(len(turn)) % 2, 0.5, 1.0)
    far[-1] = far[0]
    return np.column_stack((x + far * np.cos(turn), y + far * np.sin(turn)))


def scattered(kind: str, count: int, radius: float) -> Shapes:
    rng = np.random.default_rng(7)
    features = []
    for x, y, size in zip(
        rng.uniform(0, 240, count), rng.uniform(0, 160, count), rng.uniform(0.3, 1, count), strict=True
    ):
        ring = star(x, y, radius * size)
        if kind == "polygon":
            features.append([ring, star(x, y, radius * size * 0.3)[::-1], star(x + 3 * radius, y, radius * size)])
        else:
            features.append([np.array([[x, y]])] if kind == "point" else [ring[:-1], ring[::4] + radius])
    return Shapes.from_parts(kind, features)  # type: ignore[arg-type]


@pytest.mark.parametrize("look", [BLUE, BROWN])
@pytest.mark.parametrize("radius", [0.7, 3.0, 20.0])
@pytest.mark.parametrize("kind", ["polygon", "line", "point"])
def test_pictures_are_those_of_another_engine(kind: str, radius: float, look: Look) -> None:
    shapes = scattered(kind, 150, radius)
    image = blank()
    assert paint(image, Bulk.of(shapes), 0, 160, 1, [look], never)
    found = difference(image, drawn(shapes, 0, 160, 1, SIZE, [look]))
    assert found.is_small, found


def coast(count: int = 20_000) -> NDArray[np.float64]:
    rng = np.random.default_rng(5)
    turn = np.linspace(0, 2 * np.pi, count)
    far = 60 + 12 * np.sin(9 * turn) + np.cumsum(rng.normal(0, 0.05, count))
    far -= np.linspace(0, far[-1] - far[0], count)
    ring = np.column_stack((120 + far * np.cos(turn), 80 + far * np.sin(turn)))
    ring[-1] = ring[0]
    return ring


@pytest.mark.parametrize("look", [BLUE, BROWN])
@pytest.mark.parametrize(("west", "north", "resolution"), [(0, 160, 1), (170, 90, 0.1), (-900, 900, 8)])
def test_a_coast_of_many_vertices_looks_right(look: Look, west: float, north: float, resolution: float) -> None:
    island = star(120, 80, 20)[::-1]
    shapes = Shapes.from_parts("polygon", [[star(60, 60, 30)], [coast(), island], [star(120, 80, 12)]])
    bulk = Bulk.of(shapes)
    assert bulk.longs == 1
    image = blank()
    assert paint(image, bulk, west, north, resolution, [look], never)
    found = difference(image, drawn(shapes, west, north, resolution, SIZE, [look]))
    assert found.is_small, found


@pytest.mark.parametrize("kind", ["polygon", "line", "point"])
def test_far_from_home_a_feature_lies_to_a_hair_where_it_should(kind: str) -> None:
    # Two features on either side of the world share a chunk, whose middle is 20 000 km away.
    x, y = 13_520_000.3, 3_660_000.7
    near = star(x + 12, y - 8, 4.0)
    parts = [[near], [near - (3e7, 0)]] if kind != "point" else [[np.array([[x + 12, y - 8]])], [np.array([[-1e7, 0]])]]
    shapes = Shapes.from_parts(kind, parts)  # type: ignore[arg-type]
    image = blank()
    assert paint(image, Bulk.of(shapes), x, y, 0.1, [BLUE], never)
    found = difference(image, drawn(shapes, x, y, 0.1, SIZE, [BLUE]))
    assert found.is_small, found
    assert found.filled > 0.0005


def test_what_comes_later_in_the_layer_lies_on_top() -> None:
    red, green = Look((1, 0, 0, 1), None, 0, 5), Look((0, 1, 0, 1), None, 0, 5)
    squares = [[np.array([[x, 0], [x + 90, 0], [x + 90, 90], [x, 90], [x, 0]], dtype=float)] for x in (0, 60, 120)]
    for kind, parts in (("polygon", squares), ("point", [[np.array([[75.0 + i, 45.0]])] for i in range(3)])):
        shapes = Shapes.from_parts(kind, parts)  # type: ignore[arg-type]
        image = blank()
        classes = np.array([0, 1, -1], dtype=np.int32)
        assert paint(image, Bulk.of(shapes, classes), 0, 160, 1, [red, green], never)
        assert image[160 - 45, 75] == 0xFF00FF00
        assert image[160 - 45, 170] == WHITE  # class -1
        assert paint(image, Bulk.of(shapes).reclassed(classes[[1, 0, 2]]), 0, 160, 1, [red, green], never)
        assert image[160 - 45, 75] == 0xFFFF0000


def test_overlapping_fills_are_laid_over_each_other_one_by_one() -> None:
    half = Look((0, 0, 0, 0.5), None, 0, 0)
    square = np.array([[10, 10], [60, 10], [60, 60], [10, 60], [10, 10]], dtype=float)
    image = blank()
    shapes = Shapes.from_parts("polygon", [[square, square + 1e-9], [square]])
    assert paint(image, Bulk.of(shapes), 0, 160, 1, [half], never)
    assert image[160 - 30, 30] & 255 in {63, 64, 65}  # two features, one of them twice in itself


def test_on_a_transparent_image_colours_are_premultiplied() -> None:
    image = np.zeros((160, 240), dtype=np.uint32)
    square = np.array([[0, 0], [90, 0], [90, 90], [0, 90], [0, 0]], dtype=float)
    assert paint(
        image, Bulk.of(Shapes.from_parts("polygon", [[square]])), 0, 160, 1, [Look((1, 0.5, 0, 0.5), None, 0, 0)], never
    )
    alpha, red, green, blue = (int(image[120, 40]) >> shift & 255 for shift in (24, 16, 8, 0))
    assert (alpha, red, blue) == (128, 128, 0)
    assert abs(green - 64) <= 1


def test_painting_ends_early_when_it_is_told_to() -> None:
    asked: list[None] = []

    def after_one() -> bool:
        asked.append(None)
        return len(asked) > 2

    bulk = Bulk.of(scattered("polygon", 50, 10.0))
    image = blank()
    assert not paint(image, bulk, 0, 160, 1, [BLUE], after_one)
    assert not paint(blank(), bulk, 0, 160, 1, [BLUE], lambda: True)
    whole = blank()
    assert paint(whole, bulk, 0, 160, 1, [BLUE], never)
    assert (image != whole).any()


def test_nothing_in_sight_leaves_the_image_alone() -> None:
    image = blank()
    empty = Shapes.from_parts("polygon", [])
    holes = Shapes.from_parts("polygon", [[], [star(5, 5, 3)], []])
    assert paint(image, Bulk.of(empty), 0, 160, 1, [BLUE], never)
    assert paint(image, Bulk.of(holes), 1000, 160, 1, [BLUE], never)
    assert paint(image, Bulk.of(holes), 0, 160, 1, [Look(None, None, 1, 1)], never)
    assert (image == WHITE).all()
    assert paint(image, Bulk.of(holes), 0, 160, 1, [BLUE], never)
    assert (image != WHITE).any()


def test_a_fault_while_painting_reaches_the_caller() -> None:
    def broken() -> bool:
        raise KeyError("a fault")

    with pytest.raises(KeyError, match="a fault"):
        paint(blank(), Bulk.of(scattered("point", 5, 3)), 0, 160, 1, [BLUE], broken)


def test_points_of_one_feature_are_all_drawn() -> None:
    shapes = Shapes.from_parts(
        "point", [[np.array([[20.0, 20.0]]), np.array([[200.0, 100.0]])], [np.array([[100.0, 60.0]])]]
    )
    image = blank()
    assert paint(image, Bulk.of(shapes), 0, 160, 1, [BLUE], never)
    assert all(image[160 - y, x] != WHITE for x, y in ((20, 20), (200, 100), (100, 60)))


def test_arrays_that_must_not_be_written_will_do() -> None:
    shapes = Shapes.from_parts("polygon", [[coast(400)], [star(20, 20, 9)]])
    expected = blank()
    assert paint(expected, Bulk.of(shapes), 0, 160, 1, [BLUE], never)
    for each in (shapes.xy, shapes.part_starts, shapes.feature_starts):
        each.flags.writeable = False
    narrow = Shapes("polygon", shapes.xy, shapes.part_starts.astype(np.int32), shapes.feature_starts.astype(np.int32))
    for each_shapes in (shapes, narrow):
        image = blank()
        assert paint(image, Bulk.of(each_shapes), 0, 160, 1, [BLUE], never)
        assert np.array_equal(image, expected)


def test_a_large_symbol_reaches_over_tiles() -> None:
    shapes = Shapes.from_parts("point", [[np.array([[120.3, 80.6]])], [np.array([[-20.0, 30.0]])]])
    look = Look((0.6, 0.8, 0.9, 0.7), (0.1, 0.4, 0.6, 1.0), 3.0, 60.0)
    image = blank()
    assert paint(image, Bulk.of(shapes), 0, 160, 1, [look], never)
    found = difference(image, drawn(shapes, 0, 160, 1, SIZE, [look]))
    assert found.is_small, found
