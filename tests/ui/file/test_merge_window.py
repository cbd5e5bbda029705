"""What a merge will do, decided by the keyboard and the pointer: nothing is applied by the window itself."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hdplanner import files
from hdplanner.errors import DiskFullError
from hdplanner.services.merge_rows import Act, Draft, Outcome, ShownMerge
from hdplanner.storage.merge_rows import Answer, Decision
from hdplanner.ui.common import prompts
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.file.merge_report import MergeReportDialog
from hdplanner.ui.file.merge_window import DECIDE, INCOMING, MergeDialog
from tests.ui.file.merges import VERBS, change, conflict, merge

THREE = (
    conflict("a"),
    conflict("b", title="Note"),
    conflict(
        "c", record="Radio Varenia", verbs={Answer.MINE: "Keep it", Answer.THEIRS: "Delete it"}, draft=None
    ),
)


@pytest.fixture(autouse=True)
def leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closes a window at the end of a test means it."""
    monkeypatch.setattr(prompts, "ask", lambda *_what: True)


def _dialog(qtbot: QtBot, theme: Theme, shown: ShownMerge) -> MergeDialog:
    made = MergeDialog(shown, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def _lists(dialog: MergeDialog) -> list[tuple[str, list[tuple[str, str]]]]:
    model = dialog.conflicts.lines
    found = []
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        lines = [
            (model.index(line, 0, top).data(), model.index(line, 1, top).data())
            for line in range(model.rowCount(top))
        ]
        found.append((top.data(), lines))
    return found


def test_conflicts_stand_below_their_records_and_are_open_at_first(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    assert _lists(dialog) == [
        ("Ministry of Finance", [("Mandate", "Open"), ("Note", "Open")]),
        ("Radio Varenia", [("Mandate", "Open")]),
    ]
    assert dialog.decisions == {}
    assert dialog.count.text().startswith("3 are left open")


def test_the_keys_one_to_four_answer_and_the_arrows_go_on(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.conflicts.setFocus()
    qtbot.waitUntil(dialog.conflicts.hasFocus)
    QTest.keyClick(dialog.conflicts, Qt.Key.Key_2)
    QTest.keyClick(dialog.conflicts, Qt.Key.Key_Down)
    QTest.keyClick(dialog.conflicts, Qt.Key.Key_3)
    assert dialog.decisions == {"a": Decision(Answer.THEIRS), "b": Decision(Answer.BOTH)}
    assert _lists(dialog)[0][1] == [("Mandate", "Take theirs"), ("Note", "Take both")]
    QTest.keyClick(dialog.conflicts, Qt.Key.Key_0)
    assert dialog.decisions == {"a": Decision(Answer.THEIRS)}


def test_an_answer_that_makes_no_sense_for_a_conflict_is_not_taken(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.conflicts.go_to("c")
    dialog.pane.answer_key(3)
    dialog.pane.answer_key(4)
    assert dialog.decisions == {}
    dialog.pane.answer_key(2)
    assert dialog.decisions == {"c": Decision(Answer.THEIRS)}


def test_a_new_wording_begins_with_the_draft_and_follows_what_is_written(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.pane.answer(Answer.EDITED)
    assert dialog.decisions["a"] == Decision(Answer.EDITED, "Mine\n\nTheirs")
    dialog.pane.draft.text.setPlainText("Both in one")
    assert dialog.decisions["a"] == Decision(Answer.EDITED, "Both in one")
    dialog.conflicts.go_to("b")
    assert dialog.pane.draft.isHidden()
    dialog.conflicts.go_to("a")
    assert dialog.pane.draft.text.toPlainText() == "Both in one"


def test_escape_goes_back_to_the_draft_and_not_out_of_the_window(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.pane.answer(Answer.EDITED)
    dialog.pane.draft.text.setPlainText("Something else")
    QTest.keyClick(dialog.pane.draft.text, Qt.Key.Key_Escape)
    assert dialog.decisions["a"] == Decision(Answer.EDITED, "Mine\n\nTheirs")
    assert dialog.isVisible()


def test_digits_can_be_written_into_a_new_wording(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.pane.answer(Answer.EDITED)
    dialog.pane.draft.text.setPlainText("")
    qtbot.waitUntil(dialog.pane.draft.text.hasFocus)
    QTest.keyClicks(dialog.pane.draft.text, "112")
    assert dialog.decisions["a"] == Decision(Answer.EDITED, "112")


def test_a_new_wording_that_is_too_long_is_told_and_not_taken(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.pane.answer(Answer.EDITED)
    dialog.pane.draft.text.setPlainText("x" * 41)
    assert "a" not in dialog.decisions
    assert "40 characters" in dialog.pane.draft.wrong.text()
    dialog.pane.draft.text.setPlainText("x" * 40)
    assert dialog.decisions["a"].value == "x" * 40


def test_another_value_of_a_list_can_be_chosen(qtbot: QtBot, theme: Theme) -> None:
    steps = Draft(3, options=((None, "Not assessed"), (3, "Moderate"), (4, "High")))
    dialog = _dialog(qtbot, theme, merge((conflict("a", title="Influence", draft=steps),)))
    dialog.pane.answer(Answer.EDITED)
    assert dialog.decisions["a"] == Decision(Answer.EDITED, 3)
    dialog.pane.draft.choice.show_value(4)
    dialog.pane.draft.choice.committed.emit(4)
    assert dialog.decisions["a"] == Decision(Answer.EDITED, 4)
    dialog.pane.draft.choice.show_value(None)
    dialog.pane.draft.choice.committed.emit(None)
    assert dialog.decisions["a"] == Decision(Answer.EDITED, None)


def test_a_click_on_a_side_takes_it(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    QTest.mouseClick(dialog.pane.theirs, Qt.MouseButton.LeftButton)
    assert dialog.decisions == {"a": Decision(Answer.THEIRS)}


def test_a_side_can_be_taken_for_a_record_or_for_all_and_all_left_open_again(
    qtbot: QtBot, theme: Theme
) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    entries = {entry.text(): entry for entry in dialog.all.menu().actions()}
    entries["Take all mine of this record"].trigger()
    assert dialog.decisions == {"a": Decision(Answer.MINE), "b": Decision(Answer.MINE)}
    entries["Take all theirs"].trigger()
    assert set(dialog.decisions) == {"a", "b", "c"}
    assert {one.answer for one in dialog.decisions.values()} == {Answer.THEIRS}
    assert dialog.count.text().startswith("All is decided.")
    entries["Leave all open"].trigger()
    assert dialog.decisions == {}


def test_the_next_open_conflict_is_found_behind_and_before(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.take(Answer.MINE, ["b"])
    dialog.go_to_next()
    assert dialog.conflicts.current_key() == "c"
    dialog.pane.answer(Answer.MINE)
    dialog.go_to_next()
    assert dialog.conflicts.current_key() == "a"
    dialog.pane.answer(Answer.MINE)
    assert not dialog.next.isEnabled()


def test_leaving_after_a_decision_is_asked_about_and_keeps_the_window(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(_parent: object, title: str, *_more: str) -> bool:
        asked.append(title)
        return False

    monkeypatch.setattr(prompts, "ask", stay)
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.pane.answer(Answer.MINE)
    dialog.reject()
    assert asked == ["Leave without merging?"]
    assert dialog.isVisible()
    dialog.take(None, ["a"])
    dialog.reject()
    assert len(asked) == 1
    assert not dialog.isVisible()


def test_what_comes_in_stands_by_kind_and_shows_its_fields(qtbot: QtBot, theme: Theme) -> None:
    changes = (change("1"), change("2", act=Act.ADDED), change("3", "tie", Act.DELETED))
    dialog = _dialog(qtbot, theme, merge((), changes))
    assert dialog.lists.current() == INCOMING
    model = dialog.incoming.lines
    tops = [model.index(row, column).data() for row in range(model.rowCount()) for column in (0, 1)]
    assert tops == ["Stakeholder", "2 records", "Tie", "1 record"]
    dialog.incoming.go_to("stakeholder:1")
    assert dialog.change.record.text() == "Body 1"
    assert dialog.change.title.text() == "Stakeholder, Changed"
    assert not dialog.all.isVisible()
    dialog.lists.choose(DECIDE)
    assert dialog.nothing.text() == "Nothing is in conflict."


def test_a_thousand_conflicts_and_five_thousand_records_are_lines_of_a_model(
    qtbot: QtBot, theme: Theme
) -> None:
    conflicts = tuple(conflict(str(n), record=f"Body {n // 2}") for n in range(1_000))
    changes = tuple(change(str(n), act=Act.ADDED) for n in range(5_000))
    dialog = _dialog(qtbot, theme, merge(conflicts, changes))
    before = len(dialog.findChildren(QObject))
    dialog.take(Answer.THEIRS, [one.key for one in conflicts])
    dialog.lists.choose(INCOMING)
    dialog.incoming.expandAll()
    assert len(dialog.decisions) == 1_000
    assert dialog.incoming.lines.rowCount(dialog.incoming.lines.index(0, 0)) == 5_000
    assert len(dialog.findChildren(QObject)) - before < 60, "no widget per row"


def test_every_line_says_what_was_decided_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    dialog = _dialog(qtbot, theme, merge(THREE))
    dialog.pane.answer(Answer.MINE)
    index = dialog.conflicts.lines.index_of("a")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Mandate: Take mine"
    assert dialog.pane.mine.accessibleName() == "In this file: Mine"
    assert "taken" in dialog.pane.mine.findChildren(type(dialog.pane.why))[0].text()


@pytest.fixture
def outcome() -> Outcome:
    formula = conflict("d", record="=cmd()", verbs=VERBS)
    return Outcome(merge((*THREE, formula), (change("1"),)), {"a": Decision(Answer.MINE)})


def test_the_report_can_be_copied(qtbot: QtBot, outcome: Outcome) -> None:
    dialog = MergeReportDialog(outcome)
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert "3 conflicts were left open." in dialog.text.toPlainText()


def test_the_report_is_saved_as_a_text_or_a_table_in_which_no_cell_is_a_formula(
    qtbot: QtBot, outcome: Outcome, tmp_path: Path
) -> None:
    dialog = MergeReportDialog(outcome)
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == dialog.text.toPlainText()
    dialog.save(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    assert len(rows) == 1 + 1 + 4
    assert rows[-1][2] == "'=cmd()"
    assert dialog.said.text() == "The report was saved as report.csv."


def test_a_report_that_cannot_be_saved_is_told(
    qtbot: QtBot, outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _content: bytes) -> None:
        raise DiskFullError(path)

    monkeypatch.setattr(files, "write_atomically", full)
    dialog = MergeReportDialog(outcome)
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "report.txt")
    assert dialog.said.text().startswith("The disk that holds report.txt is full.")
