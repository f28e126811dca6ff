"""The bar over the top of the map that tells what was done, mended or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.panels.buttons import IconButton
from desktop.theme import colour, font
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent

    from desktop.document import Document
    from desktop.notice import Notice

__all__ = ["NoticeBar"]

GOES_MS = 7000  # what needs no answer goes by itself
MOST_WIDTH_PX = 560
TOP_PX, SIDE_PX, BUTTONS_PX = 12, 12, 66  # it never covers the zoom buttons
DETAILS_PX = 132


class NoticeBar(QWidget):
    """Shows one notice at a time; ``closed`` when it was put away."""

    closed = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self._document = document
        self._notice: Notice | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setFont(font(13))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more, self._open = _quiet(self), _quiet(self)
        self._more.setCheckable(True)
        self._close = IconButton("close", self)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setFont(font(12.5))
        self._details.setFixedHeight(DETAILS_PX)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        for button in (self._more, self._open, self._close):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._details)
        self._going = QTimer(self, interval=GOES_MS, singleShot=True)
        self._going.timeout.connect(self.put_away)
        self._more.toggled.connect(self._unfold)
        self._open.clicked.connect(self._open_file)
        self._close.clicked.connect(self.put_away)
        document.scene_changed.connect(self._dress)
        parent.installEventFilter(self)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is told now."""
        return self._notice

    @property
    def text(self) -> str:
        """The sentence that is read now."""
        return self._words.text()

    def tell(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._notice = notice
        self._more.setChecked(False)
        self._details.hide()
        self._dress()
        self.show()
        self.raise_()
        if notice.level in {"info", "success"}:
            self._going.start()
        else:
            self._going.stop()

    def put_away(self) -> None:
        """Close it."""
        self._going.stop()
        self._notice = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the top of the map."""
        if isinstance(event, QResizeEvent):
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever reads it may take his time."""
        self._going.stop()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """A sheet with a strip in the colour of its kind; the words say the kind too."""
        theme = self._document.scene.theme
        level = self._notice.level if self._notice else "info"
        mark = colour(theme, "accent" if level == "info" else level)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(theme, "border"), 1))
            painter.setBrush(colour(theme, "surface"))
            painter.drawRoundedRect(sheet, 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mark))
            painter.drawRoundedRect(QRectF(6, 8, 3, self.height() - 16), 1.5, 1.5)

    def _dress(self, *_: object) -> None:
        notice = self._notice
        if notice is None:
            return
        scene = self._document.scene
        words = messages(scene.language)
        self._words.setText(notice.headline.sentence(words))
        self._details.setPlainText("\n".join(said.sentence(words) for said in notice.details))
        self._more.setText(words("notice.details"))
        self._more.setVisible(bool(notice.details))
        self._open.setText(words("notice.open_file"))
        self._open.setVisible(notice.file is not None)
        self._close.set_words(words("panel.close"))
        self._close.set_theme(scene.theme)
        self.setAccessibleName(self._words.text())
        self._place()
        self.update()

    def _place(self) -> None:
        room = self._map.width() - SIDE_PX - BUTTONS_PX
        width = max(min(MOST_WIDTH_PX, room), 160)
        height = self._column.heightForWidth(width)
        self.setGeometry(SIDE_PX, TOP_PX, width, max(height, self._column.minimumSize().height()))

    def _unfold(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._going.stop()
        self._place()

    def _open_file(self) -> None:
        if self._notice is not None and self._notice.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._notice.file)))


def _quiet(parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName("quiet")
    button.setFont(font(12.5))
    return button
