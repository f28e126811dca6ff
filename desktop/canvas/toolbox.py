"""The tools of the map, each made when it is first taken in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.canvas.pan_tool import PanTool

if TYPE_CHECKING:
    from desktop.canvas.surface import MapSurface
    from desktop.canvas.tool import Tool

__all__ = ["TOOLS", "Toolbox"]

TOOLS: Final = ("pan", "box", "measure", "identify", "select", "lasso")


class Toolbox:
    """``toolbox["measure"]`` is the one measuring tool of a map."""

    def __init__(self, surface: MapSurface) -> None:
        self._surface = surface
        self._made: dict[str, Tool] = {}

    def __getitem__(self, name: str) -> Tool:
        if name not in self._made:
            self._made[name] = _made(name, self._surface)
        return self._made[name]


def _made(name: str, surface: MapSurface) -> Tool:
    """A tool; only the hand is wanted before the map stands.

    Raises
    ------
    KeyError
        Where it is none of `TOOLS`.
    """
    if name == "pan":
        return PanTool(surface, surface.clicked_at)
    if name == "box":
        from desktop.canvas.box_tool import BoxTool

        return BoxTool(surface)
    if name == "measure":
        from desktop.canvas.measure_tool import MeasureTool

        return MeasureTool(surface)
    if name == "identify":
        from desktop.canvas.identify_tool import IdentifyTool

        return IdentifyTool(surface, lambda at, _: surface.identify_wanted.emit(at))
    if name == "select":
        from desktop.canvas.select_tool import SelectTool

        return SelectTool(surface, surface.select_wanted.emit, surface.area_wanted.emit)
    if name == "lasso":
        from desktop.canvas.lasso_tool import LassoTool

        return LassoTool(surface, surface.area_wanted.emit)
    raise KeyError(name)
