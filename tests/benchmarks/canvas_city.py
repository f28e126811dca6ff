"""The hand on a map at city scale: ``python tests/benchmarks/canvas_city.py FOLDER OUT.json``.

FOLDER holds the files of ``city/workload.py``.  Measured are frames of a drag, with the painter
idle and at work and while the kernel is compiled for the first time, a new picture, and the
pointer over a million features; one JSON document with median, 95th percentile and slowest, in
milliseconds.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.canvas.picture import Wish, rendered
from desktop.canvas.surface import MapSurface
from desktop.document import Document
from geo.extent import Extent
from geo.mercator import to_mercator
from geo.raster import engine
from geo.record import replace
from geo.shapes import Shapes
from layers.compose import compose
from layers.layer import Geometry, Layer, Origin
from layers.masses import make_ready, masses
from layers.register import read_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

SIZE = (1600, 1000)
FRAMES = 200


class Numbered(Sequence[str]):
    """The ids of many rows, made on demand, as a large file has them."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: Any) -> Any:
        return str(range(self._count)[row])

    def index(self, value: str, *_: int) -> int:
        """Where an id is."""
        return int(value)


class Rows(Sequence[Any]):
    """The attributes of many rows, made on demand."""

    def __init__(self, count: int, look: str) -> None:
        self._count, self._look = count, look

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: Any) -> Any:
        if row >= self._count:
            raise IndexError(row)
        return {"class": self._look, "id": str(row), "name_zh": f"第 {row} 号", "name_en": "", "properties": {}}


def layer_of(file: Path, number: int) -> Layer:
    """A file of one kind of geometry as a layer; read by other means than ours, for only the map is measured."""
    import pyogrio
    import shapely

    wkb = pyogrio.raw.read(file, columns=[])[2]
    geometries = shapely.from_wkb(wkb)
    if shapely.get_type_id(geometries[0]) == 0:
        count = len(geometries)
        steps = np.arange(count + 1)
        shapes = Shapes("point", to_mercator(shapely.get_coordinates(geometries)), steps, steps)
        look = "own_point"
    else:
        _, xy, offsets = shapely.to_ragged_array(shapely.orient_polygons(geometries))
        shapes = Shapes("polygon", to_mercator(xy), offsets[0].astype(np.int64), offsets[1].astype(np.int64))
        look = "own_polygon"
    (west, south), (east, north) = shapes.xy.min(axis=0).tolist(), shapes.xy.max(axis=0).tolist()
    return Layer(
        id=f"own.{number}",
        title=file.stem,
        group="own",
        ids=Numbered(len(shapes)),
        attributes=Rows(len(shapes), look),
        geometry=(Geometry(shapes, np.arange(len(shapes))),),
        extent=Extent(west, south, east, north),
        origin=Origin(file.stem, "", ""),
    )


