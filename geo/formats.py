"""Files of other formats, known by their ending or by their first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["format_by_content", "format_by_ending"]

# Names that people know these formats by, the same in Chinese and in English.
_ENDINGS: Final[Mapping[str, str]] = {
    "7z": "7-Zip", "csv": "CSV", "doc": "Word", "docx": "Word", "dbf": "dBASE", "dwg": "DWG", "dxf": "DXF",
    "fgb": "FlatGeobuf", "gdb": "File Geodatabase", "geojsonl": "GeoJSON Lines", "geojsons": "GeoJSON Sequence",
    "gml": "GML", "gpkg": "GeoPackage", "gpx": "GPX", "htm": "HTML", "html": "HTML", "jpeg": "JPEG", "jpg": "JPEG",
    "kml": "KML", "kmz": "KMZ", "mbtiles": "MBTiles", "mif": "MapInfo", "ndjson": "GeoJSON Lines", "ods": "ODS",
    "osm": "OpenStreetMap XML", "ovkml": "KML", "parquet": "Parquet", "pbf": "PBF", "pdf": "PDF", "png": "PNG",
    "pptx": "PowerPoint", "prj": "Shapefile", "qgs": "QGIS", "qgz": "QGIS", "rar": "RAR", "shp": "Shapefile",
    "shx": "Shapefile", "sqlite": "SQLite", "svg": "SVG", "tab": "MapInfo", "tif": "GeoTIFF", "tiff": "GeoTIFF",
    "topojson": "TopoJSON", "tsv": "TSV", "txt": "TXT", "wps": "WPS", "xls": "Excel", "xlsm": "Excel", "xlsx": "Excel",
    "xml": "XML", "zip": "ZIP",
}  # fmt: skip

_BEGINNINGS: Final[Mapping[bytes, str]] = {
    b"PK\x03\x04": "ZIP / Excel / KMZ",
    b"SQLite format 3\x00": "GeoPackage",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\x00": "GeoTIFF",
    b"MM\x00*": "GeoTIFF",
    b"PAR1": "Parquet",
    b"fgb": "FlatGeobuf",
    b"\x00\x00\x27\x0a": "Shapefile",
    b"\xd0\xcf\x11\xe0": "Excel / Word 97",
    b"\x1f\x8b": "gzip",
    b"Rar!": "RAR",
    b"<": "XML / KML / HTML",
}


def format_by_ending(name: str) -> str | None:
    """The other format that a file name claims; None for GeoJSON, JSON and endings unknown."""
    _, dot, ending = name.rpartition(".")
    return _ENDINGS.get(ending.lower()) if dot else None


def format_by_content(data: bytes) -> str | None:
    """The other format that a file's first bytes give away; None where they tell nothing."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((name for beginning, name in _BEGINNINGS.items() if start.startswith(beginning)), None)
