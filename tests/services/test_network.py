"""The network of a plan: what is read, who is central, by whom we reach somebody, and the route as a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Activity, ActivityDependency, Messenger
from hdplanner.domain.objectives import DecisionWindow
from hdplanner.domain.values import ActivityStatus, Channel, Mode, TieKind, TieSign
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import assessments, network_plan, relations, stakeholders, ties
from hdplanner.services.coalitions import add_coalition
from hdplanner.services.network import (
    Network,
    RoutesFound,
    brokers,
    coalition_standings,
    measures,
    network,
    plan_route,
    routes,
)
from hdplanner.services.network_plan import days_before
from hdplanner.services.relations import add_messenger, set_relation
from hdplanner.services.ties import add_tie
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ties, relations, network_plan):
        monkeypatch.setattr(module, "today_here", lambda: TODAY)


class Story:
    """The Secretary General knows the union of mayors, who finance the ministry, which advises the minister."""

    def __init__(self, session: Session, plan: Any) -> None:
        self.plan = plan
        self.us = add_messenger(session, name="Secretary General")
        set_relation(
            session,
            campaign_id=plan.campaign,
            messenger_id=self.us,
            stakeholder_id=plan.ally,
            level=3,
            strained=True,
            seen_on=date(2026, 3, 2),
        )
        known = {"strength": 3, "confidence": 3, "checked_on": date(2026, 5, 3)}
        self.finances = self.tie(session, plan.ally, plan.ministry, kind=TieKind.FINANCES, **known)
        self.advises = self.tie(session, plan.ministry, plan.minister, kind=TieKind.ADVISES, strength=2)

    def tie(self, session: Session, source: str, target: str, **values: Any) -> str:
        return add_tie(session, campaign_id=self.plan.campaign, source_id=source, target_id=target, **values)


@pytest.fixture
def story(document, plan) -> Story:
    return document.edit(Label("test.story"), lambda session: Story(session, plan)).result


@pytest.fixture
def seen(document, plan):
    def read() -> Network:
        return document.read(lambda session: network(session, plan.campaign, today=TODAY))

    return read


@pytest.fixture
def do(document):
    return lambda work: document.edit(Label("test.edit"), work).result


def test_a_route_is_explained_step_by_step(story, seen):
    found = routes(seen(), story.plan.minister)
    (route,) = found.routes
    assert route.score == pytest.approx(4 / 5 * 1 * (2 / 3) * (1 / 3))
    assert [step.why for step in route.steps] == [
        "Our Secretary General has a cooperative relationship with Union of mayors, seen in March 2026; strained.",
        "Union of mayors finances Ministry of Finance: strong tie, high confidence, last checked in May 2026.",
        "Ministry of Finance advises Minister of Finance: medium tie, confidence not assessed, no check recorded.",
    ]
    assert [(step.from_id, step.to_id) for step in route.steps] == [
        (story.us, story.plan.ally),
        (story.plan.ally, story.plan.ministry),
        (story.plan.ministry, story.plan.minister),
    ]
    assert [step.kind for step in route.steps] == [None, TieKind.FINANCES, TieKind.ADVISES]
    assert [step.tie_id for step in route.steps] == [None, story.finances, story.advises]
    assert [one.id for one in found.single_points] == [story.plan.ally, story.plan.ministry]
    assert [one.id for one in found.missing_links] == [story.plan.ministry]
    assert found.avoided == ()


def test_routes_are_the_same_when_only_those_with_ties_are_read(story, seen, document):
    plan = story.plan
    around = document.read(lambda s: network(s, plan.campaign, today=TODAY, around=[plan.ifrc]))
    assert {node.id for node in around.nodes} == {plan.ally, plan.ministry, plan.minister, plan.ifrc}
    assert routes(around, plan.minister) == routes(seen(), plan.minister)
    assert routes(around, plan.ifrc).routes == ()


def test_steps_are_the_hops_in_all(story, seen):
    assert routes(seen(), story.plan.minister, steps=2).routes == ()
    assert len(routes(seen(), story.plan.ministry, steps=2).routes) == 1


@pytest.mark.parametrize(
    "values", [{"sign": TieSign.OBSTRUCTING}, {"kind": TieKind.OBSTRUCTS}], ids=["sign", "kind"]
)
def test_what_obstructs_carries_nothing(story, seen, do, values):
    do(lambda s: ties.update_ties(s, [story.finances], **values))
    assert routes(seen(), story.plan.minister).routes == ()


@pytest.mark.parametrize("flag", ["do_not_approach", "at_risk"])
def test_nobody_flagged_is_on_a_route_and_each_is_named(story, seen, do, flag):
    do(lambda s: stakeholders.update_stakeholders(s, [story.plan.ministry], **{flag: True}))
    found = routes(seen(), story.plan.minister)
    assert found.routes == found.missing_links == found.single_points == ()
    assert [one.id for one in found.avoided] == [story.plan.ministry]
    assert "Ministry of Finance" in found.avoided[0].why
    target = routes(seen(), story.plan.ministry)
    assert target.routes == ()
    assert [one.id for one in target.avoided] == [story.plan.ministry]


def test_a_person_is_not_in_the_network_without_a_recorded_ground(story, seen, do):
    plan = story.plan
    do(lambda s: story.tie(s, plan.ally, plan.person, strength=3, confidence=3))
    do(lambda s: story.tie(s, plan.person, plan.minister, strength=3, confidence=3))
    found = seen()
    assert plan.person not in {node.id for node in found.nodes}
    assert plan.person not in {end for tie in found.ties for end in (tie.source_id, tie.target_id)}
    assert len(routes(found, plan.minister).routes) == 1
    with pytest.raises(InvalidValueError, match="legal basis"):
        routes(found, plan.person)
    do(plan.lawful)
    assert [len(route.steps) for route in routes(seen(), plan.minister).routes] == [3, 3]


def test_an_ally_who_is_a_messenger_begins_with_its_own_ties(story, seen, do):
    do(lambda s: add_messenger(s, name="The mayors", stakeholder_id=story.plan.ally))
    best = routes(seen(), story.plan.ministry).routes[0]
    assert [(step.from_id, step.tie_id) for step in best.steps] == [(story.plan.ally, story.finances)]
    assert best.score == 1


def test_a_relation_of_an_ally_is_told_in_its_name(story, seen, do):
    plan = story.plan
    ally = do(lambda s: add_messenger(s, name="The mayors", stakeholder_id=plan.ally))
    ends = {"campaign_id": plan.campaign, "messenger_id": ally, "stakeholder_id": plan.minister}
    do(lambda s: set_relation(s, **ends, level=4, seen_on=date(2026, 10, 1)))
    best = routes(seen(), plan.minister).routes[0]
    assert best.steps[0].from_id == plan.ally
    assert best.steps[0].why == (
        "Union of mayors has a relationship of trust with Minister of Finance, seen in October 2026."
    )


def test_a_messenger_outside_the_plan_who_is_at_risk_begins_nothing(story, seen, do):
    plan = story.plan
    hidden = do(lambda s: stakeholders.add_stakeholder(s, name="Quiet friend", at_risk=True))
    friend = do(lambda s: add_messenger(s, name="Quiet friend", stakeholder_id=hidden))
    ends = {"campaign_id": plan.campaign, "messenger_id": friend, "stakeholder_id": plan.minister}
    do(lambda s: set_relation(s, **ends, level=4))
    assert all(len(route.steps) == 3 for route in routes(seen(), plan.minister).routes)


def test_a_relation_of_unknown_level_is_no_hop(story, seen, do):
    plan = story.plan
    ends = {"campaign_id": plan.campaign, "messenger_id": story.us, "stakeholder_id": plan.minister}
    do(lambda s: set_relation(s, **ends, note="Met once"))
    assert all(len(route.steps) == 3 for route in routes(seen(), plan.minister).routes)
    do(lambda s: set_relation(s, **ends, level=0))
    best = routes(seen(), plan.minister)
    assert [len(route.steps) for route in best.routes] == [1, 3]
    assert best.single_points == ()


def test_who_is_not_in_the_network_cannot_be_reached(story, seen):
    with pytest.raises(NotFoundError):
        routes(seen(), "nowhere")


def test_measures_come_for_every_node_by_name(story, seen):
    found = {row.name: row for row in measures(seen())}
    assert list(found) == [node.name for node in seen().nodes]
    assert (found["Ministry of Finance"].degree, found["Union of mayors"].degree) == (2, 1)
    assert found["Ministry of Finance"].betweenness == pytest.approx(1 / 3)
    assert found["IFRC delegation"].closeness == 0


def test_camps_and_coalitions_do_not_count_the_movement(story, seen, do):
    plan = story.plan
    do(
        lambda s: assessments.assess(
            s,
            campaign_id=plan.campaign,
            moves={plan.ally: {"assessed_position": 2}, plan.minister: {"assessed_position": -1}},
            made_on=TODAY,
            author="R",
        )
    )
    do(
        lambda s: add_coalition(
            s, campaign_id=plan.campaign, name="Friends", members=[plan.ally, plan.ministry, plan.ifrc]
        )
    )
    (broker,) = brokers(seen())
    assert (broker.id, broker.name, broker.pairs) == (plan.ministry, "Ministry of Finance", 1)
    (standing,) = coalition_standings(seen())
    assert (standing.supporting, standing.unknown, standing.inside_ties, standing.outside_ties) == (
        1,
        1,
        1,
        1,
    )
    do(lambda s: ties.update_ties(s, [story.finances], sign=TieSign.OBSTRUCTING))
    assert coalition_standings(seen())[0].inside_ties == 0


def test_a_network_is_read_in_few_queries_however_large(document, plan, do):
    def grow(session: Session) -> None:
        keys = [
            stakeholders.add_stakeholder(session, name=f"Council {n}", campaign_id=plan.campaign)
            for n in range(40)
        ]
        for one, other in pairwise(keys):
            add_tie(session, campaign_id=plan.campaign, source_id=one, target_id=other)

    def queries() -> int:
        asked: list[str] = []

        def read(session: Session) -> None:
            connection = session.connection()

            def note(*arguments: Any) -> None:
                asked.append(arguments[2])

            event.listen(connection, "before_cursor_execute", note)
            network(session, plan.campaign, today=TODAY)
            event.remove(connection, "before_cursor_execute", note)

        document.read(read)
        return len(asked)

    before = queries()
    do(grow)
    assert queries() == before < 40


# The route as a plan


@pytest.fixture
def found(story, seen) -> RoutesFound:
    return routes(seen(), story.plan.minister)


def activities(document, keys: list[str]) -> list[dict[str, Any]]:
    names = (
        "title",
        "stakeholder_id",
        "messenger_id",
        "channel",
        "mode",
        "status",
        "window_id",
        "days_before",
    )

    def read(session: Session) -> list[dict[str, Any]]:
        rows = [session.get(Activity, key) for key in keys]
        return [{name: getattr(row, name) for name in names} for row in rows]

    return document.read(read)


def test_a_route_becomes_a_plan_in_one_step(undoable, document, story, found):
    plan = story.plan
    steps = found.routes[0].steps
    keys = undoable(lambda s: plan_route(s, campaign_id=plan.campaign, target_id=plan.minister, steps=steps))
    rows = activities(document, keys)
    assert [row["title"] for row in rows] == [
        "Ask Union of mayors to speak with Ministry of Finance",
        "Union of mayors asks Ministry of Finance to speak with Minister of Finance",
        "Ministry of Finance speaks with Minister of Finance",
    ]
    assert [row["stakeholder_id"] for row in rows] == [plan.ally, plan.ministry, plan.minister]
    assert [row["channel"] for row in rows] == [Channel.BILATERAL, *[Channel.THIRD_PARTY] * 2]
    assert [row["mode"] for row in rows] == [Mode.BILATERAL, *[Mode.THIRD_PARTY] * 2]
    assert {row["status"] for row in rows} == {ActivityStatus.PLANNED}
    assert {(row["window_id"], row["days_before"]) for row in rows} == {(None, None)}

    def linked(session: Session) -> tuple[list[Any], dict[str, str]]:
        waits = session.execute(
            select(ActivityDependency.activity_id, ActivityDependency.depends_on_id)
        ).all()
        allies = session.execute(
            select(Messenger.id, Messenger.stakeholder_id).where(Messenger.stakeholder_id.is_not(None))
        )
        return [tuple(one) for one in waits], dict(tuple(one) for one in allies)

    waits, allies = document.read(linked)
    assert set(waits) == {(keys[1], keys[0]), (keys[2], keys[1])}
    assert rows[0]["messenger_id"] == story.us
    assert [allies[row["messenger_id"]] for row in rows[1:]] == [plan.ally, plan.ministry]


def test_steps_are_spread_before_the_next_decision(do, document, story, found):
    plan = story.plan

    def decide(session: Session, on: date) -> str:
        window = DecisionWindow(campaign_id=plan.campaign, title="Vote", decides_on=on)
        session.add(window)
        return window.id

    do(lambda s: decide(s, date(2026, 1, 1)))
    window = do(lambda s: decide(s, TODAY + timedelta(days=100)))
    keys = do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=found.routes[0].steps))
    rows = activities(document, keys)
    assert [(row["window_id"], row["days_before"]) for row in rows] == [
        (window, 60),
        (window, 30),
        (window, 14),
    ]


def test_where_time_is_short_the_steps_share_what_is_left():
    assert days_before(1, timedelta(days=100)) == [14]
    assert days_before(4, timedelta(days=100)) == [90, 60, 30, 14]
    assert days_before(3, timedelta(days=20)) == [15, 10, 5]
    assert days_before(3, timedelta(days=1)) == [0, 0, 0]


def test_an_ally_that_is_a_messenger_already_is_not_made_twice(do, document, story, found):
    plan = story.plan
    ally = do(lambda s: add_messenger(s, name="The mayors", stakeholder_id=plan.ally))
    keys = do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=found.routes[0].steps))
    assert activities(document, keys)[1]["messenger_id"] == ally


def test_a_route_that_begins_with_an_ally_is_carried_by_it(do, document, seen, story):
    plan = story.plan
    ally = do(lambda s: add_messenger(s, name="The mayors", stakeholder_id=plan.ally))
    best = routes(seen(), plan.ministry).routes[0]
    (key,) = do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=best.steps))
    (row,) = activities(document, [key])
    assert (row["messenger_id"], row["channel"]) == (ally, Channel.THIRD_PARTY)
    assert row["title"] == "Union of mayors speaks with Ministry of Finance"


@pytest.mark.parametrize("flag", ["do_not_approach", "at_risk"])
def test_who_was_flagged_meanwhile_stops_the_plan(do, document, story, found, flag):
    do(lambda s: stakeholders.update_stakeholders(s, [story.plan.ministry], **{flag: True}))
    with pytest.raises(InvalidValueError, match="Ministry of Finance"):
        do(lambda s: plan_route(s, campaign_id=story.plan.campaign, steps=found.routes[0].steps))
    assert document.read(lambda s: s.scalars(select(Activity.id)).all()) == []


def test_a_route_that_does_not_hang_together_is_refused(do, story, found):
    plan, steps = story.plan, found.routes[0].steps
    broken = (steps[0], replace(steps[1], from_id=plan.person), steps[2])
    for wrong in ({"steps": ()}, {"steps": broken}, {"steps": steps, "target_id": plan.ally}):
        with pytest.raises(InvalidValueError):
            do(lambda s, wrong=wrong: plan_route(s, campaign_id=plan.campaign, **wrong))
    gone = (replace(steps[0], from_id="gone"), *steps[1:])
    with pytest.raises(NotFoundError):
        do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=gone))
    with pytest.raises(NotFoundError):
        do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=steps, owner_id="gone"))


def test_a_person_stops_the_plan_without_a_recorded_ground(do, story, found):
    plan, steps = story.plan, found.routes[0].steps
    way = (steps[0], replace(steps[1], to_id=plan.person))
    with pytest.raises(InvalidValueError, match="legal basis"):
        do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=way))
    do(plan.lawful)
    assert len(do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=way))) == 2


def test_long_names_do_not_burst_a_title(do, document, story, seen):
    plan = story.plan
    do(lambda s: stakeholders.update_stakeholders(s, [plan.ally, plan.ministry], name="n" * 400))
    steps = routes(seen(), plan.minister).routes[0].steps
    keys = do(lambda s: plan_route(s, campaign_id=plan.campaign, steps=steps))
    assert all(len(row["title"]) < 400 and "…" in row["title"] for row in activities(document, keys))
