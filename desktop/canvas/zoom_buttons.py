"""Closer, farther, whole district: three buttons at the top right of the map (LOOK §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.paint.icons import pixmap
from desktop.theme import colour
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from desktop.document import Document
    from layers.style import Theme

__all__ = ["SIDE_PX", "ZoomButtons"]

SIDE_PX = 34
RADIUS_PX = 8
ICON_PX = 15


class ZoomButtons(QWidget):
    """A column of three squares that share one rounded border."""

    closer = Signal()
    farther = Signal()
    home = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._buttons = (_Square("plus", self), _Square("minus", self), _Square("zoomto", self))
        for button, signal in zip(self._buttons, (self.closer, self.farther, self.home), strict=True):
            button.clicked.connect(signal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in self._buttons:
            column.addWidget(button)
        self.setFixedSize(SIDE_PX, 3 * SIDE_PX)
        document.scene_changed.connect(self._dress)
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Ground, border and the lines between."""
        theme = self._document.scene.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(theme, "border"), 1))
            painter.setBrush(colour(theme, "surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX, RADIUS_PX)
            for row in (1, 2):
                painter.drawLine(1, row * SIDE_PX, SIDE_PX - 2, row * SIDE_PX)

    def _dress(self, *_: object) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        for button, key in zip(self._buttons, ("closer", "farther", "home"), strict=True):
            button.dress(scene.theme, words(f"action.{key}"))
        self.update()


class _Square(QAbstractButton):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme: Theme = "light"
        self._over = False
        self.setFixedSize(SIDE_PX, SIDE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def dress(self, theme: Theme, words: str) -> None:
        self._theme = theme
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(SIDE_PX, SIDE_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._over or self.isDown():
                whole = QPainterPath()
                column = QRectF(0, -self.y(), SIDE_PX, 3 * SIDE_PX)
                whole.addRoundedRect(column.adjusted(1, 1, -1, -1), RADIUS_PX - 1, RADIUS_PX - 1)
                painter.setClipPath(whole)
                painter.fillRect(
                    self.rect().adjusted(0, 1, 0, 0), colour(self._theme, "select" if self.isDown() else "row_line")
                )
                painter.setClipping(False)
            side = (SIDE_PX - ICON_PX) / 2
            ink = colour(self._theme, "text_2").name()  # painted in each frame of a drag: from a pixmap
            painter.drawPixmap(QPointF(side, side), pixmap(self._icon, ink, ICON_PX, self.devicePixelRatioF()))
            if self.hasFocus():
                painter.setPen(QPen(colour(self._theme, "accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 5, 5)
