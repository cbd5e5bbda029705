from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.services import assessments, stakeholders
from hdplanner.services.history import HistoryFilter
from hdplanner.ui.context import AppContext
from hdplanner.ui.file import history
from hdplanner.ui.file.history_model import DayLine
from hdplanner.ui.file.history_window import HistoryWindow

DAY = date(2026, 3, 1)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def shown(opened: AppContext, window: QWidget, qtbot: QtBot) -> HistoryWindow:
    made = history.show_history(opened, window)
    qtbot.waitUntil(lambda: not made.model.reading)
    return made


def sentences(shown: HistoryWindow) -> list[str]:
    """The steps in the list, newest first."""
    lines = [shown.model.line_at(row) for row in range(shown.model.rowCount())]
    return [line.sentence for line in lines if not isinstance(line, DayLine)]


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def by_name(context: AppContext, name: str) -> str:
    return context.gateway.document.read(lambda s: stakeholders.find_stakeholder(s, name))


def update(context: AppContext, which: str, **values: Any) -> str:
    key = by_name(context, which)
    context.gateway.run(
        "stakeholder.update",
        stakeholders.update_stakeholders,
        about={"stakeholder": key},
        ids=[key],
        **values,
    )
    return key


def number_of(shown: HistoryWindow, sentence: str) -> int:
    """The number of the newest step of this name."""
    place = next(
        row
        for row in range(shown.model.rowCount())
        if getattr(shown.model.line_at(row), "sentence", "") == sentence
    )
    step = shown.model.step_at(shown.model.index(place, 0))
    assert step is not None
    return step.number


def test_the_list_begins_with_the_newest_step_below_its_day(shown: HistoryWindow) -> None:
    assert isinstance(shown.model.line_at(0), DayLine)
    assert sentences(shown)[0] == "Add Union of mayors"
    assert sentences(shown)[-1] == "Start a new plan"
    assert shown.count.text() == "6 steps"
    step = shown.model.step_at(shown.list.currentIndex())
    assert step is not None
    assert step.sentence == "Add Union of mayors"
    assert shown.details.title.text() == "Add Union of mayors"


def test_a_step_is_told_field_by_field(opened: AppContext, shown: HistoryWindow, qtbot: QtBot) -> None:
    update(opened, "Radio Varenia", country="KE")
    qtbot.waitUntil(lambda: sentences(shown)[0] == "Change Radio Varenia")
    shown.list.go_to_first()
    qtbot.waitUntil(lambda: "Stakeholder: Radio Varenia (changed)" in texts(shown.details))
    assert texts(shown.details)[-3:] == ["Country", "empty", "KE"]


def test_the_window_follows_what_is_done_beside_it_and_keeps_its_place(
    opened: AppContext, shown: HistoryWindow, qtbot: QtBot
) -> None:
    assert shown.list.go_to(number_of(shown, "Start a new plan"))
    update(opened, "Radio Varenia", country="KE")
    qtbot.waitUntil(lambda: len(sentences(shown)) == 7)
    step = shown.model.step_at(shown.list.currentIndex())
    assert step is not None
    assert step.sentence == "Start a new plan"


def test_words_person_and_kind_filter_the_list(shown: HistoryWindow, qtbot: QtBot) -> None:
    shown.filters.text.setText("radio")
    qtbot.waitUntil(lambda: len(sentences(shown)) == 2 and not shown.model.reading)
    shown.filters.kind.show_value("assessment")
    shown.filters.changed.emit()
    assert sentences(shown) == ["Move Radio Varenia"]
    shown.filters.text.setText("no such word")
    qtbot.waitUntil(lambda: shown.none.isVisible())
    assert not shown.list.isVisible()
    assert not shown.back.isEnabled()
    assert shown.filters.author.count() == 2


