"""Walking through the positions of a GeoJSON geometry, whatever its type."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["DEPTHS", "Position", "chains", "positions", "simple_geometries"]

Position = list[float]

# How many lists deep the coordinates of each type are, down to the numbers.
DEPTHS = {"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4}


def simple_geometries(geometry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The geometry itself, or all that a GeometryCollection holds, at any depth."""
    if geometry["type"] == "GeometryCollection":
        for member in geometry["geometries"]:
            yield from simple_geometries(member)
    else:
        yield geometry


def chains(geometry: Mapping[str, Any]) -> Iterator[list[Position]]:
    """Every run of positions: a line, a ring, the points of a MultiPoint, or one point.

    The lists are the geometry's own, except around a single Point.
    """
    for simple in simple_geometries(geometry):
        coordinates = simple["coordinates"]
        match DEPTHS[simple["type"]]:
            case 1:
                yield [coordinates]
            case 2:
                yield coordinates
            case 3:
                yield from coordinates
            case _:
                yield from chain.from_iterable(coordinates)


def positions(geometry: Mapping[str, Any]) -> Iterator[Position]:
    """Every position, in the order in which it is written.  The lists are the geometry's own."""
    return chain.from_iterable(chains(geometry))
