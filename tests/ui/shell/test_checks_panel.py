"""The list of what the checks find: the first three, the rest on request, mended and silenced in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, select

from hdplanner.domain.meetings import Meeting, MeetingCampaign
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import Mode
from hdplanner.services import activities, parts
from hdplanner.services.values import derived, today_here
from hdplanner.ui.common.finding_marks import FindingMark, sign_of
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.shell.check_rows import FindingRow
from hdplanner.ui.shell.checks_panel import ChecksPanel


@pytest.fixture
def panel(opened: AppContext, qtbot: QtBot) -> Iterator[ChecksPanel]:
    opened.gateway.run("assessment.delete", lambda session: session.execute(delete(Assessment)), about={})
    made = ChecksPanel(opened, {"activity", "stakeholder"})
    holder = made.below(QWidget())
    qtbot.addWidget(holder)
    holder.resize(900, 800)
    holder.show()
    opened.findings.finish()
    yield made
    holder.hide()


def do(context: AppContext, work: Callable[[Any, str], Any]) -> Any:
    campaign = context.gateway.campaign_id
    done = context.gateway.run("activity.add", lambda session: work(session, campaign), about={})
    context.findings.finish()
    return done


def go_public(context: AppContext, number: int = 1) -> list[str]:
    def work(session: Any, campaign: str) -> list[str]:
        return [
            activities.add_activity(
                session, campaign_id=campaign, title=f"Press {n}", audience="All", mode=Mode.PUBLIC
            )
            for n in range(number)
        ]

    made: list[str] = do(context, work)
    return made


def said(panel: ChecksPanel) -> list[str]:
    return [row.sentence.text() for row in panel.rows]


def test_a_plan_on_which_nothing_is_found_says_so(panel: ChecksPanel) -> None:
    assert panel.summary.text() == "nothing found"
    assert panel.rows == []
    assert panel.more.isHidden()


def test_an_edit_shows_what_it_brings_and_an_undo_takes_it_away(
    panel: ChecksPanel, opened: AppContext
) -> None:
    go_public(opened)
    assert said(panel) == ["“Press 0” is public, and nobody signed it off."]
    assert panel.rows[0].link.text() == "Hold it back"
    opened.gateway.undo()
    opened.findings.finish()
    assert panel.rows == []


def test_three_are_shown_and_the_rest_on_request(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened, 5)
    assert len(panel.rows) == 3
    assert (panel.summary.text(), panel.more.text()) == ("3 to look at first", "2 more")
    panel.more.click()
    assert (len(panel.rows), panel.more.text()) == (5, "Fewer")
    panel.more.click()
    assert len(panel.rows) == 3


def test_a_thousand_findings_make_no_thousand_rows(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened, 150)
    panel.show_all(True)
    assert len(panel.rows) == 100
    assert panel._rest.text() == "50 more are shown when these are mended."


def test_those_for_the_next_meeting_come_first(panel: ChecksPanel, opened: AppContext) -> None:
    def work(session: Any, campaign: str) -> None:
        radio = session.scalars(select(Stakeholder).where(Stakeholder.name == "Radio Varenia")).one()
        office = session.scalars(select(Office)).one()
        soon = datetime.combine(today_here() + timedelta(days=3), datetime.min.time())
        meeting = Meeting(office_id=office.id, title="Talk", stakeholder_id=radio.id, starts_at=soon)
        session.add_all([meeting, derived(MeetingCampaign(meeting_id=meeting.id, campaign_id=campaign))])
        radio.do_not_approach = True
        activities.add_activity(session, campaign_id=campaign, title="Zulu", stakeholder_id=radio.id)

    go_public(opened, 4)
    do(opened, work)
    assert said(panel)[0] == "Radio Varenia is marked “Do not approach”, and “Zulu” involves them."
    assert said(panel)[1].endswith("“Talk” is to be held with them.")
    assert panel.summary.text() == "2 for the next meeting"
    assert panel.more.text() == "3 more"


def test_the_link_mends_in_one_step_that_can_be_undone(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened)
    QTest.keyClick(panel.rows[0].link, Qt.Key.Key_Space)
    opened.findings.finish()
    assert panel.rows == []
    assert opened.gateway.state().undo == "Mend what a check found"
    opened.gateway.undo()
    opened.findings.finish()
    assert len(panel.rows) == 1


def test_what_has_no_fix_leads_to_its_place(panel: ChecksPanel, opened: AppContext, qtbot: QtBot) -> None:
    key = do(
        opened,
        lambda session, campaign: activities.add_activity(session, campaign_id=campaign, title="Talk"),
    )
    assert panel.rows[0].link.text() == "Go"
    with qtbot.waitSignal(opened.navigated) as went:
        panel.rows[0].link.click()
    assert went.args == ["activity", key]


def test_a_place_that_no_room_shows_has_no_link(panel: ChecksPanel, opened: AppContext) -> None:
    do(
        opened,
        lambda session, campaign: parts.add_part(
            session, part="objective", parent_id=campaign, title="A law"
        ),
    )
    assert panel.rows[0].link.isHidden()
    assert [one.text() for one in panel.rows[0].menu().actions() if one.text()] == [
        "Why It Matters",
        "Silence…",
    ]


def silence(panel: ChecksPanel, opened: AppContext, reason: str) -> None:
    row = panel.rows[0]
    row.ask_reason()
    assert row._reason is not None
    row._reason.line.setText(reason)
    QTest.keyClick(row._reason.line, Qt.Key.Key_Return)
    opened.findings.finish()


def test_a_finding_is_silenced_with_a_reason_shown_grey_and_brought_back(
    panel: ChecksPanel, opened: AppContext
) -> None:
    go_public(opened)
    silence(panel, opened, "Signed on paper")
    assert panel.rows == []
    assert panel.more.text() == "1 more"
    panel.show_all(True)
    assert said(panel) == ["“Press 0” is public, and nobody signed it off. Silenced: Signed on paper"]
    assert panel.rows[0].sentence.property("look") == "muted"
    panel.rows[0].link.click()
    opened.findings.finish()
    assert panel.rows[0].link.text() == "Hold it back"


def test_without_a_reason_nothing_is_silenced(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened)
    silence(panel, opened, "   ")
    assert len(panel.rows) == 1
    assert panel.rows[0].is_being_silenced


def test_a_reason_that_is_being_written_survives_another_edit(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened)
    row = panel.rows[0]
    row.ask_reason()
    assert row._reason is not None
    row._reason.line.setText("Half a sen")
    go_public(opened)
    assert row in panel.rows
    assert row._reason.line.text() == "Half a sen"
    QTest.keyClick(row._reason.line, Qt.Key.Key_Escape)
    assert not row.is_being_silenced


def test_why_it_matters_is_a_click_away(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened)
    row = panel.rows[0]
    assert row.why.isHidden()
    assert row.finding.why in row.toolTip()
    row.toggle_why()
    assert row.why.isVisible()


def test_the_list_folds_and_the_choice_is_kept(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened, 4)
    panel.heading.click()
    assert panel.rows == []
    assert panel.summary.text() == "3 to look at first"
    assert opened.settings.views["checks"] == "folded"
    again = ChecksPanel(opened, set())
    assert not again.heading.isChecked()
    panel.heading.click()
    assert len(panel.rows) == 3


def test_every_part_has_a_name_for_a_screen_reader(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened, 4)
    row = panel.rows[0]
    assert "Press 0" in row.link.accessibleName()
    assert "Press 0" in row.more.accessibleName()
    assert row.findChildren(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly)
    assert panel.more.accessibleName() == "Plan checks: 1 more"


def test_another_theme_is_worn_at_once(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened, 4)
    before = said(panel)
    opened.appearance.choose("dark")
    assert said(panel) == before
    opened.appearance.choose("light")


def test_a_file_that_is_closed_takes_its_findings_with_it(panel: ChecksPanel, opened: AppContext) -> None:
    go_public(opened, 4)
    opened.gateway.close()
    assert panel.rows == []
    assert panel.summary.text() == ""
    assert opened.findings.rows() == []


def test_a_row_of_a_file_that_takes_no_change_leads_only_to_the_place(
    opened: AppContext, theme: Theme, qtbot: QtBot
) -> None:
    go_public(opened)
    from hdplanner.services import checks

    found = opened.gateway.read(
        checks.findings, campaign_id=opened.gateway.campaign_id, today=date(2026, 11, 22)
    )
    row = FindingRow(found[0], theme, editable=False, reachable=True)
    qtbot.addWidget(row)
    assert row.link.text() == "Go"
    assert "Silence…" not in [one.text() for one in row.menu().actions()]


# The marks that rooms put beside a record


def test_a_mark_shows_what_is_found_on_its_record(
    panel: ChecksPanel, opened: AppContext, theme: Theme, qtbot: QtBot
) -> None:
    first, _other = go_public(opened, 2)
    mark = FindingMark(opened.findings, theme)
    qtbot.addWidget(mark)
    mark.show_record("activity", first)
    assert not mark.isHidden()
    assert mark.toolTip() == "Error: “Press 0” is public, and nobody signed it off."
    assert mark.accessibleDescription() == mark.toolTip()
    opened.gateway.undo()
    opened.findings.finish()
    assert mark.isHidden()


def test_a_record_without_findings_has_no_sign(panel: ChecksPanel, opened: AppContext) -> None:
    (key,) = go_public(opened)
    assert sign_of(opened.findings.of("activity", key)) == ("danger", "danger")
    assert sign_of(opened.findings.of("activity", "another")) is None


def test_a_silenced_finding_makes_no_mark(panel: ChecksPanel, opened: AppContext) -> None:
    (key,) = go_public(opened)
    silence(panel, opened, "Signed on paper")
    assert opened.findings.of("activity", key) == ()


def test_edits_are_checked_in_the_next_turn_of_the_loop(
    panel: ChecksPanel, opened: AppContext, qapp: QApplication, qtbot: QtBot
) -> None:
    campaign = opened.gateway.campaign_id
    with qtbot.waitSignal(opened.findings.changed, timeout=5_000):
        opened.gateway.run("activity.add", activities.add_activity, campaign_id=campaign, title="Talk")
        assert opened.findings.rows() == []
    assert len(opened.findings.rows()) == 1
