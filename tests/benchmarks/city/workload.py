"""Made-up data at the size of a city, the same on every machine: buildings, companies, zones.

``python tests/benchmarks/city/workload.py FOLDER`` writes each file twice, as GeoJSON for us and as
GeoPackage for QGIS; what is there already stays.  A million of each takes two minutes and 1.3 GB.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

WEST, SOUTH, EAST, NORTH = 121.48, 31.24, 121.58, 31.35
SEED = 2024
SIZES = {"zones": (1000,), "buildings": (200_000, 1_000_000), "companies": (100_000, 1_000_000)}

# Ground plans in units of half a width; a third of all buildings is a plain box.
_PLANS = (
    ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    ((-1, -1), (1, -1), (1, 0), (0, 0), (0, 1), (-1, 1)),
    ((-1, -1), (1, -1), (1, 1), (0.4, 1), (0.4, 0), (-0.4, 0), (-0.4, 1), (-1, 1)),
)
_ZONE_SIDE = 9  # vertices on each side of a zone


def buildings(count: int, chance: np.random.Generator) -> geopandas.GeoDataFrame:
    """Ground plans turned a little, one to a cell of a grid, in no order of place."""
    side = int(np.ceil(count**0.5))
    cell = np.array([(EAST - WEST) / side, (NORTH - SOUTH) / side])
    place = np.column_stack((np.arange(count) % side, np.arange(count) // side))
    middle = [WEST, SOUTH] + (place + chance.uniform(0.35, 0.65, (count, 2))) * cell
    half = np.minimum(chance.lognormal(-0.2, 0.4, count), 1.4)[:, None] * cell * 0.3
    turn, plan = chance.normal(0.15, 0.3, count), chance.integers(0, len(_PLANS), count)
    shapes = np.empty(count, dtype=object)
    for number, corners in enumerate(_PLANS):
        chosen = np.flatnonzero(plan == number)
        ring = np.array([*corners, corners[0]])[None] * half[chosen, None]
        cos, sin = np.cos(turn[chosen])[:, None], np.sin(turn[chosen])[:, None]
        turned = np.stack((ring[..., 0] * cos - ring[..., 1] * sin, ring[..., 0] * sin + ring[..., 1] * cos), axis=-1)
        shapes[chosen] = shapely.polygons(np.round(middle[chosen, None] + turned, 7))
    order = chance.permutation(count)
    use = np.array(["办公", "住宅", "厂房", "商业"], dtype=object)[chance.integers(0, 4, count)]
    table = {"number": np.arange(count), "floors": chance.integers(1, 40, count), "use": use}
    return geopandas.GeoDataFrame(table, geometry=shapes[order], crs="EPSG:4326")


def companies(count: int, chance: np.random.Generator) -> geopandas.GeoDataFrame:
    """Three points in five gathered round 400 middles, the others anywhere."""
    gathered = int(count * 0.6)
    low, high = np.array([WEST, SOUTH]), np.array([EAST, NORTH])
    middles = chance.uniform(low, high, (400, 2))[chance.integers(0, 400, gathered)]
    points = np.concatenate(
        (middles + chance.normal(0, 0.0012, (gathered, 2)), chance.uniform(low, high, (count - gathered, 2)))
    )
    points = np.round(np.clip(points, low, high)[chance.permutation(count)], 7)
    trade = np.array(["人工智能", "生物医药", "集成电路", "软件"], dtype=object)[chance.integers(0, 4, count)]
    name = np.char.add(np.char.add("云图", np.arange(count).astype(str)), "科技有限公司").astype(object)
    table = {"name": name, "trade": trade, "staff": chance.integers(1, 5000, count)}
    return geopandas.GeoDataFrame(table, geometry=shapely.points(points), crs="EPSG:4326")


def zones(count: int, chance: np.random.Generator) -> geopandas.GeoDataFrame:
    """A tiling whose edges waver; neighbours share them."""
    widest = round((count * 1.6) ** 0.5)
    across = next(each for each in range(widest, 0, -1) if count % each == 0)
    down = count // across
    steps = (across * _ZONE_SIDE + 1, down * _ZONE_SIDE + 1)
    grid = np.stack(
        np.meshgrid(np.linspace(WEST, EAST, steps[0]), np.linspace(SOUTH, NORTH, steps[1]), indexing="ij"), axis=-1
    )
    cell = np.array([(EAST - WEST) / across, (NORTH - SOUTH) / down])
    grid[1:-1, 1:-1] += chance.normal(0, 0.02, (steps[0] - 2, steps[1] - 2, 2)) * cell
    shapes = []
    for i in range(0, steps[0] - 1, _ZONE_SIDE):
        for j in range(0, steps[1] - 1, _ZONE_SIDE):
            right, top = i + _ZONE_SIDE, j + _ZONE_SIDE
            edges = (grid[i:right, j], grid[right, j:top], grid[right:i:-1, top], grid[i, top:j:-1])
            shapes.append(shapely.Polygon(np.concatenate(edges)))
    names = [f"创新园区{number:04d}" for number in range(count)]
    return geopandas.GeoDataFrame({"name": names}, geometry=shapes, crs="EPSG:4326")


_MAKERS: dict[str, Callable[[int, np.random.Generator], geopandas.GeoDataFrame]] = {
    "zones": zones,
    "buildings": buildings,
    "companies": companies,
}


def make(folder: Path, wanted: Iterable[tuple[str, int]] | None = None) -> None:
    """Write what is missing of the wanted (kind, count), all by default."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, count in wanted or [(kind, count) for kind, counts in SIZES.items() for count in counts]:
        files = [folder / f"{kind}_{count}.{suffix}" for suffix in ("geojson", "gpkg")]
        if all(file.exists() for file in files):
            continue
        table = _MAKERS[kind](count, np.random.default_rng([SEED, count]))
        for file, driver in zip(files, ("GeoJSON", "GPKG"), strict=True):
            beside = file.with_name(f"beside_{file.name}")
            options: dict[str, str] = {"RFC7946": "YES"} if driver == "GeoJSON" else {}
            table.to_file(beside, driver=driver, engine="pyogrio", **options)
            beside.replace(file)


def extent() -> NDArray[np.float64]:
    """West, south, east, north of everything, in degrees."""
    return np.array([WEST, SOUTH, EAST, NORTH])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
