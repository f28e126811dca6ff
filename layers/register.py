"""The register: every row and outline that the map and the dossiers are made of.

Read with csv, orjson and numpy alone, since the first frame waits for it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.errors import ReadError
from geo.record import dataclass
from layers.columns import OUTLINES, TABLES
from layers.context import context_of
from layers.late import Late
from layers.outlines import read_outlines
from layers.references import reference_problems
from layers.resources import asset
from layers.rows import entries_of, frameworks_of, links_of, schemes_of, sources_of, tellings_of, zones_of
from layers.tables import read_table
from layers.vertices import BasemapFeature, basemap_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from geo.shapes import Shapes
    from layers.context import Context
    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place, Scheme
    from layers.provenance import Source
    from layers.tables import Table
    from layers.telling import Telling
    from layers.zones import Zone

__all__ = ["BasemapFeature", "Register", "read_files", "read_register"]

# zones.geojson is built from the first two; the last says which paragraphs no row needs to cite.
_FOR_STEWARDS = ("control_points", "boundaries", "uncited")


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """All tables, keyed by id in the order of their files, and all outlines.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    digest : callable
        Gives ``version``; reckoned when it is first asked for, as the map does not show it.
    as_of : date
        The date of the newest source.
    tellings : (table, row id) → tellings
        How rows were worded before later documents; see `layers.telling`.
    zone_shapes : Shapes
        Polygons in WGS 84 degrees, in the order of ``zones``; empty for one without an outline.
    basemap_lines, basemap_areas, basemap_labels : (features, Shapes)
        The built-in basemap in WGS 84 degrees: streets, metro and creeks; water, parks and
        campuses; label points.
    context : outlines, lines and points, each with their shapes
        What lies around, for small scales.
    """

    folder: Path
    digest: Callable[[], str]
    as_of: date
    sources: Mapping[str, Source]
    zones: Mapping[str, Zone]
    places: Mapping[str, Place]
    initiatives: Mapping[str, Initiative]
    companies: Mapping[str, Company]
    organisations: Mapping[str, Organisation]
    indicators: Mapping[str, Indicator]
    frameworks: Mapping[str, Framework]
    schemes: Mapping[str, Scheme]
    tellings: Mapping[tuple[str, str], tuple[Telling, ...]]
    zone_shapes: Shapes
    basemap_lines: tuple[tuple[BasemapFeature, ...], Shapes]
    basemap_areas: tuple[tuple[BasemapFeature, ...], Shapes]
    basemap_labels: tuple[tuple[BasemapFeature, ...], Shapes]
    context: Context

    @property
    def version(self) -> str:
        """Content hash of the files, short, for caches and for the foot of exports."""
        return self.digest()


def read_register(folder: Path | None = None) -> Register:
    """Read a register.

    Parameters
    ----------
    folder : Path, optional
        Where its files are; the one that comes with the program by default.

    Raises
    ------
    ReadError
        At the first problem, naming file, row (as Excel counts), field and remedy.
        ``layers.check.check_register`` lists them all.
    """
    shipped = folder is None
    folder = folder or asset("register")
    files = read_files(folder)

    @cache
    def table(name: str) -> Table:
        return read_table(TABLES[name].file, files[TABLES[name].file], TABLES[name])

    if not shipped:  # our own is checked as a whole by the tests, and tells its panels' rows when they are asked for
        for problem in reference_problems({name: table(name) for name in TABLES if name not in _FOR_STEWARDS}):
            raise problem
    sources = sources_of(table("sources"))
    if not sources:
        raise ReadError("table.no_rows", file=TABLES["sources"].file, row=1, field="")
    outlines = read_outlines(OUTLINES, files[OUTLINES], _outlined(table("zones")))
    links = links_of(table("zone_links"))
    lines, areas, labels = basemap_of(table("lines"), table("areas"))
    return Register(
        folder=folder,
        digest=cache(lambda: _version(files)),
        as_of=max(source.published for source in sources.values()),
        sources=sources,
        zones=zones_of(table("zones"), outlines),
        places=entries_of(table("places"), "places", links),
        initiatives=Late(lambda: entries_of(table("initiatives"), "initiatives", links)),
        companies=entries_of(table("companies"), "companies", links),
        organisations=entries_of(table("organisations"), "organisations", links),
        indicators=Late(lambda: entries_of(table("indicators"), "indicators", links)),
        frameworks=Late(lambda: frameworks_of(table("frameworks"), table("framework_members"))),
        tellings=tellings_of(table("tellings")),
        schemes=Late(lambda: schemes_of(table("schemes"), table("scheme_parts"))),
        zone_shapes=outlines.shapes,
        basemap_lines=lines,
        basemap_areas=areas,
        basemap_labels=labels,
        context=context_of(table("context")),
    )


def _outlined(zones: Table) -> dict[str, bool]:
    """Each zone with whether it has an outline."""
    return {row.values["id"]: row.values["boundary"] != "none" for row in zones.rows}


def read_files(folder: Path) -> dict[str, bytes]:
    """The bytes of every table and of the outlines, by file name.

    Raises
    ------
    ReadError
        Where the folder or one of the files is not there.
    """
    if not folder.is_dir():
        raise ReadError("register.no_folder", file=folder.name, row=0, field="")
    files = {}
    for name in [*(schema.file for schema in TABLES.values()), OUTLINES]:
        try:
            files[name] = (folder / name).read_bytes()
        except FileNotFoundError:
            raise ReadError("table.missing", file=name, row=0, field="") from None
        except OSError as error:
            raise ReadError("table.unreadable", file=name, row=0, field="", reason=error.strerror) from error
    return files


def _version(files: Mapping[str, bytes]) -> str:
    """Twelve hexadecimal digits that change when any file does; line ends do not count."""
    from hashlib import sha256

    digest = sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name].replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]
