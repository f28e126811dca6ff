"""The tool bar and the titled menu bar, grown from the declared commands (LOOK §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from desktop.actions import COMMANDS, EXPORTS
from desktop.paint.icons import paint_icon
from desktop.theme import colour, font
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent

    from desktop.actions import Actions
    from desktop.document import Document

__all__ = ["BarButton", "TitledMenuBar", "ToolBar"]

HEIGHT_PX = 46
SIDE_PX = 32
ICON_PX = 18
CHEVRON_PX = 12
GAP_PX = 6
PADDING_PX = 9
MENU_BAR_PX = 28
ROOMY_PX = 1180  # English words, and all buttons
_SPARE = frozenset({"tool_identify", "tool_select"})
_ICONS = {command.id: command.icon for command in COMMANDS}


class BarButton(QToolButton):
    """Icon, words and, where it opens a menu, a chevron; ``framed`` draws a border.

    Painted here, since the style sets icon and words too near each other.
    """

    def __init__(
        self, document: Document, icon: str = "", *, words: bool = False, menu: bool = False, framed: bool = False
    ) -> None:
        super().__init__()
        self._document = document
        self._icon, self._words, self._framed = icon, words, framed
        self._chevron = CHEVRON_PX + GAP_PX if menu else 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(font(13))
        if menu:
            self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self.setMenu(QMenu(self))

    @property
    def shown_words(self) -> str:
        """What is read on it."""
        return self.text() if self._words else ""

    def sizeHint(self) -> QSize:
        """36 by 32 for an icon, as wide as its words otherwise."""
        if not self._words:
            return QSize(36, SIDE_PX)
        words = round(QFontMetricsF(self.font()).horizontalAdvance(self.shown_words))
        drawn = ICON_PX + GAP_PX if self._icon else 0
        return QSize(2 * PADDING_PX + drawn + words + self._chevron, SIDE_PX)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Ground, icon, words, chevron, focus ring."""
        theme = self._document.scene.theme
        pressed = self.isChecked() or self.isDown()
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            over = self.underMouse() and self.isEnabled()
            painter.setPen(QPen(colour(theme, "border"), 1) if self._framed else Qt.PenStyle.NoPen)
            if pressed or over:
                painter.setBrush(colour(theme, "select" if pressed else "row_line"))
            if pressed or over or self._framed:
                painter.drawRoundedRect(whole, 6, 6)
            left = float(PADDING_PX) if self._words else (self.width() - ICON_PX) / 2
            ink = "accent" if pressed else "text_2" if self.isEnabled() else "control"
            if self._icon:
                rect = QRectF(left, (self.height() - ICON_PX) / 2, ICON_PX, ICON_PX)
                paint_icon(painter, self._icon, rect, colour(theme, ink).name())
                left += ICON_PX + GAP_PX
            painter.setPen(colour(theme, "accent" if pressed else "text" if self.isEnabled() else "text_3"))
            painter.setFont(self.font())
            room = QRectF(left, 0, self.width() - left, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.shown_words)
            if self._chevron:
                rect = QRectF(
                    self.width() - PADDING_PX - CHEVRON_PX + 2, (SIDE_PX - CHEVRON_PX) / 2, *(CHEVRON_PX,) * 2
                )
                paint_icon(painter, "chevd", rect, colour(theme, "text_3").name())
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour(theme, "accent"), 2))
                painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class _Line(QWidget):
    """A hairline between groups of buttons."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setFixedSize(17, SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with QPainter(self) as painter:
            painter.fillRect(8, 7, 1, SIDE_PX - 14, colour(self._document.scene.theme, "border"))


class ToolBar(QToolBar):
    """打开, 导出, undo, redo, the tools, 全区; find, date, light or dark, language."""

    def __init__(self, document: Document, actions: Actions, find: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._actions = actions
        self._spare: list[QAction] = []
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setFixedHeight(HEIGHT_PX)
        self._add("open", words=True)
        self.export = BarButton(document, "export", words=True, menu=True)
        actions.grow(self.export.menu(), EXPORTS)
        self.addWidget(self.export)
        for group in (("undo", "redo"), ("tool_pan", "tool_box", "tool_measure", "tool_identify", "tool_select")):
            self.addWidget(_Line(document))
            for command in group:
                self._add(command)
        self._add("home", words=True)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.addWidget(find)
        self._space(4)
        self.date = BarButton(document, words=True, menu=True, framed=True)
        self.addWidget(self.date)
        self.theme = BarButton(document, "theme")
        self.language = BarButton(document, words=True)
        for button in (self.theme, self.language):
            self.addWidget(button)
        self.theme.clicked.connect(self._turn_theme)
        self.language.clicked.connect(self._turn_language)
        document.scene_changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window some tools are found in the menus alone."""
        for each in self._spare:
            each.setVisible(event.size().width() >= ROOMY_PX)
        super().resizeEvent(event)

    def _add(self, command: str, words: bool = False) -> None:
        button = BarButton(self._document, _ICONS[command], words=words)
        button.setDefaultAction(self._actions[command])
        added = self.addWidget(button)
        if command in _SPARE:
            self._spare.append(added)

    def _space(self, width: int) -> None:
        space = QWidget()
        space.setFixedWidth(width)
        self.addWidget(space)

    def _turn_theme(self) -> None:
        self._actions["theme_light" if self._document.scene.theme == "dark" else "theme_dark"].trigger()

    def _turn_language(self) -> None:
        self._actions["language_en" if self._document.scene.language == "zh" else "language_zh"].trigger()

    def _dress(self, *_: object) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        self.setWindowTitle(words("bar.tools"))
        self.setAccessibleName(words("bar.tools"))
        self.export.setText(words("bar.export"))
        self.export.setToolTip(words("bar.export.tip"))
        self.date.setText(words("bar.as_of", date=f"{scene.as_of:%Y-%m}"))
        self.date.setToolTip(words("bar.as_of.tip"))
        dark = scene.theme == "dark"
        self.theme.setToolTip(words("bar.to_light" if dark else "bar.to_dark"))
        self.theme.setAccessibleName(self.theme.toolTip())
        self.language.setText(words("bar.language"))
        self.language.setToolTip(words("bar.language.tip"))
        for button in self.findChildren(BarButton):
            button.updateGeometry()
            button.update()


class TitledMenuBar(QMenuBar):
    """A menu bar with the program's name in its middle, where there is room."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setFixedHeight(MENU_BAR_PX)
        document.scene_changed.connect(lambda _: self.update())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle moved."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Menus, then the name."""
        super().paintEvent(event)
        scene = self._document.scene
        with QPainter(self) as painter:
            painter.setFont(font(12))
            painter.setPen(colour(scene.theme, "text_3"))
            name = messages(scene.language)("window.title")
            rect = QRectF(self.rect())
            last = self.actionGeometry(self.actions()[-1]).right() if self.actions() else 0
            if rect.center().x() - painter.fontMetrics().horizontalAdvance(name) / 2 > last + 24:
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
