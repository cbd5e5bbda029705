from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from hdplanner.domain.rules_workload import over_asked, week_of, weeks_from
from hdplanner.domain.values import ActivityStatus
from hdplanner.services import activities, assessments, coalitions, stakeholders, windows
from hdplanner.services.relations import add_messenger
from hdplanner.services.workload import Workload, workload
from hdplanner.storage import Document, Label

TODAY = date(2026, 12, 30)
"""A Wednesday in the last ISO week of its year."""
MONDAY = date(2026, 12, 28)


@pytest.fixture
def messengers(document: Document, plan: Any) -> dict[str, str]:
    def make(session: Session) -> dict[str, str]:
        return {name: add_messenger(session, name=name) for name in ("Amina", "Boris", "Chen", "Dara")}

    return document.edit(Label("test.edit"), make).result


def planned(document: Document, plan: Any, on: date | None, messenger: str | None, **values: Any) -> str:
    starts = None if on is None else datetime.combine(on, time(0))
    return document.edit(
        Label("test.edit"),
        lambda s: activities.add_activity(
            s, campaign_id=plan.campaign, title="A", starts_at=starts, messenger_id=messenger, **values
        ),
    ).result


def load(document: Document, plan: Any, weeks: int = 3, today: date = TODAY) -> Workload:
    return document.read(lambda s: workload(s, plan.campaign, today=today, weeks=weeks))


def test_activities_are_counted_by_messenger_and_iso_week(
    plan: Any, document: Document, messengers: dict[str, str]
) -> None:
    for on in (MONDAY, date(2027, 1, 3), date(2027, 1, 4), date(2027, 1, 17), date(2027, 1, 18)):
        planned(document, plan, on, messengers["Amina"])
    planned(document, plan, TODAY, None)

    found = load(document, plan)
    assert found.weeks == (MONDAY, date(2027, 1, 4), date(2027, 1, 11))
    assert found.messengers[0].name == "Amina"
    assert (found.messengers[0].counts, found.messengers[0].total) == ((2, 1, 1), 4)
    assert found.without_messenger == (1, 0, 0)
    assert [one.name for one in found.never_heard] == ["Boris", "Chen", "Dara"]


def test_ideas_what_was_cancelled_and_what_has_no_day_ask_nothing_of_anybody(
    plan: Any, document: Document, messengers: dict[str, str]
) -> None:
    planned(document, plan, TODAY, messengers["Amina"], status=ActivityStatus.IDEA)
    planned(document, plan, TODAY, messengers["Amina"], status=ActivityStatus.CANCELLED)
    planned(document, plan, None, messengers["Amina"])
    assert all(one.never_heard for one in load(document, plan).messengers)


def test_what_began_before_counts_in_the_first_week_and_what_is_over_does_not(
    plan: Any, document: Document, messengers: dict[str, str]
) -> None:
    long_since = MONDAY - timedelta(days=20)
    planned(document, plan, long_since, messengers["Amina"], ends_at=datetime.combine(TODAY, time(0)))
    planned(document, plan, long_since, messengers["Boris"])
    found = {one.name: one.counts for one in load(document, plan).messengers}
    assert (found["Amina"], found["Boris"]) == ((1, 0, 0), (0, 0, 0))


def test_an_activity_planned_from_a_window_counts_where_it_begins(
    plan: Any, document: Document, messengers: dict[str, str]
) -> None:
    window = document.edit(
        Label("test.edit"),
        lambda s: windows.add_window(
            s, campaign_id=plan.campaign, title="Vote", decides_on=date(2027, 1, 15)
        ),
    ).result
    planned(document, plan, None, messengers["Amina"], window_id=window, days_before=9, days_until=2)
    assert load(document, plan).messengers[0].counts == (0, 1, 0)


def test_more_than_three_in_a_week_is_too_much_for_anybody(
    plan: Any, document: Document, messengers: dict[str, str]
) -> None:
    for key in messengers.values():
        for day in range(3):
            planned(document, plan, MONDAY + timedelta(days=day), key)
    assert load(document, plan).over_asked == ()

    planned(document, plan, TODAY, messengers["Dara"])
    (one,) = load(document, plan).over_asked
    assert (one.name, one.over_asked) == ("Dara", (MONDAY,))


def test_a_key_player_whom_nobody_addresses_is_named(plan: Any, document: Document) -> None:
    ratings = {
        plan.ministry: {"influence": 5, "interest": 4},
        plan.minister: {"influence": 4, "interest": 4},
        plan.ally: {"influence": 4, "interest": 3},
    }

    def rate(session: Session) -> None:
        assessments.assess(
            session, campaign_id=plan.campaign, moves=ratings, made_on=date(2026, 11, 20), author="Test"
        )

    document.edit(Label("test.edit"), rate)
    assert [one.name for one in load(document, plan).unaddressed] == [
        "Minister of Finance",
        "Ministry of Finance",
    ]

    planned(document, plan, TODAY, None, stakeholder_id=plan.minister)
    assert [one.id for one in load(document, plan).unaddressed] == [plan.ministry]
    group = document.edit(
        Label("test.edit"),
        lambda s: coalitions.add_coalition(s, campaign_id=plan.campaign, name="G", members=[plan.ministry]),
    ).result
    planned(document, plan, TODAY, None, coalition_id=group)
    assert load(document, plan).unaddressed == ()
    assert len(load(document, plan, today=TODAY + timedelta(days=90)).unaddressed) == 2

    document.edit(
        Label("test.edit"),
        lambda s: stakeholders.update_stakeholders(s, [plan.ministry], do_not_approach=True),
    )
    assert [one.id for one in load(document, plan, today=TODAY + timedelta(days=90)).unaddressed] == [
        plan.minister
    ]


def test_an_empty_plan_and_no_weeks_are_no_trouble(plan: Any, document: Document) -> None:
    assert load(document, plan, weeks=0) == Workload((), (), (), ())
    assert load(document, plan, weeks=2).without_messenger == (0, 0)
    assert load(document, plan, weeks=10, today=date(9999, 12, 30)).weeks == (date(9999, 12, 27),)


def test_three_are_too_many_where_the_others_carry_nothing() -> None:
    assert over_asked({"a": (3,), "b": (1,), "c": (0,)}) == {}, "the mean of two who carry is 2"
    assert over_asked({"a": (3, 0), "b": (0, 1), "c": (0, 1), "d": (0, 1)}) == {"a": (0,)}
    assert over_asked({"a": (0,), "b": (0,)}) == {}
    assert over_asked({}) == {}


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
def test_weeks_begin_on_monday_and_follow_one_another(day: date, number: int) -> None:
    found = weeks_from(day, number)
    assert len(found) == number
    assert all(one.weekday() == 0 for one in found)
    assert all((after - one).days == 7 for one, after in pairwise(found))
    assert not found or week_of(day) == found[0] <= day
