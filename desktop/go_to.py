"""Go to coordinates: a field that says, while one types, what it understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from desktop.coordinates import crs_text
from desktop.theme import colour, font
from geo.position_text import PositionError, read_position
from geo.readout import degrees_text
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.coordinates import Coordinates
    from desktop.document import Document
    from geo.position_text import Position

__all__ = ["GoToDialog"]

WIDTH_PX = 440


class GoToDialog(QDialog):
    """Asks for a position.

    Signals
    -------
    wanted : (longitude, latitude)
        WGS 84 degrees; the dialog closes.
    """

    wanted = Signal(float, float)

    def __init__(
        self,
        document: Document,
        coordinates: Coordinates,
        near: Callable[[], tuple[float, float]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._coordinates, self._near = document, coordinates, near
        self._found: Position | None = None
        self.field = QLineEdit()
        self.field.setFont(font(14))
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.examples = QLabel()
        self.examples.setTextFormat(Qt.TextFormat.PlainText)
        self.examples.setFont(font(12))
        self.go, self.close_button = QPushButton(), QPushButton()
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.field.textChanged.connect(self._read)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        for widget in (self.field, self.answer, self.examples):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH_PX)
        document.scene_changed.connect(self._dress)
        coordinates.changed.connect(self._read)
        self._dress()

    def open(self) -> None:
        """Ask anew, with what was typed before selected."""
        self._coordinates.prepare()  # metres will need it, and typing takes longer
        self._read()
        super().open()
        self.field.selectAll()
        self.field.setFocus()

    def accept(self) -> None:
        """Go there, where the text is understood."""
        self._read()
        if self._found is not None:
            super().accept()
            self.wanted.emit(self._found.lon, self._found.lat)

    def _read(self) -> None:
        words, text = messages(self._document.scene.language), self.field.text()
        ink = "text_2"
        self._found = None
        try:
            self._found = read_position(text, self._coordinates.chosen, self._near())
        except PositionError as error:
            said = words.error(error)
            ink = "text_3" if error.code == "position.empty" else "error"
        else:
            found = self._found
            system = {"EPSG:4326": "wgs84", "EPSG:32651": "utm51", "GCJ-02": "gcj02"}.get(found.crs, "cgcs2000")
            name = crs_text(words, system, found.crs)  # type: ignore[arg-type]
            said = words("go_to.read", place=degrees_text(found.lon, found.lat), crs=name)
            said += "\n" + words("go_to.swapped") if found.swapped else ""
        self.answer.setText(said)
        self.answer.setStyleSheet(f"color: {colour(self._document.scene.theme, ink).name()}")
        self.answer.setMinimumHeight(2 * self.answer.fontMetrics().lineSpacing() + 2)
        self.go.setEnabled(self._found is not None)

    def _dress(self, *_: object) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        self.setWindowTitle(words("go_to.title"))
        self.field.setAccessibleName(words("go_to.title"))
        self.field.setPlaceholderText(words("go_to.hint"))
        self.examples.setText(words("go_to.examples"))
        self.examples.setStyleSheet(f"color: {colour(scene.theme, 'text_3').name()}")
        self.go.setText(words("go_to.go"))
        self.close_button.setText(words("panel.close"))
        self._read()
