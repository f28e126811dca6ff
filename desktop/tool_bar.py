"""The tool bar and the titled menu bar, grown from the declared commands (LOOK §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from desktop.actions import EXPORTS
from desktop.paint.icons import icon, paint_icon
from desktop.theme import colour, font
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.actions import Actions
    from desktop.document import Document
    from desktop.panels.find import FindField

__all__ = ["MenuButton", "TitledMenuBar", "ToolBar"]

HEIGHT_PX = 46
ICON_PX = 18
CHEVRON_PX = 12


class MenuButton(QToolButton):
    """A button that opens a menu, with a chevron at its right end; ``framed`` draws a border."""

    def __init__(self, document: Document, framed: bool = False) -> None:
        super().__init__()
        self._document = document
        self._framed = framed
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))

    def sizeHint(self) -> QSize:
        """Room for the chevron."""
        hint = super().sizeHint()
        return QSize(hint.width() + CHEVRON_PX + (12 if self._framed else 4), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As usual, then border and chevron."""
        super().paintEvent(event)
        theme = self._document.scene.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._framed:
                painter.setPen(QPen(colour(theme, "border"), 1))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            middle = (self.height() - CHEVRON_PX) / 2
            left = self.width() - CHEVRON_PX - (10 if self._framed else 6)
            rect = QRectF(left, middle, CHEVRON_PX, CHEVRON_PX)
            paint_icon(painter, "chevd", rect, colour(theme, "text_3").name())


class ToolBar(QToolBar):
    """打开, 导出, undo, redo, the tools, 全区; find, date, light or dark, language."""

    def __init__(self, document: Document, actions: Actions, find: FindField, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._actions = actions
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setFixedHeight(HEIGHT_PX)
        self._named("open")
        self.export = MenuButton(document)
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        actions.grow(self.export.menu(), EXPORTS)
        self.addWidget(self.export)
        self.addSeparator()
        for command in ("undo", "redo"):
            self.addAction(actions[command])
        self.addSeparator()
        for command in ("tool_pan", "tool_box", "tool_measure"):
            self.addAction(actions[command])
        self._named("home")
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.addWidget(find)
        self._space(6)
        self.date = MenuButton(document, framed=True)
        self.addWidget(self.date)
        self._space(2)
        self.theme = QToolButton()
        self.language = QToolButton()
        for button in (self.theme, self.language):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.addWidget(button)
        self.theme.clicked.connect(self._turn_theme)
        self.language.clicked.connect(self._turn_language)
        document.scene_changed.connect(self._dress)
        self._dress()

    def _named(self, command: str) -> None:
        self.addAction(self._actions[command])
        button = self.widgetForAction(self._actions[command])
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

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
        ink = colour(scene.theme, "text_2").name()
        self.export.setText(words("bar.export"))
        self.export.setToolTip(words("bar.export.tip"))
        self.export.setIcon(icon("export", ink))
        self.date.setText(words("bar.as_of", date=f"{scene.as_of:%Y-%m}"))
        self.date.setToolTip(words("bar.as_of.tip"))
        self.theme.setIcon(icon("theme", ink))
        dark = scene.theme == "dark"
        self.theme.setToolTip(words("bar.to_light" if dark else "bar.to_dark"))
        self.theme.setAccessibleName(self.theme.toolTip())
        self.language.setText(words("bar.language"))
        self.language.setToolTip(words("bar.language.tip"))
        self._open_text()

    def _open_text(self) -> None:
        """Short words on the buttons, whole ones in the menus."""
        words = messages(self._document.scene.language)
        for command in ("open", "home"):
            self._actions[command].setIconText(words(f"bar.{command}"))


class TitledMenuBar(QMenuBar):
    """A menu bar with the program's name in its middle, where there is room."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
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
