"""The canvas at city scale beside QGIS: ``python tests/benchmarks/city/run.py FOLDER OUT.json``.

Both sides draw the same files to 1600 × 1000 pixels, turn by turn, so that whatever else the
machine does falls on both.  QGIS is asked with its parallel and its sequential job, and its
quicker median counts.  FOLDER is filled by ``workload.py``; one that is there stays as it is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from workload import EAST, NORTH, SOUTH, WEST, make  # type: ignore[import-not-found]  # beside this file

from geo.extent import Extent
from geo.mercator import to_mercator
from geo.record import replace
from layers.compose import compose
from layers.masses import make_ready, masses
from layers.register import read_register
from layers.symbology import Labelling
from layers.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.layer import Layer
    from layers.scene import Scene

SIZE = (1600, 1000)
QGIS_PYTHON = "/usr/bin/python3"


class Case(NamedTuple):
    """What both sides draw, bottom to top, and which file has its names written on it.

    ``bar`` is how many times as quick as QGIS we mean to be.
    """

    name: str
    files: tuple[str, ...]
    share: float
    labelled: str
    bar: float
    runs: int


_STACK = ("buildings_200000", "companies_100000", "zones_1000")
CASES = (
    Case("200k polygons, whole", ("buildings_200000",), 1.0, "", 15, 5),
    Case("1M polygons, whole", ("buildings_1000000",), 1.0, "", 20, 3),
    Case("1M points, whole", ("companies_1000000",), 1.0, "", 30, 3),
    Case("1M polygons, 1 %", ("buildings_1000000",), 0.01, "", 4, 7),
    Case(
        "zones, 200k polygons, 100k points, labels",
        ("buildings_200000", "companies_100000", "zones_1000"),
        1.0,
        "zones_1000",
        12,
        5,
    ),
)


def window(share: float) -> tuple[float, float, float, float]:
    """West, south, east, north of the middle of everything, of that share of its area."""
    half = share**0.5 / 2
    x, y, width, height = (WEST + EAST) / 2, (SOUTH + NORTH) / 2, EAST - WEST, NORTH - SOUTH
    return x - width * half, y - height * half, x + width * half, y + height * half


class Qgis:
    """The other side, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        script = Path(__file__).with_name("qgis_peer.py")
        self._process = subprocess.Popen(
            [QGIS_PYTHON, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )

    def render(self, case: Case, job: str) -> float:
        """Milliseconds of one picture."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        files = [str(self._folder / f"{name}.gpkg") for name in case.files]
        extent = window(case.share)
        labelled = str(self._folder / f"{case.labelled}.gpkg") if case.labelled else ""
        request = {"do": "render", "files": files, "extent": extent, "labelled": labelled, "size": SIZE, "job": job}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return float(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


@cache
def own(file: Path, number: int) -> Layer:
    """A file as a layer of the user's own."""
    from layers.own import open_own

    return open_own(file, number).layer


def scene_of(folder: Path, case: Case) -> Scene:
    """The files of a case and nothing else, as QGIS draws nothing else."""
    bare = compose(read_register())
    hidden = [replace(layer, visible=False) for layer in bare.layers]
    files = [own(folder / f"{name}.geojson", number) for number, name in enumerate(case.files, start=1)]
    names = [
        replace(layer, labelling=Labelling("name")) if layer.title.startswith(case.labelled or "-") else layer
        for layer in files
    ]
    scene = replace(bare, layers=(*hidden, *names), district_line=False)
    for _, geometry in masses(scene):
        make_ready(geometry)
    return scene


def view_of(case: Case) -> Viewport:
    """The same piece of ground for us."""
    west, south, east, north = window(case.share)
    (left, bottom), (right, top) = to_mercator(np.array([[west, south], [east, north]])).tolist()
    return Viewport.fitted(Extent(left, bottom, right, top), *SIZE)


def ours(scene: Scene, view: Viewport) -> float:
    """Milliseconds of one picture of ours, ground and labels, as the window's worker paints it."""
    from desktop.canvas.picture import Wish, rendered

    started = perf_counter()
    picture = rendered(Wish(scene, view, margin=0, pixel_ratio=1.0), lambda: False)
    took = (perf_counter() - started) * 1000
    assert picture is not None
    assert picture.whole
    return took


def compared(case: Case, folder: Path, qgis: Qgis | None) -> dict[str, Any]:
    """Medians and spread of both sides, and their ratio."""
    scene, view = scene_of(folder, case), view_of(case)
    took: dict[str, list[float]] = {"ours": [], "parallel": [], "sequential": []}
    for run in range(case.runs + 1):
        now = {"ours": ours(scene, view)}
        if qgis is not None:
            now |= {job: qgis.render(case, job) for job in ("parallel", "sequential")}
        if run:  # the first one opens files and fills caches on both sides
            for side, each in now.items():
                took[side].append(each)
    figures: dict[str, Any] = {side: spread(each) for side, each in took.items() if each}
    if qgis is not None:
        peer = min(figures[job]["median_ms"] for job in ("parallel", "sequential"))
        figures |= {"ratio": round(peer / figures["ours"]["median_ms"], 1), "bar": case.bar}
    return figures


def spread(took: Sequence[float]) -> dict[str, float]:
    """Median, least and most, in milliseconds."""
    return {
        "median_ms": round(statistics.median(took), 2),
        "min_ms": round(min(took), 2),
        "max_ms": round(max(took), 2),
        "runs": len(took),
    }


def main(folder: Path, out: Path, only: str = "") -> None:
    """Measure and write the document."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    make(folder)
    kernel()
    there = (
        Path(QGIS_PYTHON).exists()
        and not subprocess.run([QGIS_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode
    )
    qgis = Qgis(folder) if there else None
    results: dict[str, Any] = {}
    try:
        for case in CASES:
            if only in case.name:
                results[case.name] = compared(case, folder, qgis)
                sys.stderr.write(f"{case.name:45} {json.dumps(results[case.name])}\n")
    finally:
        if qgis is not None:
            qgis.close()
    out.write_text(json.dumps({"size": SIZE, "cases": results}, indent=2) + "\n", encoding="utf-8")
    del application


def kernel() -> None:
    """Have the compiled kernel ready, as it is a moment after a large layer was opened."""
    from geo.raster import engine

    engine.warm(background=False)
    assert engine.ready()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
