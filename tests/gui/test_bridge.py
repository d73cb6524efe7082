"""Other threads reach the window through the bridge only."""

import logging
from functools import partial
from threading import Thread, get_ident

import pytest
from pytestqt.qtbot import QtBot

from app.gui.bridge import Bridge


def test_a_call_from_another_thread_runs_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    bridge, ran_on = Bridge(), list[int]()
    thread = Thread(target=lambda: bridge.post(lambda: ran_on.append(get_ident())))
    thread.start()
    thread.join()
    assert ran_on == []
    qtbot.waitUntil(lambda: bool(ran_on))
    assert ran_on == [get_ident()]


def test_calls_run_in_the_order_they_were_posted(qtbot: QtBot) -> None:
    bridge, order = Bridge(), list[int]()
    for number in range(1000):
        bridge.post(partial(order.append, number))
    qtbot.waitUntil(lambda: len(order) == 1000)
    assert order == list(range(1000))


def test_a_call_that_fails_is_reported_and_the_next_one_runs(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    bridge, failures, ran = Bridge(), list[object](), list[int]()
    bridge.failed.connect(failures.append)
    bridge.post(lambda: ran.append(1 // 0))
    bridge.post(lambda: ran.append(2))
    with caplog.at_level(logging.CRITICAL):
        qtbot.waitUntil(lambda: bool(ran))
    assert ran == [2]
    assert isinstance(failures[0], ZeroDivisionError)
