"""Measure the kernel for bulk layers: ``python tests/benchmarks/raster.py FOLDER OUT.json [--pictures]``.

FOLDER holds the workload as GeoPackages (buildings_200000.gpkg …).  Timings are medians, fastest and
slowest in milliseconds, and the median of all cores' time, of pictures of 1600 × 1000 pixels with
fill and antialiased edge.  With ``--pictures`` each picture is also held against Agg's at four
times the size, which takes minutes.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.mercator import to_mercator
from geo.raster import engine
from geo.raster.bulk import Bulk
from geo.raster.paint import Look, paint
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

NAMES = [
    *["buildings_20000", "buildings_200000", "buildings_1000000"],
    *["companies_100000", "companies_1000000", "coast_1000000", "zones_1000"],
]
WIDTH, HEIGHT = 1600, 1000
LOOKS = [Look((0.62, 0.79, 0.88, 0.7), (0.12, 0.37, 0.65, 1.0), 1.0, 3.0)]
RUNS = 9
POINTS = 200


def shapes_of(path: Path) -> Shapes:
    """Geometry of a file of one kind, in EPSG:3857."""
    import pyogrio
    import shapely

    geometry = shapely.from_wkb(pyogrio.raw.read(path, columns=[])[2])
    polygons = shapely.get_type_id(geometry[:1])[0] in {3, 6}
    geometry = shapely.orient_polygons(geometry) if polygons else geometry
    kind, lonlat, starts = shapely.to_ragged_array(geometry)
    xy = to_mercator(lonlat)
    ones = np.arange(len(geometry) + 1)
    if kind == shapely.GeometryType.POINT:
        return Shapes("point", xy, ones, ones)
    if kind == shapely.GeometryType.POLYGON:
        return Shapes("polygon", xy, starts[0].astype(np.int64), starts[1].astype(np.int64))
    if kind == shapely.GeometryType.MULTIPOLYGON:
        return Shapes("polygon", xy, starts[0].astype(np.int64), starts[1][starts[2]].astype(np.int64))
    raise ValueError(path)


def measured(run: Callable[[int], object], runs: int) -> dict[str, float]:
    """Median, fastest and slowest in milliseconds; one run before them isn't counted."""
    run(0)
    took, busy = [], []
    for i in range(runs):
        started, idle = perf_counter(), process_time()
        run(i)
        took.append((perf_counter() - started) * 1000)
        busy.append((process_time() - idle) * 1000)
    found = {"median_ms": statistics.median(took), "min_ms": min(took), "max_ms": max(took)}
    found["cpu_ms"] = statistics.median(busy)
    return {name: round(each, 2) for name, each in found.items()} | {"runs": runs}


def views(bulk: Bulk) -> dict[str, tuple[float, float, float]]:
    """West, north and resolution of the full extent, and of the hundredth part of it in the middle."""
    west, south, east, north = bulk.extent or (0.0, 0.0, 1.0, 1.0)
    x, y = (west + east) / 2, (south + north) / 2
    resolution = max((east - west) / WIDTH, (north - south) / HEIGHT)
    return {
        name: (x - WIDTH / 2 * each, y + HEIGHT / 2 * each, each)
        for name, each in (("full", resolution), ("hundredth", resolution / 10))
    }


def compared(shapes: Shapes, bulk: Bulk, image: NDArray[np.uint32], view: tuple[float, float, float]) -> dict[str, Any]:
    """How far a picture is from Agg's."""
    from tests.geo.raster.agg import difference, drawn

    west, north, resolution = view
    margin = 20 * resolution
    extent = (west - margin, north - HEIGHT * resolution - margin, west + WIDTH * resolution + margin, north + margin)
    seen = shapes.take(bulk.within(extent).tolist())
    found = difference(image, drawn(seen, west, north, resolution, (WIDTH, HEIGHT), LOOKS))
    return {**{name: round(value, 4) for name, value in found._asdict().items()}, "is_small": found.is_small}


def layer(path: Path, pictures: bool) -> dict[str, Any]:
    """All measures of one file."""
    shapes = shapes_of(path)
    found: dict[str, Any] = {"prepare": measured(lambda _: Bulk.of(shapes), 3)}
    bulk = Bulk.of(shapes)
    image = np.empty((HEIGHT, WIDTH), dtype=np.uint32)
    for name, view in views(bulk).items():

        def run(_: int, view: tuple[float, float, float] = view) -> None:
            image.fill(0xFFFFFFFF)
            if not paint(image, bulk, *view, LOOKS, lambda: False):
                raise RuntimeError("stopped")

        found[name] = measured(run, RUNS)
        if pictures:
            found[name]["against_agg"] = compared(shapes, bulk, image, view)
    west, south, east, north = bulk.extent or (0.0, 0.0, 1.0, 1.0)
    rng = np.random.default_rng(1)
    places = np.column_stack((rng.uniform(west, east, POINTS), rng.uniform(south, north, POINTS))).tolist()
    near = views(bulk)["full"][2] * 3
    found["at"] = measured(lambda i: bulk.at(places[i][0], places[i][1], near), POINTS)
    return found


def main(folder: Path, out: Path, pictures: bool) -> None:
    """Measure what there is and write the document."""
    started = perf_counter()
    engine.warm(background=False)
    document: dict[str, Any] = {"kernel_ready_s": round(perf_counter() - started, 2), "size": [WIDTH, HEIGHT]}
    for name in NAMES:
        if (folder / f"{name}.gpkg").is_file():
            document[name] = layer(folder / f"{name}.gpkg", pictures)
            sys.stderr.write(f"{name} {json.dumps(document[name])}\n")
    out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--pictures" in sys.argv[3:])
