"""A run of the program: start, settings, and what is told when the map stands."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import session as session_module
from desktop.milestones import Milestones
from desktop.qt_words import speak_qt
from desktop.session import Session
from desktop.settings import Settings, read_settings
from desktop.system import language_of, theme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.document import Document


@pytest.fixture
def start(
    qtbot: QtBot, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Session]]:
    """Starts a session whose settings lie in a folder of the test's."""
    monkeypatch.setattr(session_module, "settings_file", lambda: tmp_path / "settings.json")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards, and so are the others
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("desktop.crash.CrashGuard.watch_signals", lambda _: None)
    begun: list[Session] = []

    def begin(settings: Settings | None = None, theme: str = "light") -> Session:
        made = Session(document, settings or Settings(), theme, Milestones(None))
        begun.append(made)
        qtbot.addWidget(made.window)
        with qtbot.waitSignal(made.window.surface.completed):
            made.show()
        qtbot.wait(1)
        return made

    yield begin
    for each in begun:
        each.window.close()
    speak_qt("en")  # other tests expect Qt's own words


def test_what_was_set_is_kept_when_the_window_closes(start: Callable[..., Session], tmp_path: Path) -> None:
    session = start()
    session.window.resize(1100, 700)
    session.window.commands["theme_dark"].trigger()
    session.window.commands["language_en"].trigger()
    session.window.commands["less_motion"].trigger()
    session.window.exporter.saved_in.emit("somewhere")
    session.window.close()
    kept = read_settings(tmp_path / "settings.json")
    assert (kept.theme, kept.language, kept.less_motion, kept.folder) == ("dark", "en", True, "somewhere")
    assert kept.geometry[2:] == (1100, 700)


def test_tools_are_kept_too_and_come_back_when_the_map_stands(
    start: Callable[..., Session], qtbot: QtBot, tmp_path: Path
) -> None:
    kept = Settings(coordinates="dms", overview=True, bookmarks=(("湾谷", 121.49, 31.32, 9000.0),))
    session = start(kept)
    tools = session.window.tools
    qtbot.waitUntil(lambda: tools.overview_open)
    assert session.window.coordinates.chosen == "dms"
    assert not tools.made("bookmarks")
    tools.bookmarks.rename(0, "湾谷 2")  # kept at once, whatever comes
    assert read_settings(tmp_path / "settings.json").bookmarks == (("湾谷 2", 121.49, 31.32, 9000.0),)
    session.window.commands["overview"].trigger()
    session.window.close()
    after = read_settings(tmp_path / "settings.json")
    assert (after.coordinates, after.overview) == ("dms", False)


def test_a_window_closed_before_the_map_stands_forgets_nothing(start: Callable[..., Session], tmp_path: Path) -> None:
    session = start(Settings(coordinates="gcj02", overview=True))
    session.window.surface.completed.disconnect()
    session.window.close()
    after = read_settings(tmp_path / "settings.json")
    assert (after.coordinates, after.overview) == ("gcj02", True)


def test_a_theme_for_one_time_is_not_kept(start: Callable[..., Session], tmp_path: Path) -> None:
    session = start(Settings(theme="light"), theme="dark")
    assert session.window.commands["theme_dark"].isChecked()
    session.window.close()
    assert read_settings(tmp_path / "settings.json").theme == "light"


def test_the_window_comes_back_where_it_was_if_a_screen_is_there(start: Callable[..., Session]) -> None:
    assert start(Settings(geometry=(10, 40, 760, 560))).window.geometry().getRect() == (10, 40, 760, 560)


def test_a_window_that_no_screen_shows_is_brought_back(start: Callable[..., Session]) -> None:
    place = start(Settings(geometry=(90_000, 40, 800, 600))).window.geometry()
    assert place.x() < 5_000


def test_a_window_larger_than_the_screen_is_made_to_fit(start: Callable[..., Session]) -> None:
    window = start(Settings(geometry=(10, 10, 5000, 4000))).window
    assert window.size() == window.screen().availableGeometry().size()


def test_a_missing_font_is_told_in_the_window_and_on_the_terminal(
    start: Callable[..., Session], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("desktop.paint.fonts.has_chinese", lambda: False)
    session = start()
    assert session.window.notices.text.startswith("No Chinese font was found: please install fonts-noto-cjk.")
    assert "fonts-noto-cjk" in capsys.readouterr().err
    assert session.settings.language == "system", "English is for this time only"


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_a_fault_is_told_in_a_dialog(
    start: Callable[..., Session], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session = start()
    monkeypatch.setattr("desktop.crash.log_folder", lambda: tmp_path)
    fault = ValueError("a fault of ours")
    session._guard.caught(ValueError, fault, None)
    box = session.window.findChild(QMessageBox)
    assert box is not None
    assert "ValueError" in box.text()
    assert "a fault of ours" in (tmp_path / "window.log").read_text(encoding="utf-8")
    box.close()


def test_system_means_what_the_system_says(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    assert language_of("en") == "en"
    assert theme_of("dark") == "dark"
    assert theme_of("system") in {"light", "dark"}
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for locale, language in {"en_GB.UTF-8": "en", "zh_CN.UTF-8": "zh", "C": "zh", "": "zh"}.items():
        monkeypatch.setenv("LANG", locale)
        assert language_of("system") == language


def test_a_start_reaches_its_milestones_and_ends(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    environment = {
        **os.environ,
        "BENCH_READY": str(ready),
        "DISPLAY": ":none",  # offscreen Qt asks no display
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "desktop.cli"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    labels = [line.split()[0] for line in ready.read_text(encoding="utf-8").splitlines()]
    times = [float(line.split()[1]) for line in ready.read_text(encoding="utf-8").splitlines()]
    assert labels == ["window", "ready"]
    assert times == sorted(times)


def test_qt_s_own_dialogs_speak_chinese_where_its_words_are_installed(qapp: QApplication) -> None:
    spoken = speak_qt("zh")
    cancel = qapp.translate("QPlatformTheme", "Cancel")
    assert cancel == ("取消" if spoken else "Cancel")
    assert speak_qt("en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
