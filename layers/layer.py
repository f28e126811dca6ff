"""A layer: one themed set of features with where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.extent import Extent
    from geo.shapes import Shapes
    from layers.symbology import Labelling, Symbology

__all__ = ["Geometry", "Layer", "LayerGroup", "Origin"]

LayerGroup = Literal["zones", "places", "basemap", "context", "own"]


@dataclass(frozen=True, slots=True)
class Origin:
    """How a layer got here: a file of the user's or a table of the register, and its licence."""

    name: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True, eq=False)
class Geometry:
    """Shapes of one kind in EPSG:3857 and the row that each belongs to.

    ``rows[i]`` is the index into the layer's ``ids`` and ``attributes`` of shape i; a row may
    have shapes of several kinds, or none.
    """

    shapes: Shapes
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Features with attributes, ready to be drawn.

    Attributes
    ----------
    id : str
        Unique in a scene: ``zones``, ``places``, ``basemap.streets``, ``own.1``.
    title : str
        A message key (``layer.zones``) for ours; the file's name for the user's.
    ids : sequence of str
        One for each row.
    attributes : sequence of mappings
        One for each row; ``class`` is what the style looks at.  A large file makes both on demand.
    geometry : tuple of Geometry
        Polygons, lines and points, in that order, each kind at most once.
    hidden : frozenset of str
        Rows that are not drawn.
    symbology : Symbology or None
        How its features look, where a person has chosen; None leaves it to the style.
    labelling : Labelling or None
        What is written beside its features; None is nothing.
    """

    id: str
    title: str
    group: LayerGroup
    ids: Sequence[str]
    attributes: Sequence[Mapping[str, Any]]
    geometry: tuple[Geometry, ...]
    extent: Extent | None
    origin: Origin
    visible: bool = True
    opacity: float = 1.0
    hidden: frozenset[str] = frozenset()
    symbology: Symbology | None = None
    labelling: Labelling | None = None
