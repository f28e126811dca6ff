"""Work beside the window: signals, cancel, faults."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from desktop.work import CancelledError, Pulse, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def outcome(qtbot: QtBot, function: Callable[[Pulse], Any], cancel: bool = False) -> dict[str, list[object]]:
    work = Work(function)
    heard: dict[str, list[object]] = {"progressed": [], "returned": [], "errored": []}
    for name, found in heard.items():
        getattr(work, name).connect(found.append)
    with qtbot.waitSignal(work.finished):
        work.start()
        if cancel:
            work.cancel()
    work.wait()
    return heard


def test_a_result_arrives_with_progress(qtbot: QtBot) -> None:
    def function(pulse: Pulse) -> str:
        pulse.beat(0.5)
        return threading.current_thread().name

    heard = outcome(qtbot, function)
    assert heard == {"progressed": [0.5], "returned": ["work"], "errored": []}


def test_an_error_arrives_as_itself(qtbot: QtBot) -> None:
    error = ValueError("no")

    def function(pulse: Pulse) -> None:
        raise error

    heard = outcome(qtbot, function)
    assert heard["errored"] == [error]
    assert heard["returned"] == []


def test_cancelled_work_says_nothing_but_that_it_ended(qtbot: QtBot) -> None:
    go = threading.Event()

    def function(pulse: Pulse) -> str:
        while not pulse.cancelled:
            go.wait(0.001)
        pulse.beat(0.9)
        return "too late"

    assert outcome(qtbot, function, cancel=True) == {"progressed": [], "returned": [], "errored": []}


def test_a_pulse_stops_the_function_where_it_beats() -> None:
    pulse = Pulse()
    pulse.beat(0.1)
    pulse.cancel()
    with pytest.raises(CancelledError):
        pulse.beat(0.2)
