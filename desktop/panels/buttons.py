"""Small flat buttons that show one of our icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.paint.icons import paint_icon
from desktop.theme import colour

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from layers.style import Theme

__all__ = ["IconButton"]

SIDE_PX = 28
ICON_PX = 15


class IconButton(QAbstractButton):
    """A 28 px square with an icon; its tool tip is its accessible name.

    Painted here and not by the style sheet, since the icon takes its colour from the theme
    and the focus ring keeps a gap of 2 px.
    """

    hovered = Signal(bool)

    def __init__(self, icon: str, parent: QWidget | None = None, *, checkable: bool = False) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme: Theme = "light"
        self._over = False
        self.setCheckable(checkable)
        self.setFixedSize(SIDE_PX, SIDE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name != self._icon:
            self._icon = name
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        if theme != self._theme:
            self._theme = theme
            self.update()

    def set_words(self, words: str) -> None:
        """Say what it does, to the pointer and to screen readers."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Always the same square."""
        return QSize(SIDE_PX, SIDE_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lighten up under the pointer."""
        self._over = True
        self.update()
        self.hovered.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Step back again."""
        self._over = False
        self.update()
        self.hovered.emit(False)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Ground, icon and focus ring."""
        pressed = self.isDown() or self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            inner = QRectF(self.rect()).adjusted(3, 3, -3, -3) if self.hasFocus() else QRectF(self.rect())
            if pressed or (self._over and self.isEnabled()):
                painter.setBrush(colour(self._theme, "select" if pressed else "row_line"))
                painter.drawRoundedRect(inner, 6, 6)
            token = "accent" if pressed else "text_2" if self.isEnabled() else "control"
            side = (SIDE_PX - ICON_PX) / 2
            paint_icon(painter, self._icon, QRectF(side, side, ICON_PX, ICON_PX), colour(self._theme, token).name())
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour(self._theme, "accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
