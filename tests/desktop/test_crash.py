"""Faults of ours are written down and told, never silent."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest

from desktop.crash import CrashGuard

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path]]:
    heard: list[tuple[str, Path]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    CrashGuard(lambda kind, log: heard.append((kind, log)), tmp_path / "log").install()
    return heard


def fail() -> None:
    raise ZeroDivisionError("a fault of ours")


def test_a_fault_is_told_and_written_down(told: list[tuple[str, Path]]) -> None:
    try:
        fail()
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    ((kind, log),) = told
    assert kind == "ZeroDivisionError"
    text = log.read_text(encoding="utf-8")
    assert "a fault of ours" in text
    assert "in fail" in text


def test_a_fault_on_another_thread_too(told: list[tuple[str, Path]]) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert [kind for kind, _ in told] == ["ZeroDivisionError"]


def test_a_fault_while_telling_is_not_told_again(tmp_path: Path) -> None:
    calls = []

    def tell(kind: str, log: Path) -> None:
        calls.append(kind)
        guard.caught(RuntimeError, RuntimeError("while telling"), None)

    guard = CrashGuard(tell, tmp_path)
    guard.caught(ValueError, ValueError("first"), None)
    assert calls == ["ValueError"]
    assert "while telling" in (tmp_path / "window.log").read_text(encoding="utf-8")