def test_days_filter_the_list(shown: HistoryWindow) -> None:
    newest = shown.model.line_at(1)
    assert not isinstance(newest, DayLine)
    shown.filters.since.committed.emit(newest.at.date())
    assert len(sentences(shown)) == 6
    shown.filters.until.committed.emit(date(2020, 1, 1))
    assert sentences(shown) == []


def test_the_history_of_one_record_and_back_to_all(
    opened: AppContext, shown: HistoryWindow, window: QWidget
) -> None:
    again = history.show_history(opened, window, ("stakeholder", by_name(opened, "Radio Varenia")))
    assert again is shown
    assert shown.title.text() == "History of Radio Varenia"
    assert sentences(shown) == ["Move Radio Varenia", "Add Radio Varenia"]
    shown.whole.click()
    assert len(sentences(shown)) == 6
    assert not shown.whole.isVisible()


def test_undo_up_to_here_takes_back_all_and_one_click_brings_it_back(
    opened: AppContext, shown: HistoryWindow, qtbot: QtBot
) -> None:
    told: list[tuple[str, str, Any]] = []
    opened.told.connect(lambda *said: told.append(said))
    shown.list.go_to(number_of(shown, "Add Radio Varenia"))
    qtbot.mouseClick(shown.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][:2] == ("3 steps were taken back.", "Bring them back")
    qtbot.waitUntil(lambda: len(sentences(shown)) == 9)
    assert sentences(shown)[0] == "Undone: Add Radio Varenia"
    told[0][2]()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1][0] == "3 steps were made again."
    assert by_name(opened, "Union of mayors")


def test_what_a_file_begins_with_cannot_be_gone_back_behind(shown: HistoryWindow) -> None:
    shown.list.go_to(number_of(shown, "Start a new plan"))
    assert not shown.back.isEnabled()


