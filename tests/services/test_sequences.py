from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Messenger
from hdplanner.domain.messages import Message
from hdplanner.domain.objectives import DecisionWindow, MovementConsultation
from hdplanner.domain.values import Component, Consultation, Mode
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import activities, campaigns, sequences, stakeholders, windows
from hdplanner.services.relations import add_messenger
from hdplanner.storage import Document, Label

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
DECIDES = date(2027, 3, 1)


@pytest.fixture
def window(document: Document, plan: Any) -> str:
    return _edit(
        document,
        lambda s: windows.add_window(s, campaign_id=plan.campaign, title="Vote", decides_on=DECIDES),
    )


def _edit(document: Document, work: Any) -> Any:
    return document.edit(Label("test.edit"), work).result


def rows(document: Document, plan: Any) -> dict[str, activities.ActivityRow]:
    return {row.id: row for row in document.read(lambda s: activities.activity_rows(s, plan.campaign))}


def apply(plan: Any, window: str, template: str = "quiet-first", **values: Any) -> Any:
    values.setdefault("today", TODAY)
    return lambda s: sequences.apply_sequence(
        s, campaign_id=plan.campaign, template=template, window_id=window, **values
    )


@pytest.mark.parametrize("name", [name for name in sequences.templates() if name != "icrc-confidential"])
def test_a_sequence_becomes_activities_that_wait_in_turn(
    plan: Any, document: Document, undoable: Any, window: str, name: str
) -> None:
    done = undoable(apply(plan, window, name, stakeholder_id=plan.ministry))

    template = sequences.templates()[name]
    found = rows(document, plan)
    made = [found[key] for key in done.ids]
    assert len(found) == len(made) == len(template.steps), "none is skipped"
    assert (done.unscheduled, all(row.scheduled for row in made)) == ((), True)
    for row, step in zip(made, template.steps, strict=True):
        assert (row.title, row.purpose, row.window_id) == (step.title, step.purpose, window)
        assert {found[key].title for key in row.depends_on} == {
            one.title for one in template.steps if one.key in step.after
        }
        assert (row.stakeholder_id == plan.ministry) == (step.to == "counterpart")
        assert row.audience_name
    assert [found[key].mode for key in done.to_sign_off if found[key].mode is Mode.PUBLIC] == [
        step.mode for step in template.steps if step.mode is Mode.PUBLIC
    ]
    assert all((row.signed_off_by, row.private_exhausted) == ("", "") for row in made), "nobody signed yet"


