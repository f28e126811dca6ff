"""The kernel's source as plain Python, its table of shares, and the order of tiles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT = Path(__file__).parents[3]

PICTURE = """
import sys
import numpy as np
from geo.raster import engine
from geo.raster.bulk import Bulk
from geo.raster.paint import Look, paint
from geo.shapes import Shapes

engine.warm(background=False)
rng = np.random.default_rng(3)
turn = np.linspace(0, 2 * np.pi, 8)
turn[-1] = 0
ring = np.column_stack((np.cos(turn), np.sin(turn)))
places = rng.uniform(-3, 30, (12, 2))
sizes = np.geomspace(0.4, 12, 12)
many = np.linspace(0, 2 * np.pi, 300)
many[-1] = 0
coast = np.column_stack((np.cos(many), np.sin(many))) * (9 + np.sin(many * 40))[:, None] + 12
rings = [[place + ring * size, (place + ring * size / 3)[::-1]] for place, size in zip(places, sizes)] + [[coast]]
looks = [Look((0.2, 0.4, 0.9, 0.5), (0.1, 0.0, 0.3, 0.9), 1.5, 2.0)]
images = []
for kind, parts in (("polygon", rings), ("line", rings), ("point", [[place[None]] for place in places])):
    image = np.full((24, 28), 0xFFFFFFFF, dtype=np.uint32)
    assert paint(image, Bulk.of(Shapes.from_parts(kind, parts)), 0, 24, 1, looks, lambda: False)
    images.append(image)
np.save(sys.argv[1], np.stack(images))
"""


def picture(path: Path, **environment: str) -> NDArray[np.int64]:
    """Polygons, lines and points, painted in a process of their own; channels."""
    command = [sys.executable, "-c", PICTURE, str(path)]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | environment | {"PYTHONPATH": str(ROOT)})
    return np.asarray(np.load(path).view(np.uint8).astype(np.int64))


@pytest.mark.usefixtures("kernel")
def test_compiled_and_plain_python_paint_the_same(tmp_path: Path) -> None:
    compiled = picture(tmp_path / "compiled.npy")
    plain = picture(tmp_path / "plain.npy", NUMBA_DISABLE_JIT="1", XDG_CACHE_HOME=str(tmp_path))
    assert (compiled < 250).mean() > 0.2
    # Sums may be taken in another order, which moves a rounding here and there.
    assert np.abs(compiled - plain).max() <= 1
    assert (compiled != plain).mean() < 0.01


def test_shares_are_those_of_the_pixels_square(kernel: Any) -> None:
    looks = np.zeros((1, 10), dtype=np.float32)
    looks[0, 8] = 0.4
    shares = np.zeros((1, 17, 129), dtype=np.float32)
    kernel.fill_shares(shares, looks)
    ticks = (np.arange(400) + 0.5) / 400 - 0.5
    x, y = np.meshgrid(ticks, ticks)
    step = (0.4 + 0.7072) / 128
    for direction in (0, 5, 16):
        larger = 0.7072 + (1 - 0.7072) * direction / 16
        across = x * larger + y * np.sqrt(1 - larger**2)
        for i in range(1, 128, 9):
            expected = (np.abs(across + (i + 0.5) * step) <= 0.4).mean()
            assert shares[0, direction, i] == pytest.approx(expected, abs=0.004)


@pytest.mark.parametrize("most", [5, 1023, 1024, 3_000_000])
def test_items_are_sorted_by_their_keys(kernel: Any, most: int) -> None:
    rng = np.random.default_rng(most)
    keys = rng.permutation(min(most, 3000))[:1500].astype(np.int32) * (most // min(most, 3000))
    items = np.arange(len(keys), dtype=np.int32)
    expected = items.copy()
    first, last = 1, len(keys) - 1
    expected[first:last] = first + np.argsort(keys[first:last], kind="stable")
    spare = np.empty((2, len(keys)), dtype=np.int32)
    kernel.sort_items(items, keys.copy(), first, last, most, spare, np.empty(1025, dtype=np.int32))
    assert items.tolist() == expected.tolist()


def test_without_a_compiler_it_is_never_ready_and_says_so_once(tmp_path: Path) -> None:
    code = (
        "import logging, sys; logging.basicConfig(); sys.modules['numba'] = None\n"
        "from geo.raster import engine; engine.warm(background=False); engine.warm(background=False)\n"
        "print(engine.ready())"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    (tmp_path / "numba.py").write_text("raise ImportError('broken')")
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    assert said.stdout.split() == ["False"]
    assert len(said.stderr.splitlines()) == 1
    assert "no kernel for bulk layers" in said.stderr
