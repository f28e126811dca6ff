"""The choice of a colour ramp, drawn as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop.panels.style_choice import ChoiceBox
from layers.symbology.ramps import ramps, shades

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from layers.style import Theme
    from layers.symbology.ramps import RampKind

__all__ = ["RampBox"]

SWATCH = QSize(118, 14)


class RampBox(ChoiceBox):
    """A box of ramps; `name` is the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(SWATCH)
        self._shown: tuple[Theme, tuple[RampKind, ...], bool] | None = None

    @property
    def name(self) -> str:
        """The ramp that is chosen."""
        return str(self.currentData() or "")

    def show_ramps(self, theme: Theme, kinds: tuple[RampKind, ...], reverse: bool, chosen: str) -> None:
        """Offer the ramps of some kinds in a theme, and mark one."""
        if (theme, kinds, reverse) != self._shown:
            self._shown = (theme, kinds, reverse)
            self.clear()
            for kind in kinds:
                for ramp in ramps(theme):
                    if ramp.kind == kind:
                        count = len(ramp.colours) if kind == "qualitative" else 7
                        self.addItem(
                            self._drawn([each[0] for each in shades(ramp.name, theme, count, reverse)]), "", ramp.name
                        )
                        self.setItemData(self.count() - 1, ramp.name, Qt.ItemDataRole.AccessibleTextRole)
        self.setCurrentIndex(max(self.findData(chosen), 0))

    def _drawn(self, colours: list[str]) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(SWATCH * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        width = SWATCH.width() / len(colours)
        with QPainter(pixmap) as painter:
            for i, each in enumerate(colours):
                painter.fillRect(QRectF(i * width, 0, width, SWATCH.height()), QColor(each))
        return QIcon(pixmap)