def test_message_and_messenger_go_where_we_speak_to_others(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    def around(session: Session) -> tuple[str, str]:
        message = Message(campaign_id=plan.campaign, title="Let aid through")
        session.add(message)
        return message.id, add_messenger(session, name="Secretary General")

    message, messenger = _edit(document, around)
    undoable(apply(plan, window, message_id=message, messenger_id=messenger))

    by_title = {row.title: row for row in rows(document, plan).values()}
    ours = by_title["Speak in private"]
    theirs = by_title["Somebody they trust speaks with them"]
    own = by_title["Agree our line among ourselves"]
    assert (ours.message_id, ours.messenger_id) == (message, messenger)
    assert (theirs.message_id, theirs.messenger_id) == (message, None)
    assert (own.message_id, own.messenger_id) == (None, None)
    assert (ours.audience_name, own.audience_name) == ("Who decides", "Ourselves")


def test_what_would_lie_in_the_past_comes_without_a_day_and_is_named(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    done = undoable(apply(plan, window, today=date(2027, 1, 15)))

    found = rows(document, plan)
    late = {found[key].title for key in done.unscheduled}
    assert late == {"Agree our line among ourselves", "Ask for a talk in private", "Speak in private"}
    for key in done.ids:
        assert found[key].scheduled == (key not in done.unscheduled)
        assert found[key].until is None or found[key].until >= date(2027, 1, 15)
        assert found[key].window_id == window


def test_a_window_without_a_date_keeps_the_distances_for_later(
    plan: Any, document: Document, undoable: Any
) -> None:
    key = _edit(document, lambda s: windows.add_window(s, campaign_id=plan.campaign, title="Some day"))
    done = undoable(apply(plan, key, "visit"))
    assert done.unscheduled == ()
    assert {row.scheduled for row in rows(document, plan).values()} == {False}

    undoable(lambda s: windows.move_window(s, key, DECIDES, with_hanging=False))
    assert {row.scheduled for row in rows(document, plan).values()} == {True}


def test_all_of_it_moves_with_the_decision(plan: Any, document: Document, undoable: Any, window: str) -> None:
    done = _edit(document, apply(plan, window))
    before = {key: row.on for key, row in rows(document, plan).items()}

    undoable(lambda s: windows.move_window(s, window, date(2027, 3, 11), with_hanging=True))

    after = rows(document, plan)
    assert {(after[key].on - before[key]).days for key in done.ids} == {10}  # type: ignore[operator]


def test_the_sequence_of_the_icrc_is_offered_only_where_it_leads(
    plan: Any, document: Document, undoable: Any, window: str
) -> None:
    def offered() -> set[str]:
        return {row.id for row in document.read(lambda s: sequences.sequence_rows(s, plan.campaign))}

    def consult(how: Consultation) -> Any:
        return lambda s: s.add(
            MovementConsultation(campaign_id=plan.campaign, component=Component.ICRC, how=how)
        )

    assert "quiet-first" in offered()
    for _ in range(2):
        assert "icrc-confidential" not in offered()
        with pytest.raises(InvalidValueError, match="only for a plan that ICRC leads"):
            _edit(document, apply(plan, window, "icrc-confidential"))
        _edit(document, consult(Consultation.CONSULTED))

    _edit(document, consult(Consultation.LEADS))
    assert "icrc-confidential" in offered()
    assert len(undoable(apply(plan, window, "icrc-confidential")).ids) == 13


def test_steps_are_offered_with_their_days_and_what_is_past(
    plan: Any, document: Document, window: str
) -> None:
    row = document.read(
        lambda s: sequences.sequence_rows(s, plan.campaign, window_id=window, today=date(2027, 2, 25))
    )[0]
    assert row.title.startswith("Quiet first")
    last = row.steps[-1]
    assert (last.span.first, last.past, row.steps[0].past) == (date(2027, 3, 2), False, True)
    without = document.read(lambda s: sequences.sequence_rows(s, plan.campaign, today=TODAY))[0]
    assert (without.steps[0].span.first, without.steps[0].past) == (None, False)


def test_nobody_is_planned_for_who_may_not_be(plan: Any, document: Document, window: str) -> None:
    def refuse(match: str, **values: Any) -> None:
        with pytest.raises(InvalidValueError, match=match):
            _edit(document, apply(plan, window, **values))
        assert rows(document, plan) == {}

    _edit(document, lambda s: stakeholders.update_stakeholders(s, [plan.ally], do_not_approach=True))
    _edit(document, lambda s: stakeholders.update_stakeholders(s, [plan.minister], at_risk=True))
    refuse("Union of mayors is marked “Do not approach”", stakeholder_id=plan.ally)
    refuse("Minister of Finance is at risk", stakeholder_id=plan.minister)
    refuse("purpose and legal basis", stakeholder_id=plan.person)
    _edit(document, plan.lawful)
    assert _edit(document, apply(plan, window, stakeholder_id=plan.person)).ids


def test_what_is_gone_or_of_another_plan_is_refused(plan: Any, document: Document, window: str) -> None:
    with pytest.raises(NotFoundError, match="sequence “coup”"):
        _edit(document, apply(plan, window, "coup"))
    for values in ({"stakeholder_id": "gone"}, {"message_id": "gone"}, {"messenger_id": "gone"}):
        with pytest.raises(NotFoundError):
            _edit(document, apply(plan, window, **values))
    with pytest.raises(NotFoundError):
        _edit(document, apply(plan, "gone"))

    def elsewhere(session: Session) -> str:
        other = campaigns.add_campaign(session, title="Another")
        row = DecisionWindow(campaign_id=other, title="Their vote")
        session.add(row)
        return row.id

    foreign = _edit(document, elsewhere)
    with pytest.raises(InvalidValueError, match="“Their vote” belongs to another plan"):
        _edit(document, apply(plan, foreign))
    assert rows(document, plan) == {}
    assert document.read(lambda s: s.query(Messenger).count()) == 0


def test_every_sentence_of_a_sequence_is_in_the_catalogues_source() -> None:
    collected = {message.id for message in runpy.run_path(str(ROOT / "dev" / "translations.py"))["collect"]()}
    for template in sequences.templates().values():
        spoken = {template.title, template.purpose}
        for step in template.steps:
            spoken |= {step.title, step.purpose, step.audience}
        assert spoken - collected == set(), template.id
