"""The start of the window: nothing heavy before the first frame."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop.milestones import Milestones
from desktop.settings import read_settings, settings_file
from geo.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["run"]


def run(
    files: Sequence[Path] = (), register: Path | None = None, language: str | None = None, theme: str | None = None
) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    Parameters
    ----------
    files : sequence of Path
        Become layers once the map stands.
    register : Path, optional
        A steward's folder; the shipped register by default.
    language : {"zh", "en"}, optional
    theme : {"light", "dark"}, optional
        For this time only; the settings keep theirs.

    Raises
    ------
    ReadError
        Where the register has an error.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads take 50 ms; we multiply no matrices
    from PySide6.QtWidgets import QApplication

    from desktop.document import Document
    from desktop.session import Session
    from desktop.system import language_of, theme_of
    from desktop.theme import choose_style
    from layers.compose import compose
    from layers.register import read_register

    choose_style()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("yangpu-atlas")
    application.setDesktopFileName("yangpu-atlas")
    kept = read_settings(settings_file())
    asked = replace(kept, language=language or kept.language, theme=theme or kept.theme)
    scene = compose(read_register(register), theme_of(asked.theme), language_of(asked.language))
    session = Session(Document(scene), kept, asked.theme, Milestones(os.environ.get("BENCH_READY")))
    session.show(files)
    return application.exec()
