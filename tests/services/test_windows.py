from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.objectives import Ask, Objective
from hdplanner.domain.values import ActivityStatus, Certainty, StepAction, StepAgreement
from hdplanner.errors import InvalidValueError
from hdplanner.services import activities, windows
from hdplanner.storage import Document, Label

DECIDES = date(2026, 12, 15)
at = datetime.fromisoformat


@pytest.fixture
def window(document: Document, plan: Any) -> str:
    return document.edit(
        Label("test.edit"),
        lambda s: windows.add_window(
            s,
            campaign_id=plan.campaign,
            title="Budget vote",
            body_id=plan.ministry,
            opens_on=date(2026, 12, 1),
            decides_on=DECIDES,
            closes_on=date(2026, 12, 20),
        ),
    ).result


def only(document: Document, plan: Any) -> windows.WindowRow:
    (row,) = document.read(lambda s: windows.window_rows(s, plan.campaign))
    return row


def test_a_window_tells_its_body_and_how_many_days_are_left(
    plan: Any, document: Document, window: str
) -> None:
    row = only(document, plan)
    assert (row.id, row.body, row.certainty) == (window, "Ministry of Finance", Certainty.LIKELY)
    assert row.days_left(date(2026, 11, 22)) == 23
    assert row.days_left(date(2026, 12, 16)) == -1


