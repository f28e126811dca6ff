"""Where the style panel opens: in the place of the dossier, which comes back when it is closed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.panels.style import StylePanel
    from desktop.window import MainWindow

__all__ = ["Styling"]


class Styling(QObject):
    """Opens the panel for a layer's look, which is made when first asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @cached_property
    def panel(self) -> StylePanel:
        """The panel."""
        from desktop.panels.style import StylePanel

        panel = StylePanel(self._window.document)
        panel.closed.connect(self._show_dossier)
        self._window.right.hold(panel)
        return panel

    def open(self, layer_id: str = "") -> None:
        """Edit the look of a layer of the user's; without one, of the topmost."""
        own = [layer.id for layer in self._window.document.scene.layers if layer.group == "own"]
        if own:
            self.panel.open_for(layer_id or own[-1])
            self._window.dossier.hide()
            self.panel.show()
            self._window.workspace.show_right(True)
            self.panel.setFocus()

    def put_away(self) -> None:
        """Close it, if it is there."""
        if "panel" in self.__dict__:
            self.panel.put_away()

    def stop(self) -> None:
        """Give up what it is working out."""
        if "panel" in self.__dict__:
            self.panel.work.wait()

    def _show_dossier(self) -> None:
        self.panel.hide()
        self._window.dossier.show()
