from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Influence, Position, StakeholderKind
from hdplanner.ui.common.form import ChoiceField, DateField, LineField, ProseField, WrapField, read_day
from hdplanner.ui.common.scales import PositionShapes, StepBars
from hdplanner.ui.common.theme import Theme

Show = Callable[..., None]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Puts fields on a page that lives as long as the test."""
    pages: list[QWidget] = []

    def put(*fields: QWidget) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        for field in fields:
            column.addWidget(field)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(400, 300)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

    yield put
    pages.clear()


@pytest.mark.parametrize("kind", [LineField, WrapField])
def test_a_line_commits_once_on_enter_and_not_again_on_leaving(
    kind: type[LineField] | type[WrapField], qtbot: QtBot, show: Show
) -> None:
    field, other = kind("Name"), LineField("Other")
    show(field, other)
    heard: list[str] = []
    field.committed.connect(heard.append)
    field.show_value("Radio")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Radio One")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    other.setFocus()
    assert heard == ["Radio One"]


def test_leaving_commits_and_escape_takes_back(qtbot: QtBot, show: Show) -> None:
    field, other = ProseField("Note"), LineField("Other")
    show(field, other)
    heard: list[str] = []
    field.committed.connect(heard.append)
    field.show_value("old")
    field.setFocus()
    field.setPlainText("half")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    other.setFocus()
    assert (heard, field.toPlainText()) == ([], "old")
    field.setFocus()
    field.setPlainText("whole\nsecond line")
    other.setFocus()
    assert heard == ["whole\nsecond line"]


def test_a_refresh_does_not_take_words_out_of_the_hands_of_who_writes(qtbot: QtBot, show: Show) -> None:
    field = LineField("Name")
    show(field)
    field.show_value("old")
    field.setFocus()
    field.setText("half wri")
    field.show_value("from elsewhere")
    assert field.text() == "half wri"


def test_a_text_runs_in_its_own_direction(qtbot: QtBot, show: Show) -> None:
    field = LineField("Name")
    show(field)
    field.show_value("وزارة المالية")
    assert field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    field.show_value("2026 Ministry")
    assert field.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_choice_commits_what_the_person_picks_and_not_what_is_shown(qtbot: QtBot, show: Show) -> None:
    field = ChoiceField("Kind", [(None, "Not said"), *[(kind, kind.text) for kind in StakeholderKind]])
    show(field)
    heard: list[object] = []
    field.committed.connect(heard.append)
    field.show_value(StakeholderKind.POST)
    assert (heard, field.value()) == ([], StakeholderKind.POST)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert heard == [StakeholderKind.PERSON]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("5 Dec 2026", date(2026, 12, 5)),
        ("5.12.2026", date(2026, 12, 5)),
        ("0026-12-05", None),
        ("2026-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_usual_ways(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_a_day_that_is_none_is_marked_and_not_committed(qtbot: QtBot, show: Show, theme: Theme) -> None:
    field = DateField("Review by", theme)
    show(field)
    heard: list[object] = []
    field.committed.connect(heard.append)
    field.show_value(date(2026, 12, 5))
    field.line.setFocus()
    field.line.setText("some day")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (heard, field.line.property("wrong")) == ([], True)
    field.line.setText("2026-12-06")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (heard, field.line.property("wrong")) == ([date(2026, 12, 6)], False)
    field.line.setText("")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard[-1] is None


def test_a_click_on_a_bar_rates_at_once(qtbot: QtBot, show: Show, theme: Theme) -> None:
    field = StepBars("Influence", Influence, theme)
    show(field)
    heard: list[int] = []
    field.committed.connect(heard.append)
    assert (field.step, field.accessibleDescription()) == (None, "Not assessed")
    place = field.step_rect(4).center()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert (heard, field.step, field.accessibleDescription()) == ([4], 4, "High")


def test_arrow_keys_rate_when_they_pause(qtbot: QtBot, show: Show, theme: Theme) -> None:
    field = PositionShapes("Position", Position, theme)
    show(field)
    heard: list[int] = []
    field.committed.connect(heard.append)
    field.show_value(-2)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [0], timeout=3000)


def test_bars_mirror_with_the_window(qtbot: QtBot, show: Show, theme: Theme) -> None:
    field = StepBars("Influence", Influence, theme)
    show(field)
    left = field.step_rect(1).left()
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field.step_rect(1).left() > left
    assert field.step_at(field.step_rect(5).center().x()) == 5


def test_prose_begins_at_the_side_where_its_text_begins(qtbot: QtBot) -> None:
    field = ProseField("Text")
    qtbot.addWidget(field)
    field.setPlainText("السرعة توفر المال")
    assert field.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight
    field.setPlainText("Speed saves money")
    assert not field.document().defaultTextOption().alignment() & Qt.AlignmentFlag.AlignRight


def test_prose_is_as_high_as_the_lines_of_its_script(qtbot: QtBot) -> None:
    field = ProseField("Text")
    qtbot.addWidget(field)
    field.resize(400, 40)
    field.show()
    field.setPlainText("\n".join(["السرعةُ توفِّرُ المالَ"] * 4))
    block, high = field.document().firstBlock(), 0.0
    while block.isValid():
        high += field.blockBoundingRect(block).height()
        block = block.next()
    assert field.height() >= high


def test_a_text_of_a_megabyte_is_handed_on_to_be_refused_and_never_laid_out(qtbot: QtBot) -> None:
    field = ProseField("Note")
    qtbot.addWidget(field)
    field.show_value("As it was")
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)

    with qtbot.waitSignal(field.committed) as heard:
        field.insertFromMimeData(pasted)

    assert len(heard.args[0]) == 1_000_000
    assert field.toPlainText() == "As it was"


def test_a_long_line_that_is_pasted_loses_its_line_ends_only(qtbot: QtBot) -> None:
    field = WrapField("Title")
    qtbot.addWidget(field)
    pasted = QMimeData()
    pasted.setText("One\ntwo\t three")
    field.insertFromMimeData(pasted)
    assert field.toPlainText() == "One two three"