def test_windows_come_by_their_decision_and_those_without_a_date_last(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    undoable(lambda s: windows.add_window(s, campaign_id=plan.campaign, title="Some day"))
    undoable(
        lambda s: windows.add_window(
            s, campaign_id=plan.campaign, title="Hearing", decides_on=date(2026, 12, 2)
        )
    )
    found = document.read(lambda s: windows.window_rows(s, plan.campaign))
    assert [row.title for row in found] == ["Hearing", "Budget vote", "Some day"]


@pytest.mark.parametrize(
    ("opens", "decides", "closes"),
    [
        (date(2026, 12, 16), DECIDES, None),
        (None, DECIDES, date(2026, 12, 14)),
        (date(2026, 12, 2), None, date(2026, 12, 1)),
    ],
)
def test_a_window_that_ends_before_it_begins_is_refused(
    plan: Any, document: Document, opens: date | None, decides: date | None, closes: date | None
) -> None:
    with pytest.raises(InvalidValueError, match="opens, then decides, then closes"):
        document.edit(
            Label("test.edit"),
            lambda s: windows.add_window(
                s,
                campaign_id=plan.campaign,
                title="Odd",
                opens_on=opens,
                decides_on=decides,
                closes_on=closes,
            ),
        )


def test_a_window_needs_a_title(plan: Any, document: Document, window: str) -> None:
    with pytest.raises(InvalidValueError, match="needs a title"):
        document.edit(Label("test.edit"), lambda s: windows.update_window(s, window, title="  "))
    assert only(document, plan).title == "Budget vote"


def fill(session: Session, plan: Any, window: str) -> dict[str, str]:
    """Hang an open, a done and a relative activity and an ask on the window."""
    objective = Objective(campaign_id=plan.campaign, title="A law")
    ask = Ask(objective_id=objective.id, window_id=window, action="Vote for it", due_on=DECIDES)
    session.add_all([objective, ask])
    session.flush()
    add = activities.add_activity
    return {
        "open": add(
            session, campaign_id=plan.campaign, title="Call", window_id=window, starts_at=at("2026-12-10")
        ),
        "done": add(
            session,
            campaign_id=plan.campaign,
            title="Letter",
            window_id=window,
            starts_at=at("2026-11-01"),
            status=ActivityStatus.DONE,
        ),
        "relative": add(session, campaign_id=plan.campaign, title="Brief", window_id=window, days_before=7),
        "ask": ask.id,
    }


def test_a_window_that_moves_takes_what_hangs_on_it_along_in_one_act(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    keys = undoable(lambda s: fill(s, plan, window))
    found = document.read(lambda s: windows.hanging(s, window))
    assert {(row.kind, row.id) for row in found} == {("activity", keys["open"]), ("ask", keys["ask"])}

    moved = undoable(lambda s: windows.move_window(s, window, date(2026, 12, 24), with_hanging=True))

    assert set(moved) == {keys["open"], keys["ask"]}
    row = only(document, plan)
    assert (row.opens_on, row.decides_on, row.closes_on) == (
        date(2026, 12, 10),
        date(2026, 12, 24),
        date(2026, 12, 29),
    )
    days = {row.id: row.on for row in document.read(lambda s: activities.activity_rows(s, plan.campaign))}
    assert days == {
        keys["open"]: date(2026, 12, 19),
        keys["done"]: date(2026, 11, 1),
        keys["relative"]: date(2026, 12, 17),
    }
    assert document.read(lambda s: s.get(Ask, keys["ask"]).due_on) == date(2026, 12, 24)


def test_a_window_that_moves_alone_leaves_what_has_its_own_date(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    keys = undoable(lambda s: fill(s, plan, window))

    assert undoable(lambda s: windows.move_window(s, window, date(2026, 12, 24), with_hanging=False)) == []

    days = {row.id: row.on for row in document.read(lambda s: activities.activity_rows(s, plan.campaign))}
    assert (days[keys["open"]], days[keys["relative"]]) == (date(2026, 12, 10), date(2026, 12, 17))


def test_a_deleted_window_leaves_its_activities_unscheduled(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    keys = undoable(lambda s: fill(s, plan, window))

    assert undoable(lambda s: windows.delete_windows(s, [window])) == 1

    rows = {row.id: row for row in document.read(lambda s: activities.activity_rows(s, plan.campaign))}
    assert rows[keys["relative"]].on is None
    assert rows[keys["open"]].on == date(2026, 12, 10)


def test_a_window_counts_its_asks_and_open_activities(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    keys = undoable(lambda s: fill(s, plan, window))
    row = only(document, plan)
    assert (row.asks, row.activities) == ((keys["ask"],), 2)


def test_the_path_of_a_decision_is_ordered_by_people_and_tells_what_is_planned(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    drafts = undoable(lambda s: windows.add_step(s, window_id=window, stakeholder_id=plan.ministry))
    signs = undoable(
        lambda s: windows.add_step(s, window_id=window, stakeholder_id=plan.minister, action=StepAction.SIGNS)
    )
    undoable(lambda s: activities.add_activity(s, campaign_id=plan.campaign, stakeholder_id=plan.minister))
    undoable(lambda s: windows.move_step(s, signs, 0))
    undoable(lambda s: windows.update_step(s, drafts, agreement=StepAgreement.AGREED))

    rows = document.read(lambda s: windows.step_rows(s, window))

    assert [(row.stakeholder, row.action, row.planned) for row in rows] == [
        ("Minister of Finance", StepAction.SIGNS, 1),
        ("Ministry of Finance", StepAction.DRAFTS, 0),
    ]
    assert rows[1].agreement is StepAgreement.AGREED
    undoable(lambda s: windows.delete_step(s, drafts))
    assert len(document.read(lambda s: windows.step_rows(s, window))) == 1


def test_who_takes_a_step_joins_the_plan(plan: Any, document: Document, undoable: Any, window: str) -> None:
    from hdplanner.services.stakeholders import add_stakeholder

    outside = undoable(lambda s: add_stakeholder(s, name="Parliament"))
    undoable(lambda s: windows.add_step(s, window_id=window, stakeholder_id=outside))

    def involved(session: Session) -> bool:
        return session.query(Involvement).filter_by(stakeholder_id=outside).count() == 1

    assert document.read(involved)


def test_steps_of_one_rank_can_still_be_put_in_order(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    """Two offices that each add a step may give both the same rank."""
    keys = [undoable(lambda s: windows.add_step(s, window_id=window)) for _ in range(3)]
    document.edit(Label("test.edit"), lambda s: [windows.update_step(s, key, rank="V") for key in keys])

    undoable(lambda s: windows.move_step(s, keys[0], 1))

    assert [row.id for row in document.read(lambda s: windows.step_rows(s, window))] == [
        keys[1],
        keys[0],
        keys[2],
    ]
