"""From an empty plan: a message, tailored for three in two languages, ten activities before a decision, mended, seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Channel, Mode, StakeholderRoleValue
from hdplanner.services.message_house import house
from hdplanner.services.values import today_here
from hdplanner.ui.channels.header import TIMELINE
from hdplanner.ui.channels.page import ChannelsPage
from hdplanner.ui.channels.sequence_dialog import SequenceDialog
from hdplanner.ui.messages.page import MessagesPage
from hdplanner.ui.objectives.page import ObjectivesPage
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.stakeholders.page import StakeholdersPage
from tests.flows.conftest import Start

LEFT = Qt.MouseButton.LeftButton
MINISTRY, COMMITTEE, MAYORS = "Ministry of Finance", "Law committee", "Union of mayors"


def _people(window: MainWindow) -> dict[str, str]:
    window.show_room("stakeholders")
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    found = {name: page.edits.add(name) or "" for name in (MINISTRY, COMMITTEE, MAYORS)}
    page.edits.roles(found[MINISTRY], [StakeholderRoleValue.DECISION_MAKER])
    return found


def _decision(window: MainWindow) -> str:
    window.show_room("objectives")
    page = window.page()
    assert isinstance(page, ObjectivesPage)
    plan = window.context.gateway.campaign_id
    day = today_here() + timedelta(days=150)
    key = page.edits.add("decision_window", plan, title="Committee vote", decides_on=day)
    assert key is not None
    return key


def _message(window: MainWindow, people: dict[str, str]) -> str:
    """A message with a core line, for three audiences in two languages."""
    window.show_room("messages")
    page = window.page()
    assert isinstance(page, MessagesPage)
    window.actions_by_key["add"].trigger()
    key = page.source.chosen
    page.edits.update(key, title="Article 14", core_line="Relief goods should pass the border in a day.")
    for name, language in ((MINISTRY, "en"), (COMMITTEE, "fr"), (MAYORS, "fr")):
        page.edits.add_variant(key, language, stakeholder_id=people[name])
    made = window.context.gateway.read(house, message_id=key)
    assert len(made.variants) == 3
    assert {one.language for one in made.variants} == {"en", "fr"}
    page._on_plan()
    return key


def _write(field: Any, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _channels(window: MainWindow) -> ChannelsPage:
    page = window.page()
    assert isinstance(page, ChannelsPage)
    return page


def _centre(page: ChannelsPage, key: str) -> QPoint:
    (chip, *_rest) = page.views.timeline.chips_of(key)
    return page.views.timeline.to_viewport(chip.box).center()


def _drag(page: ChannelsPage, key: str, days: int, qtbot: QtBot) -> None:
    view = page.views.timeline
    begin = _centre(page, key)
    end = begin + QPoint(round(days * view.timeline.days.wide * view.theme.scale), 0)
    qtbot.mousePress(view.viewport(), LEFT, pos=begin)
    for step in range(1, 6):
        qtbot.mouseMove(view.viewport(), begin + (end - begin) * (step / 5))
    qtbot.mouseRelease(view.viewport(), LEFT, pos=end)


def _apply_sequence(page: ChannelsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person does in the dialog: the sequence, the counterpart, the verb."""

    def use(dialog: SequenceDialog) -> bool:
        dialog.choose("quiet-first")
        dialog.audience.setText(MINISTRY)
        dialog.audience.editingFinished.emit()
        dialog.act.click()
        return dialog.applied is not None

    with monkeypatch.context() as patch:
        patch.setattr(SequenceDialog, "exec", use)
        page.header.menu.sequence.trigger()


def _plan_the_message(page: ChannelsPage, vote: str) -> str:
    """Say in the form to whom, by whom and when the message goes."""
    (first,) = page.selection
    form = page.panel.one
    _write(form.fields["audience_name"], MINISTRY)
    _write(form.fields["messenger"], "Secretary General")
    assert form.fields["variant_id"].count() == 4, "the master and three variants"
    form.when.kind.committed.emit("decision")
    form.when.window_choice.committed.emit(vote)
    return first


def _go_public_and_mend(window: MainWindow, page: ChannelsPage) -> str:
    """Plan a press release, be told that nobody signed it off, and mend that in the form."""
    page.add_with({"audience": "Public", "channel": Channel.PUBLIC_STATEMENT, "mode": Mode.PUBLIC})
    (release,) = page.selection
    page.edits.put([(release, {"on": today_here() + timedelta(days=120)})])
    findings, form = window.context.findings, page.panel.one

    def unsigned() -> bool:
        findings.finish()
        return any("nobody signed it off" in one.message for one in findings.of("activity", release))

    assert unsigned(), "what is public needs a sign-off"
    assert form.sign_off.isVisible()
    _write(form.sign_off.by, "President")
    form.sign_off.exhausted.committed.emit("Two letters without an answer")
    assert not unsigned()
    return release


def _see_and_drag(window: MainWindow, page: ChannelsPage, release: str, qtbot: QtBot) -> None:
    """All is on the timeline; a week's drag is one step that is taken back."""
    page.header.view.choose(TIMELINE)
    page.views.timeline.fit()
    shown = {chip.id for chip in page.views.timeline.picture.chips}
    assert shown == {row.id for row in page.source.rows}
    page.views.timeline.zoom_in()
    page.reveal("activity", release)
    before = page.source.row(release)
    _drag(page, release, 7, qtbot)
    after = page.source.row(release)
    assert before is not None
    assert after is not None
    assert before.on is not None
    assert after.on == before.on + timedelta(days=7)
    window.actions_by_key["undo"].trigger()
    assert page.source.row(release) == before


def test_from_an_empty_plan_to_ten_activities_on_the_timeline(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    window.context.gateway.create(tmp_path / "new.hdplan", title="Disaster law", office="HD office")
    assert "channels" not in window.room_list.shown(), "few rooms at first"
    people, vote = _people(window), _decision(window)
    message = _message(window, people)

    page = _channels(window)
    row = page.source.row(_plan_the_message(page, vote))
    assert row is not None
    assert (row.message_id, row.stakeholder, row.messenger) == (message, MINISTRY, "Secretary General")
    assert (row.days_before, row.days_until) == (7, 1)

    _apply_sequence(page, monkeypatch)
    assert page.count() > 10
    assert all(row.on is not None for row in page.source.rows), "the decision is far enough ahead"
    window.actions_by_key["undo"].trigger()
    assert page.count() == 1
    window.actions_by_key["redo"].trigger()

    _see_and_drag(window, page, _go_public_and_mend(window, page), qtbot)
    assert window.context.gateway.document.verify() == []
    window.close()

    again = start()
    again.files.open(tmp_path / "new.hdplan")
    assert "channels" in again.room_list.shown(), "it is in use by now"
    again.show_room("channels")
    assert _channels(again).count() > 10
