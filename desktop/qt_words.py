"""The words of Qt's own dialogs, from Qt's translation files where they are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from layers.provenance import Language

__all__ = ["speak_qt"]

_LOCALES = {"zh": "zh_CN", "en": "en_GB"}
_installed: list[QTranslator] = []  # Qt keeps no reference of its own


def speak_qt(language: Language) -> bool:
    """Have Qt's dialogs and buttons speak a language; whether its words were found."""
    application = QCoreApplication.instance()
    while application is not None and _installed:
        application.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(_LOCALES[language]))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if application is None or not translator.load(f"qtbase_{_LOCALES[language]}", folder):
        return language == "en"  # Qt's own English needs no file
    _installed.append(translator)
    return application.installTranslator(translator)
