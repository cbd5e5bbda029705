"""Compacting the history in the window: how large it is, up to which day, and what came of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.storage import compaction as storage_compaction
from hdplanner.storage.compaction import LogSize
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import compaction
from hdplanner.ui.file.versions_keeper import VersionKeeper
from tests.ui.file.test_versions import listed, settle, told, window

__all__ = ["told", "window"]


def test_the_dialog_says_how_large_the_history_is(opened: AppContext, window: QWidget, qtbot: QtBot) -> None:
    dialog = compaction.ask_compact(opened, window)
    settle(opened, qtbot)
    assert dialog.size_line.text().startswith("The history takes 0.0 MB of the ")
    assert "It goes back to " in dialog.size_line.text()
    dialog.reject()


def test_a_day_that_has_not_come_is_refused(opened: AppContext, window: QWidget) -> None:
    dialog = compaction.CompactDialog(opened, date(2026, 3, 1), window)
    days: list[date] = []
    dialog.wanted.connect(days.append)
    for day in (None, date(2026, 3, 2)):
        dialog.choose(day)
        dialog.attempt()
        assert dialog.wrong.text()
    assert days == []
    dialog.choose(date(2026, 2, 1))
    dialog.attempt()
    assert days == [date(2026, 2, 1)]


def test_the_day_is_a_year_ago_at_first(opened: AppContext, window: QWidget) -> None:
    dialog = compaction.CompactDialog(opened, date(2026, 3, 1), window)
    days: list[date] = []
    dialog.wanted.connect(days.append)
    dialog.attempt()
    assert days == [date(2025, 3, 1)]


def test_what_is_older_goes_and_undo_stops_there(
    opened: AppContext, window: QWidget, qtbot: QtBot, told: list[str]
) -> None:
    assert opened.gateway.state().undo is not None
    compaction.compact(opened, date(2999, 1, 1))
    settle(opened, qtbot)
    assert "steps were compacted. The file takes " in told[-1]
    assert opened.gateway.state().undo is None
    assert len(listed(opened).versions) == 1


def test_nothing_older_is_said_so(opened: AppContext, window: QWidget, qtbot: QtBot, told: list[str]) -> None:
    compaction.compact(opened, date(2001, 1, 1))
    settle(opened, qtbot)
    assert told == ["No step is older than that, so nothing was done."]


def test_a_long_history_is_told_once_with_the_way_to_compact_it(
    opened: AppContext, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    size = LogSize(60_000_000, 80_000_000, None, large=True)
    monkeypatch.setattr(storage_compaction, "large_log", lambda _source: size)
    keeper = VersionKeeper(opened, window)
    for _time in range(2):
        keeper.keep_at_opening()
        settle(keeper, qtbot)
    assert told == ["The history takes 60 MB of the 80 MB of this file. What is old in it can be taken out."]