def test_a_file_that_is_only_read_shows_its_history_and_undoes_nothing(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    path = opened.gateway.document.path
    assert path is not None
    opened.gateway.close()
    opened.gateway.open(path, read_only=True)
    shown = history.show_history(opened, window)
    assert len(sentences(shown)) == 6
    assert not shown.back.isEnabled()


def test_nothing_stays_on_the_screen_when_the_file_is_closed(
    opened: AppContext, shown: HistoryWindow
) -> None:
    opened.gateway.close()
    assert not shown.isVisible()
    assert shown.model.rowCount() == 0
    assert "Union of mayors" not in " ".join(texts(shown))


def test_the_history_goes_into_a_table_and_into_json(
    opened: AppContext, shown: HistoryWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    update(opened, "Radio Varenia", note="=HYPERLINK(1)")
    for name in ("history.csv", "history.json"):
        task = history.export(opened, tmp_path / name, HistoryFilter(text="radio"))
        with qtbot.waitSignal(task.finished):
            pass
    rows = list(csv.DictReader((tmp_path / "history.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0]["step"] == "Change Radio Varenia"
    assert (rows[0]["record"], rows[0]["field"], rows[0]["before"]) == ("Radio Varenia", "Note", "empty")
    assert rows[0]["after"] == "'=HYPERLINK(1)"
    told = json.loads((tmp_path / "history.json").read_text("utf-8"))
    assert [step["step"] for step in told["steps"]] == [
        "Change Radio Varenia",
        "Move Radio Varenia",
        "Add Radio Varenia",
    ]
    kinds = opened.gateway.document.on_file(
        lambda hand: [row[0] for row in hand.link.raw.execute("SELECT kind FROM access_log")]
    )
    assert kinds.count("export") == 2


def test_a_rating_shows_how_it_came_about(opened: AppContext, window: QWidget) -> None:
    key = by_name(opened, "Ministry of Finance")
    opened.gateway.run(
        "stakeholder.assess",
        assessments.assess,
        about={"stakeholder": key},
        campaign_id=opened.gateway.campaign_id,
        moves={key: {"influence": 3, "evidence": "Lost the vote"}},
        made_on=date(2026, 4, 1),
        author="Field adviser",
    )
    dialog = history.show_rating(opened, window, key, "influence")
    said = " ".join(texts(dialog))
    assert dialog.title.text() == "Influence: Ministry of Finance"
    assert said.index("Moderate (3)") < said.index("This holds now.") < said.index("Lost the vote")
    assert said.index("Lost the vote") < said.index("Decisive (5)") < said.index("No evidence was written.")
    dialog.close()


def test_a_record_is_shown_in_its_room_and_a_field_by_its_trail(
    opened: AppContext, shown: HistoryWindow, window: QWidget, qtbot: QtBot
) -> None:
    key = update(opened, "Radio Varenia", country="KE")
    qtbot.waitUntil(lambda: sentences(shown)[0] == "Change Radio Varenia")
    shown.list.go_to_first()
    links = {one.text(): one for one in shown.details.findChildren(QPushButton)}
    with qtbot.waitSignal(opened.navigated) as went:
        links["Show this record"].click()
    assert went.args == ["stakeholder", key]
    links["How this came about"].click()
    dialogs = [one for one in window.findChildren(QWidget) if one.windowTitle() == "How this came about"]
    assert "KE" in " ".join(texts(dialogs[0]))
    dialogs[0].close()


def test_undo_still_works_after_the_file_was_closed_and_opened_again(
    opened: AppContext, window: QWidget
) -> None:
    update(opened, "Radio Varenia", name="Radio of Varenia")
    path = opened.gateway.document.path
    assert path is not None
    opened.gateway.close()
    opened.gateway.open(path)
    assert opened.gateway.state().undo == "Change Radio of Varenia"
    opened.gateway.undo()
    assert by_name(opened, "Radio Varenia")
    opened.gateway.close()
    opened.gateway.open(path)
    assert opened.gateway.state().redo is not None
    opened.gateway.redo()
    assert by_name(opened, "Radio of Varenia")
    assert sentences(history.show_history(opened, window))[:3] == [
        "Done again: Change Radio of Varenia",
        "Undone: Change Radio of Varenia",
        "Change Radio of Varenia",
    ]


def test_a_long_history_is_fetched_while_one_scrolls_to_its_end(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    opened.gateway.document.on_file(lambda hand: long_log(hand, 3_000), writing=True)
    shown = history.show_history(opened, window)
    qtbot.waitUntil(lambda: not shown.model.reading)
    assert shown.model.rowCount() < 500
    assert shown.count.text().endswith("and more further down")
    while shown.model.canFetchMore(shown.list.rootIndex()):
        shown.list.scrollToBottom()
        shown.model.fetchMore(shown.list.rootIndex())
        qtbot.waitUntil(lambda: not shown.model.reading)
    assert shown.model.steps == 3_006
    assert shown.count.text() == "3,006 steps"


def test_a_rare_word_is_looked_for_in_bites_to_the_very_end(
    opened: AppContext, window: QWidget, qtbot: QtBot
) -> None:
    opened.gateway.document.on_file(lambda hand: long_log(hand, 3_000), writing=True)
    shown = history.show_history(opened, window)
    shown.filters.text.setText("varenia")
    qtbot.waitUntil(lambda: shown.count.text() == "Looking…")
    qtbot.waitUntil(lambda: not shown.model.reading and shown.count.text() == "3 steps")


def long_log(hand: Any, count: int) -> None:
    """Write steps of another year into the log."""
    raw = hand.link.raw
    with hand.link.writable(), hand.link.immediate():
        first = raw.execute("SELECT max(seq) FROM log_group").fetchone()[0] + 1
        raw.executemany(
            "INSERT INTO log_group (seq, id, kind, copy_id, author, at, schema, label_key, label_ids) "
            "VALUES (?, ?, 'edit', 'here', 'Ann', ?, 4, 'stakeholder.update', '{}')",
            (
                (first + n, f"step-{n}", f"2020-{1 + n % 12:02}-{1 + n % 28:02}T10:00:00.000+00:00")
                for n in range(count)
            ),
        )
