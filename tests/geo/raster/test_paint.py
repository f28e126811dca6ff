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
