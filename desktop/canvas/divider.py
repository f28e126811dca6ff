"""The line between two maps, with the names of both at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.panels.buttons import IconButton
from desktop.panels.choice import Choice
from desktop.theme import colour, font
from layers.messages import messages
from layers.sides import NOW, Side, sides_of, title_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from desktop.document import Document

__all__ = ["Divider"]

WIDTH_PX = 24  # what a hand can take hold of; the line itself is thin
KNOB_PX = 9.0
STEP_PX, LEAP_PX = 8, 48
EDGE_PX = 12  # the line stays this far inside the map
TOP_PX, GAP_PX = 16, 8
BOX_PX = 46  # a box's padding and its chevron
BUTTONS_PX = 66  # the zoom buttons stay free


class Divider(QWidget):
    """Dragged by hand, moved by ← and →, put away by Esc.

    Signals
    -------
    moved
    chosen : (Side, Side)
        What is to be seen left and right.
    closed
        The person wants one map again.
    """

    moved = Signal()
    chosen = Signal(object, object)
    closed = Signal()

    def __init__(self, document: Document, surface: QWidget) -> None:
        super().__init__(surface)
        self._document, self._surface = document, surface
        self._share = 0.5
        self._held: float | None = None
        self._ringed = False
        self._sides: tuple[Side, ...] = ()
        self.left, self.right = Choice(surface), Choice(surface)
        self.close_button = IconButton("close", surface)
        for box in (self.left, self.right):
            box.setFont(font(12.5))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setCursor(Qt.CursorShape.ArrowCursor)
            box.currentIndexChanged.connect(self._tell)
        self.close_button.clicked.connect(self.put_away)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        document.scene_changed.connect(self._changed)
        surface.installEventFilter(self)
        self._show_all(False)

    @property
    def x_px(self) -> float:
        """Where the line is, in the map's pixels."""
        width = self._surface.width()
        return min(max(round(self._share * width), EDGE_PX), max(width - EDGE_PX, EDGE_PX))

    def open(self, left: Side, right: Side) -> None:
        """Show it in the middle, with the keys on it."""
        self._share = 0.5
        self.offer(left, right)
        self._dress()
        self._show_all(True)
        self._place()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer(self, left: Side, right: Side) -> None:
        """All that there is to compare now, with what is compared marked."""
        scene = self._document.scene
        words, sides = messages(scene.language), sides_of(scene)
        titles = [title_of(scene, side, words) for side in sides]
        for box, side in ((self.left, left), (self.right, right)):
            with QSignalBlocker(box):
                if [box.itemText(number) for number in range(box.count())] != titles:
                    box.clear()
                    box.addItems(titles)
                box.setCurrentIndex(sides.index(side) if side in sides else 0)
        self._sides = sides
        self._place()

    def put_away(self) -> None:
        """Close it and say so."""
        if not self.isHidden():
            self.closed.emit()

    def hide(self) -> None:
        """With its names."""
        self._show_all(False)
        self._surface.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → move the line, with Shift farther; Home and End to the edges; Esc puts it away."""
        step = LEAP_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_PX
        match event.key():
            case Qt.Key.Key_Left:
                self._move_to(self.x_px - step)
            case Qt.Key.Key_Right:
                self._move_to(self.x_px + step)
            case Qt.Key.Key_Home:
                self._move_to(0)
            case Qt.Key.Key_End:
                self._move_to(self._surface.width())
            case Qt.Key.Key_Escape:
                self.put_away()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.globalPosition().x() - self.x_px

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line follows."""
        if self._held is not None:
            self._move_to(event.globalPosition().x() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Back to the middle."""
        self._move_to(self._surface.width() / 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """A line, light around dark, and a knob with two arrows."""
        theme = self._document.scene.theme
        x, middle = self.width() / 2, QPointF(self.width() / 2, self.height() / 2)
        ink = colour(theme, "accent" if self.hasFocus() else "text_2")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pen in (QPen(colour(theme, "surface"), 4), QPen(ink, 1.6)):
                painter.setPen(pen)
                painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            painter.setPen(QPen(ink, 1.6))
            painter.setBrush(colour(theme, "surface"))
            painter.drawRoundedRect(QRectF(x - KNOB_PX, middle.y() - 15, 2 * KNOB_PX, 30), KNOB_PX, KNOB_PX)
            for way in (-1, 1):
                tip = QPointF(x + way * 5.5, middle.y())
                painter.drawPolyline([tip + QPointF(-way * 3, -3.5), tip, tip + QPointF(-way * 3, 3.5)])

    def focusInEvent(self, event: object) -> None:
        """Seen to have the keys."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """Or not."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The map's size changed."""
        if isinstance(event, QResizeEvent) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _move_to(self, x: float) -> None:
        self._share = min(max(x / max(self._surface.width(), 1), 0.0), 1.0)
        self._place()
        self.moved.emit()

    def _tell(self, *_: object) -> None:
        if self._sides:
            self.chosen.emit(self._sides[self.left.currentIndex()], self._sides[self.right.currentIndex()])

    def _changed(self, *_: object) -> None:
        if not self.isHidden():
            left, right = (self._sides[box.currentIndex()] if self._sides else NOW for box in (self.left, self.right))
            self.offer(left, right)
            self._dress()

    def _dress(self) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        self.setAccessibleName(words("swipe.divider"))
        self.setToolTip(words("swipe.divider"))
        self.left.setAccessibleName(words("swipe.left"))
        self.left.setToolTip(words("swipe.left"))
        self.right.setAccessibleName(words("swipe.right"))
        self.right.setToolTip(words("swipe.right"))
        self.close_button.set_theme(scene.theme)
        self.close_button.set_words(words("swipe.close"))
        self.update()

    def _show_all(self, shown: bool) -> None:
        for widget in (self, self.left, self.right, self.close_button):
            widget.setVisible(shown)
            widget.raise_()

    def _place(self) -> None:
        """The line at its place, a name on either side of it as long as there is room."""
        x, width = round(self.x_px), self._surface.width()
        self.setGeometry(x - WIDTH_PX // 2, 0, WIDTH_PX, self._surface.height())
        room = (x - 2 * GAP_PX, width - x - BUTTONS_PX - self.close_button.width() - 2 * GAP_PX)
        for box, most in zip((self.left, self.right), room, strict=True):
            advance = box.fontMetrics().horizontalAdvance
            wanted = advance(box.currentText()) + BOX_PX
            widest = max((advance(box.itemText(number)) for number in range(box.count())), default=0)
            box.view().setMinimumWidth(widest + BOX_PX)
            box.resize(min(wanted, max(most, 0)), box.sizeHint().height())
        self.left.move(x - GAP_PX - self.left.width(), TOP_PX)
        self.right.move(x + GAP_PX, TOP_PX)
        self.close_button.move(self.right.geometry().right() + 2, TOP_PX + 2)
