"""What the desktop that we run on wants: light or dark, which language, how much motion."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.commands.voice import chosen_language

if TYPE_CHECKING:
    from layers.provenance import Language
    from layers.style import Theme

__all__ = ["keeps_still", "language_of", "theme_of"]


def theme_of(wanted: str) -> Theme:
    """Light or dark; what the system has where ``system`` is wanted."""
    if wanted == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"
    return cast("Theme", wanted)


def language_of(wanted: str) -> Language:
    """Chinese or English; for ``system`` Chinese also where it speaks neither, or says nothing."""
    if wanted != "system":
        return cast("Language", wanted)
    if not sys.platform.startswith("linux"):
        from PySide6.QtCore import QLocale  # 20 ms for its thousand names of languages and lands

        return "en" if QLocale.system().language() == QLocale.Language.English else "zh"
    return chosen_language((), os.environ)


def keeps_still() -> bool:
    """Whether programs are asked for less motion."""
    from PySide6.QtWidgets import QApplication, QStyle  # 20 ms for the thousand names of a style's parts

    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
