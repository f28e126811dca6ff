"""QGIS's side of the measurement, run by the Python that QGIS comes with (``/usr/bin/python3``).

Reads one JSON request a line and answers with one line: milliseconds, and a picture where one is
asked for.  Each request names files, bottom to top, the share of the area that is seen and which
of them has labels; the layers stay open between requests, as they do in a window.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # type: ignore[import-not-found]
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsMapRendererParallelJob,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize  # type: ignore[import-not-found]

JOBS = {"parallel": QgsMapRendererParallelJob, "sequential": QgsMapRendererSequentialJob}


class Peer:
    """Layers by file, and the map that is made of them."""

    def __init__(self) -> None:
        self.layers: dict[str, Any] = {}

    def layer(self, path: str, labels: bool) -> Any:
        """An opened layer with a plain symbol of the sizes that the atlas draws."""
        if path not in self.layers:
            made = QgsVectorLayer(path, Path(path).name, "ogr")
            if not made.isValid():
                raise ValueError(path)
            self.layers[path] = made
        made = self.layers[path]
        if made.geometryType() == QgsWkbTypes.PolygonGeometry:
            look = {"color": "#8fb9d9", "outline_color": "#33526b", "outline_width": "0.2"}
            symbol = QgsFillSymbol.createSimple(look)
        else:
            look = {"name": "circle", "size": "1.6", "color": "#c0392b", "outline_color": "#ffffff"}
            symbol = QgsMarkerSymbol.createSimple(look)
        made.setRenderer(QgsSingleSymbolRenderer(symbol))
        if labels:
            settings = QgsPalLayerSettings()
            settings.fieldName = "name"
            made.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        made.setLabelsEnabled(labels)
        return made

    def render(self, request: dict[str, Any]) -> float:
        """Milliseconds of one picture."""
        settings = QgsMapSettings()
        settings.setOutputSize(QSize(*request["size"]))
        settings.setOutputDpi(96)
        source, target = (QgsCoordinateReferenceSystem(each) for each in ("EPSG:4326", "EPSG:3857"))
        settings.setDestinationCrs(target)
        west, south, east, north = request["extent"]
        shown = QgsCoordinateTransform(source, target, QgsProject.instance()).transformBoundingBox(
            QgsRectangle(west, south, east, north)
        )
        settings.setExtent(shown)
        # QGIS draws the first layer on top.
        settings.setLayers([self.layer(path, path == request["labelled"]) for path in reversed(request["files"])])
        settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
        settings.setFlag(QgsMapSettings.Antialiasing, True)
        settings.setFlag(QgsMapSettings.DrawLabeling, bool(request["labelled"]))
        job = JOBS[request["job"]](settings)
        started = time.perf_counter()
        job.start()
        job.waitForFinished()
        took = (time.perf_counter() - started) * 1000
        if request.get("picture"):
            job.renderedImage().save(request["picture"])
        return took

    def open(self, request: dict[str, Any]) -> float:
        """Milliseconds to open a file and to draw it whole for the first time."""
        self.layers.pop(request["files"][0], None)
        started = time.perf_counter()
        self.layer(request["files"][0], False)
        opened = (time.perf_counter() - started) * 1000
        return opened + self.render({**request, "job": "parallel", "labelled": ""})


def main() -> None:
    """Answer until the input ends."""
    application = QgsApplication([], False)
    application.initQgis()
    peer = Peer()
    for line in sys.stdin:
        request = json.loads(line)
        took = getattr(peer, request["do"])(request)
        sys.stdout.write(json.dumps(took) + "\n")
        sys.stdout.flush()
    os._exit(0)


main()
