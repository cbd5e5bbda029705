"""What stands around the views: the table, sequences, moving a decision, the workload, and the plan for elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import ActivityStatus, Audience, Channel
from hdplanner.services import activities, windows
from hdplanner.ui.channels.exports import AudienceDialog
from hdplanner.ui.channels.header import TABLE, TIMELINE, WORKLOAD
from hdplanner.ui.channels.page import ChannelsPage
from hdplanner.ui.channels.sequence_dialog import SequenceDialog, said_of
from hdplanner.ui.common import prompts
from tests.ui.channels.conftest import TODAY, VOTE, Plan


def _settled(qtbot: QtBot, check: Any) -> None:
    qtbot.waitUntil(check, timeout=4000)


# -- the table


def test_a_cell_is_edited_in_place_dates_too(page: ChannelsPage, plan: Plan, qtbot: QtBot) -> None:
    page.model.edited.emit(plan["letter"], "title", "Letter to the Ministry")
    _settled(qtbot, lambda: plan.row("letter").title == "Letter to the Ministry")
    page.model.edited.emit(plan["meeting"], "on", date(2026, 12, 4))
    _settled(qtbot, lambda: str(plan.row("meeting").starts_at) == "2026-12-04 14:30:00")
    page.model.edited.emit(plan["meeting"], "until", date(2026, 12, 5))
    _settled(qtbot, lambda: plan.row("meeting").until == date(2026, 12, 5))
    page.model.edited.emit(plan["meeting"], "on", None)
    _settled(qtbot, lambda: plan.row("meeting").on is None)
    assert plan.undo() == "Schedule Private meeting"


def test_a_cell_with_several_selected_changes_all_but_never_the_title(
    page: ChannelsPage, plan: Plan, qtbot: QtBot
) -> None:
    page.select([plan["letter"], plan["release"]])
    page.model.edited.emit(plan["letter"], "status", ActivityStatus.CONFIRMED)
    _settled(qtbot, lambda: plan.row("release").status is ActivityStatus.CONFIRMED)
    assert plan.undo() == "Change 2 activities"
    page.model.edited.emit(plan["letter"], "messenger", "Envoy")
    _settled(qtbot, lambda: plan.row("release").messenger == "Envoy")
    page.model.edited.emit(plan["letter"], "window", plan["budget"])
    _settled(qtbot, lambda: plan.row("release").window == "The budget")
    page.model.edited.emit(plan["letter"], "title", "Only this one")
    _settled(qtbot, lambda: plan.row("letter").title == "Only this one")
    assert plan.row("release").title == "Press release"


def test_the_table_is_sorted_by_day_filled_down_and_copied(page: ChannelsPage, plan: Plan) -> None:
    page.header.view.choose(TABLE)
    titles = [row.title for row in page.model.shown_rows()]
    assert titles == ["Letter", "Private meeting", "Press release", "Hearing", "Field visit"]
    page.select([plan["letter"], plan["meeting"]])
    table = page.table_pane.table
    keys = [column.key for column in page.model.columns]
    table.setCurrentIndex(page.model.index(0, keys.index("channel")))
    page.select([plan["letter"], plan["meeting"]])
    page.table_pane.fill_down()
    assert plan.row("meeting").channel is Channel.LETTER
    page.copy()
    assert "Private meeting\t3 Dec 2026\tMinistry of Finance" in QGuiApplication.clipboard().text()


def test_the_filter_row_of_the_table_holds_in_the_other_views(page: ChannelsPage, plan: Plan) -> None:
    page.header.view.choose(TABLE)
    page.table_pane.filters_button.click()
    page.model.filter_cells({"title": "press"})
    page.header.view.choose(TIMELINE)
    assert [row.title for row in page.views.timeline.rows] == ["Press release"]
    page.clear_filter()


def test_columns_are_remembered(page: ChannelsPage, plan: Plan, qtbot: QtBot) -> None:
    page.table_pane.table.arrangement.choose(["title", "on", "purpose"])
    again = ChannelsPage(plan.context)
    qtbot.addWidget(again)
    qtbot.addWidget(again.panel)
    shown = [key for key, _width in again.table_pane.table.arrangement.shown()]
    assert shown == ["title", "on", "purpose"]


# -- sequences


def test_a_sequence_shows_its_days_before_it_is_planned_and_is_one_step(
    page: ChannelsPage, plan: Plan, qtbot: QtBot
) -> None:
    plan.run(lambda s: windows.update_window(s, plan["vote"], decides_on=date(2027, 5, 1)))
    dialog = SequenceDialog(page.context, page.source, page.edits)
    qtbot.addWidget(dialog)
    dialog.decision.show_value(plan["vote"])
    dialog.decision.committed.emit(plan["vote"])
    dialog.choose("quiet-first")
    steps = dialog._steps.count()
    assert dialog.act.text() == f"Plan {steps} activities"
    dialog.audience.setText("Ministry of Finance")
    dialog.audience.editingFinished.emit()
    before = page.count()
    dialog.act.click()
    assert dialog.applied is not None
    assert page.count() == before + steps
    assert plan.undo() == "Plan a sequence towards The vote"
    made = [plan.row(key) for key in dialog.applied.ids]
    assert any(row.stakeholder == "Ministry of Finance" for row in made)
    assert all(row.window == "The vote" for row in made)
    assert any(row.depends_on for row in made)
    assert "activities are planned" in said_of(dialog.applied)
    page.context.gateway.undo()
    assert page.count() == before


def test_steps_whose_days_are_past_are_said_to_have_none(
    page: ChannelsPage, plan: Plan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    page.context.told.connect(lambda sentence, _verb, _act: told.append(sentence))

    def plan_it(dialog: SequenceDialog) -> bool:
        dialog.choose("quiet-first")
        dialog._on_apply()
        return True

    monkeypatch.setattr(SequenceDialog, "exec", plan_it)
    page.add_sequence()
    assert "since theirs are past" in told[0]
    assert "sign-off" in told[0]
    assert len(page.selection) > 5
    monkeypatch.setattr(SequenceDialog, "exec", lambda _dialog: False)
    page.add_sequence()
    assert len(told) == 1


# -- moving a decision


def test_a_decision_moves_with_what_hangs_on_it_as_one_step(page: ChannelsPage, plan: Plan) -> None:
    card = page.window_card
    page.header.menu.window_wanted.emit()
    assert card.isVisible()
    card.choice.show_value(plan["vote"])
    card.choice.committed.emit(plan["vote"])
    card.day.committed.emit(VOTE + timedelta(days=9))
    assert "1 activity with a date of its own hangs" in card.words.text()
    assert "1 activity is planned from this day" in card.words.text()
    assert card.along.text() == "Move them by 9 days"
    card.along.click()
    assert not card.isVisible()
    assert plan.row("letter").on == date(2026, 12, 3)
    assert plan.row("hearing").on == date(2026, 12, 20)
    assert plan.undo() == "Move The vote, with what hangs on it"
    page.context.gateway.undo()
    assert (plan.row("letter").on, plan.row("hearing").on) == (date(2026, 11, 24), date(2026, 12, 11))


def test_what_hangs_on_a_decision_can_be_left_where_it_is(page: ChannelsPage, plan: Plan) -> None:
    card = page.window_card
    card.start()
    card.choice.show_value(plan["vote"])
    card.choice.committed.emit(plan["vote"])
    assert not card.along.isEnabled()
    card.day.committed.emit(VOTE - timedelta(days=2))
    assert card.along.text() == "Move them 2 days earlier"
    card.alone.click()
    assert plan.row("letter").on == date(2026, 11, 24)
    assert plan.row("hearing").on == date(2026, 12, 9)


def test_a_decision_on_which_nothing_hangs_only_moves(page: ChannelsPage, plan: Plan) -> None:
    card = page.window_card
    card.start()
    assert card.choice.value() == plan["budget"]
    assert card.words.text() == "Nothing hangs on this decision."
    assert not card.alone.isVisible()
    card.day.committed.emit(date(2026, 12, 2))
    assert card.along.text() == "Move the decision"
    card.along.click()
    assert page.source.window(plan["budget"]).decides_on == date(2026, 12, 2)  # type: ignore[union-attr]


# -- the workload


def test_the_workload_names_who_is_over_asked_and_who_is_never_heard_from(
    page: ChannelsPage, plan: Plan
) -> None:
    campaign = plan.context.gateway.campaign_id

    def fill(session: Any) -> None:
        for number in range(4):
            key = activities.add_activity(
                session, campaign_id=campaign, title=f"Call {number}", messenger_id=plan["president"]
            )
            activities.schedule(session, [key], on=date(2026, 12, 1))
        activities.update_activities(session, [plan["hearing"]], messenger_id=None)

    plan.run(fill)
    page.header.view.choose(WORKLOAD)
    load = page.workload
    assert load._over.text() == "Asked for too much in a week: President."
    assert load._silent.text() == "Never heard from in these weeks: Envoy."
    assert not page.tray.isVisible()
    busiest = load.model.shown_rows()[0]
    week = next(column for column in load.model.columns if column.key == "week2")
    assert (busiest.name, week.text(busiest)) == ("President", "▲ 5")
    load.table.selectRow(0)
    assert len(page.selection) == 6
    figure = load.figure()
    assert figure is not None
    assert "President" in figure.alt


def test_the_workload_follows_an_edit_while_it_is_seen(page: ChannelsPage, plan: Plan) -> None:
    page.header.view.choose(WORKLOAD)
    assert page.workload.load is not None
    before = {one.name: one.total for one in page.workload.load.messengers}
    page.edits.delete([plan["letter"]])
    after = {one.name: one.total for one in page.workload.load.messengers}
    assert (before["President"], after["President"]) == (2, 1)


# -- for elsewhere


def test_a_calendar_and_a_workbook_are_written_for_an_audience(
    page: ChannelsPage, plan: Plan, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[str] = []
    page.context.told.connect(lambda sentence, _verb, _act: told.append(sentence))
    for name, write in (("plan.ics", page.exports.write_calendar), ("plan.xlsx", page.exports.write_sheet)):
        with qtbot.waitSignal(write(tmp_path / name, Audience.INTERNAL).finished):
            pass
    assert b"BEGIN:VCALENDAR" in (tmp_path / "plan.ics").read_bytes()
    assert (tmp_path / "plan.xlsx").read_bytes()[:2] == b"PK"
    assert told[0] == "6 entries are saved in plan.ics."


def test_an_export_asks_for_whom_first_and_writes_nothing_where_one_gives_up(
    page: ChannelsPage, plan: Plan, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, title: str, proposed: Path, _filters: str) -> Path:
        asked.append(title)
        return tmp_path / proposed.name

    monkeypatch.setattr(prompts, "choose_save", choose)
    monkeypatch.setattr(AudienceDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    page.header.menu.calendar_wanted.emit()
    assert asked == []
    monkeypatch.setattr(AudienceDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    page.header.menu.sheet_wanted.emit()
    page.header.menu.calendar_wanted.emit()
    _settled(qtbot, lambda: (tmp_path / "plan.ics").exists() and not page.context.tasks.busy())
    assert asked == ["Export table", "Export calendar"]


def test_the_picture_of_each_view_goes_to_the_clipboard_and_into_a_file(
    page: ChannelsPage, plan: Plan, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "choose_save", lambda *_given: tmp_path / "plan.svg")
    page.header.menu.copy_wanted.emit()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.hasFormat("image/svg+xml")
    page.header.view.choose(WORKLOAD)
    page.header.menu.picture_wanted.emit()
    _settled(qtbot, lambda: (tmp_path / "plan.svg").exists() and not page.context.tasks.busy())
    page.header.view.choose(TABLE)
    assert not page.header.menu.picture.isEnabled()


def test_the_lead_times_of_a_decision_are_chosen_in_the_menu(page: ChannelsPage, plan: Plan) -> None:
    menu = page.header.menu
    entries = {action.text(): action for action in menu.leads.actions()}
    assert list(entries) == ["The next decision", "The budget", "The vote"]
    entries["The vote"].trigger()
    page.edits.delete([plan["letter"]])
    assert [action.text() for action in menu.leads.actions() if action.isChecked()] == ["The vote"]


def test_the_bars_of_the_views_say_how_each_is_laid_out(page: ChannelsPage, plan: Plan) -> None:
    page.timeline_bar.rows.committed.emit("messenger")
    page.matrix_bar.columns.committed.emit("week")
    page.show_view("matrix")
    assert page.views.matrix.title() == "The plan by audience and week"
    page.show_view("calendar")
    assert page.calendar_bar.period.text() == "November 2026"
    page.calendar_bar.on.click()
    assert page.calendar_bar.period.text() == "December 2026"
    page.calendar_bar.today.click()
    assert page.calendar_bar.period.text() == "November 2026"
    assert not page.timeline_bar.isVisible()


def test_days_off_are_shaded_where_the_office_is(page: ChannelsPage, plan: Plan) -> None:
    off = page.source.days_off(TODAY)
    assert date(2026, 11, 28) in off
    assert date(2026, 11, 27) not in off