class Blit(QWidget):
    """Nothing but an image: what a frame costs at least."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.image, self.at = image, 0
        self.resize(*SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's signature)
        with QPainter(self) as painter:
            painter.drawImage(-self.at % 100 - 150, -self.at % 70 - 150, self.image)
        self.at += 3


def told(took: list[float]) -> dict[str, float | int]:
    """Seconds as a row of the document."""
    ordered = sorted(each * 1000 for each in took)
    return {
        "median_ms": round(statistics.median(ordered), 3),
        "p95_ms": round(ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)], 3),
        "max_ms": round(ordered[-1], 3),
        "runs": len(ordered),
    }


def timed(act: Callable[[], object], times: int, pause: float = 0.0) -> list[float]:
    """Seconds that each of some calls took; events are handled, and others let run, between them."""
    took = []
    for _ in range(times):
        QApplication.processEvents()
        time.sleep(pause)
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return took


class Bench:
    """A map of some files."""

    def __init__(self, *layers: Layer) -> None:
        bare = compose(read_register())
        self.surface = MapSurface(Document(bare))
        self.surface.less_motion = True
        self.surface.resize(*SIZE)
        self.surface.show()
        self.settle()
        self.frames = 20
        self.shown = time.perf_counter()
        self.surface.document.apply(replace(bare, layers=(*bare.layers, *layers)))

    def settle(self) -> None:
        """Wait until the map is complete and nothing is under way."""
        calm = 0
        while calm < 20:
            QApplication.processEvents()
            time.sleep(0.005)
            surface = self.surface
            calm = calm + 1 if surface.complete and not surface._renderer.busy and not surface._preparer.busy else 0

    def frame(self) -> None:
        """A step of a drag, painted."""
        step = 3 if self.frames // 40 % 2 else -3  # to and fro within the margin of the picture
        self.frames += 1
        self.surface.drag(step, step)
        self.surface.repaint()

    def frame_at_work(self) -> None:
        """The same, with the painter kept at work on a picture of another scale each time it is done."""
        surface = self.surface
        if not surface._renderer.busy:
            view = surface.view.at_resolution(surface.view.resolution * (1.0 + 1e-6 * (time.perf_counter() % 1)))
            surface._renderer.ask(Wish(surface.document.scene, view, 192, 1.0, ()))
        self.frame()

    def picture(self) -> Callable[[], object]:
        """A new picture of the whole map, margins and labels included."""
        wish = Wish(self.surface.document.scene, self.surface.view, 192, 1.0, self.surface.reserved())
        return lambda: rendered(wish, lambda: False)

    def points(self) -> Callable[[], object]:
        """The pointer at random places, with all that follows."""
        random = np.random.default_rng(1)
        pointer = self.surface.pointer

        def point() -> None:
            pointer.go(QPointF(*(random.uniform(0.1, 0.9, 2) * SIZE).tolist()))
            pointer._dwell()

        return point

    def close(self) -> None:
        """Done."""
        self.surface.stop()
        self.surface.close()


def city(folder: Path) -> dict[str, Any]:
    """200 000 buildings and 100 000 companies."""
    bench = Bench(layer_of(folder / "buildings_200000.gpkg", 1), layer_of(folder / "companies_100000.gpkg", 2))
    found: dict[str, Any] = {}
    found["pan, while layers and kernel are made ready"] = told(timed(bench.frame, FRAMES, 0.008))
    bench.settle()
    found["until all is sharp, the kernel made ready too"] = {
        "median_ms": round((time.perf_counter() - bench.shown) * 1000)
    }
    assert bench.surface.sheets.picture is not None
    blit = Blit(bench.surface.sheets.picture.ground)
    blit.show()
    frames, blits = [], []
    for _ in range(FRAMES):  # turn by turn, so that whatever else the machine does falls on both
        frames += timed(bench.frame, 1)
        blits += timed(blit.repaint, 1)
    blit.close()
    found["bare blit"], found["pan, idle"] = told(blits), told(frames)
    bench.settle()
    found["pan, painter at work"] = told(timed(bench.frame_at_work, FRAMES, 0.008))
    bench.settle()
    found["new picture"] = told(timed(bench.picture(), 15))
    bench.close()
    return found


def million(folder: Path) -> dict[str, Any]:
    """A million buildings."""
    layer = layer_of(folder / "buildings_1000000.gpkg", 1)
    started = time.perf_counter()
    for _, geometry in masses(replace(compose(read_register()), layers=(layer,))):
        make_ready(geometry)
    found: dict[str, Any] = {"1M made ready": {"median_ms": round((time.perf_counter() - started) * 1000)}}
    bench = Bench(layer)
    bench.settle()
    found["1M: pan, idle"] = told(timed(bench.frame, FRAMES))
    bench.settle()
    found["1M: pan, painter at work"] = told(timed(bench.frame_at_work, FRAMES, 0.008))
    bench.settle()
    found["1M: new picture"] = told(timed(bench.picture(), 5))
    found["1M: pointer"] = told(timed(bench.points(), FRAMES))
    bench.surface.zoom_by(16.0)
    bench.settle()
    found["1M: pointer, close by"] = told(timed(bench.points(), FRAMES))
    bench.close()
    return found


def main(folder: Path, out: Path) -> None:
    """Each part in a process of its own, the first with an empty kernel cache and then with what that left."""
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as cache:
        for name, part in (("kernel cache empty", "city"), ("kernel cache warm", "city"), ("million", "million")):
            environment = {**os.environ, "XDG_CACHE_HOME": cache, "OPENBLAS_NUM_THREADS": "1"}
            command = [sys.executable, __file__, str(folder), part]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
            results[name] = json.loads(done.stdout)
            for case, row in results[name].items():
                sys.stderr.write(f"{name:20} {case:44} {row}\n")
    out.write_text(json.dumps({"machine": os.uname().machine, "cases": results}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[2] in ("city", "million"):
        APPLICATION = QApplication(["bench"])
        part = {"city": city, "million": million}[sys.argv[2]](Path(sys.argv[1]))
        part["kernel"] = {"ready": engine.ready()}
        sys.stdout.write(json.dumps(part))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
