"""What the checks find on a plan in a file: kept true behind every edit, silenced for a reason, and none in the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from hdplanner.domain.messages import PrinciplesCheck, Variant
from hdplanner.domain.values import (
    ActivityStatus,
    LegalBasis,
    MessengerLevel,
    Mode,
    StakeholderRoleValue,
)
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.paths import resource
from hdplanner.services import (
    activities,
    assessments,
    campaigns,
    checks,
    interchange,
    messages,
    parts,
    relations,
    stakeholders,
    windows,
)
from hdplanner.services.checks import Finding, FindingSource, Severity
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds, Undoable

TODAY = date(2026, 11, 22)


def found(document: Document, campaign: str, today: date = TODAY) -> list[Finding]:
    return document.read(lambda session: checks.findings(session, campaign, today=today))


def codes(document: Document, campaign: str) -> set[str]:
    return {one.code for one in found(document, campaign) if not one.silenced}


def do(document: Document, work: Callable[[Session], Any]) -> Any:
    return document.edit(Label("test.edit"), work).result


@pytest.fixture
def public(document: Document, plan: PlanIds) -> str:
    """A public act that nobody signed off."""
    return do(
        document,
        lambda session: activities.add_activity(
            session, campaign_id=plan.campaign, title="Press release", audience="All", mode=Mode.PUBLIC
        ),
    )


def test_a_new_plan_with_stakeholders_has_no_findings(document: Document, plan: PlanIds) -> None:
    assert found(document, plan.campaign) == []


def test_a_finding_says_what_is_wrong_and_where(document: Document, plan: PlanIds, public: str) -> None:
    (one,) = found(document, plan.campaign)
    assert (one.code, one.severity, one.kind, one.id) == ("PUB002", Severity.ERROR, "activity", public)
    assert one.message == "“Press release” is public, and nobody signed it off."
    assert one.why
    assert (one.fix, one.value) == ("back-to-idea", f"PUB002:{public}")


def test_a_finding_is_silenced_for_a_reason_and_brought_back(
    document: Document, plan: PlanIds, public: str, undoable: Undoable[Any]
) -> None:
    (one,) = found(document, plan.campaign)
    undoable(
        lambda session: checks.silence(
            session, campaign_id=plan.campaign, value=one.value, reason=" Said by phone ", by="Me", on=TODAY
        )
    )
    (silenced,) = found(document, plan.campaign)
    assert silenced.silenced
    assert silenced.reason == "Said by phone"
    undoable(lambda session: checks.unsilence(session, campaign_id=plan.campaign, value=one.value))
    assert not found(document, plan.campaign)[0].silenced


def test_nothing_is_silenced_without_a_reason(document: Document, plan: PlanIds, public: str) -> None:
    with pytest.raises(InvalidValueError):
        do(
            document,
            lambda session: checks.silence(
                session, campaign_id=plan.campaign, value="PUB002:x", reason=" ", by="Me", on=TODAY
            ),
        )
    with pytest.raises(NotFoundError):
        do(document, lambda session: checks.unsilence(session, campaign_id=plan.campaign, value="PUB002:x"))


def test_a_silenced_finding_silences_no_other(document: Document, plan: PlanIds, public: str) -> None:
    do(
        document,
        lambda session: checks.silence(
            session, campaign_id=plan.campaign, value=f"PUB002:{public}", reason="x", by="Me", on=TODAY
        ),
    )
    do(
        document,
        lambda session: activities.add_activity(
            session, campaign_id=plan.campaign, title="Another", audience="All", mode=Mode.PUBLIC
        ),
    )
    assert [one.silenced for one in found(document, plan.campaign)] == [False, True]


def test_the_findings_of_one_plan_are_not_those_of_another(
    document: Document, plan: PlanIds, public: str
) -> None:
    other = do(document, lambda session: campaigns.add_campaign(session, title="Another plan"))
    assert found(document, other) == []
    assert len(found(document, plan.campaign)) == 1


def test_a_holiday_of_the_place_is_found_and_a_weekend_is_the_countrys_own(
    document: Document, plan: PlanIds
) -> None:
    def plan_on(day: date, country: str) -> None:
        def work(session: Session) -> None:
            stakeholders.update_stakeholders(session, [plan.ministry], country=country)
            activities.add_activity(
                session,
                campaign_id=plan.campaign,
                title=f"{country} {day}",
                stakeholder_id=plan.ministry,
                starts_at=datetime.combine(day, datetime.min.time()),
            )

        do(document, work)

    plan_on(date(2026, 12, 25), "FR")
    plan_on(date(2026, 12, 26), "FR")
    said = {one.message for one in found(document, plan.campaign) if one.code == "CAL001"}
    assert said == {
        "“FR 2026-12-25” is on 25 Dec 2026: Christmas Day.",
        "“FR 2026-12-26” is on 26 Dec 2026: weekend.",
    }
    plan_on(date(2027, 1, 8), "JO")  # a Friday
    plan_on(date(2027, 1, 10), "JO")  # a Sunday
    said = {one.message for one in found(document, plan.campaign) if "2027" in one.message}
    assert said == {"“JO 2027-01-08” is on 8 Jan 2027: weekend."}


# Kept true behind every edit


class Watched:
    """A source that hears of every edit of a document."""

    def __init__(self, document: Document, campaign: str) -> None:
        self.document, self.campaign = document, campaign
        self.source = FindingSource(campaign, today=TODAY)
        document.read(self.source.read)
        for _step in self.source.look():
            pass

    def hear(self, keys: Mapping[str, Collection[str]]) -> None:
        self.document.read(lambda session: self.source.update(session, keys))

    def do(self, work: Callable[[Session], Any]) -> Any:
        edit = self.document.edit(Label("test.edit"), work)
        self.hear(edit.changes.keys)
        return edit.result

    def agrees(self) -> None:
        assert self.source.findings() == found(self.document, self.campaign)


@pytest.fixture(scope="module")
def sample() -> Any:
    return json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))


def edits_of(ids: dict[str, list[str]], campaign: str) -> list[Callable[[Session, int], Any]]:
    """Edits of all kinds, each on the record that a number picks."""

    def pick(kind: str, number: int) -> str:
        return ids[kind][number % len(ids[kind])]

    return [
        lambda s, n: activities.move_activities(s, [pick("activity", n)], days=n % 40 - 20),
        lambda s, n: activities.update_activities(
            s, [pick("activity", n)], status=list(ActivityStatus)[n % 5]
        ),
        lambda s, n: activities.update_activities(
            s, [pick("activity", n)], stakeholder_id=pick("stakeholder", n)
        ),
        lambda s, n: activities.delete_activities(s, [pick("activity", n)]),
        lambda s, n: stakeholders.update_stakeholders(s, [pick("stakeholder", n)], do_not_approach=True),
        lambda s, n: stakeholders.delete_stakeholders(s, [pick("stakeholder", n)]),
        lambda s, n: messages.delete_messages(s, [pick("message", n)]),
        lambda s, n: windows.delete_windows(s, [pick("decision_window", n)]),
        lambda s, n: campaigns.update_campaign(
            s, campaign, review_days=30 + n, purpose="" if n % 2 else "A law"
        ),
        lambda s, n: parts.delete_parts(s, part="ask", ids=[pick("ask", n)]),
    ]


@settings(max_examples=10)  # each loads the whole sample
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 200)), min_size=1, max_size=5), st.integers(0, 3))
def test_after_edits_and_undos_the_same_is_found_as_anew(
    sample: Any, steps: list[tuple[int, int]], undos: int
) -> None:
    with Document.in_memory() as document:
        do(document, lambda session: interchange.load(session, sample))
        campaign = document.read(campaigns.campaign_rows)[0].id
        tables = sample["tables"]
        ids = {kind: [row["id"] for row in tables[kind]] for kind in tables}
        watched = Watched(document, campaign)
        edits = edits_of(ids, campaign)
        for which, number in steps:
            try:
                watched.do(lambda session, which=which, number=number: edits[which](session, number))
            except (NotFoundError, InvalidValueError):
                continue
        watched.agrees()
        for _time in range(min(undos, len(steps))):
            watched.hear(document.undo().keys)
        watched.agrees()


def test_the_sample_shows_several_and_explains_them(document: Document, sample: Any) -> None:
    do(document, lambda session: interchange.load(session, sample))
    rows = found(document, document.read(campaigns.campaign_rows)[0].id)
    assert len({one.code for one in rows}) >= 10
    assert all(one.why for one in rows)
    assert any(one.severity is Severity.ERROR for one in rows)
    press = next(one for one in rows if one.code == "PUB001" and "Press release" in one.message)
    assert "“Private meeting with the Minister of Finance”" in press.message
    assert press.fix_label == "Move it"


def test_a_plan_without_findings_is_reachable(document: Document, plan: PlanIds) -> None:
    do(document, lambda session: whole_plan(session, plan))
    assert [one.message for one in found(document, plan.campaign)] == []


def whole_plan(session: Session, plan: PlanIds) -> None:
    """One ask to one ministry, with everything that belongs to it."""
    campaigns.update_campaign(session, plan.campaign, purpose="A law", legal_basis=LegalBasis.PUBLIC_INTEREST)
    stakeholders.update_stakeholders(
        session, [plan.ministry], country="XV", expects_level=MessengerLevel.STATE_MINISTER
    )
    stakeholders.set_roles(
        session,
        campaign_id=plan.campaign,
        stakeholder_id=plan.ministry,
        roles=[StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER],
    )
    assessments.assess(
        session,
        campaign_id=plan.campaign,
        moves={plan.ministry: {"influence": 5, "interest": 4, "assessed_position": -1, "evidence": "Letter"}},
        made_on=date(2026, 11, 2),
        author="Me",
    )
    window, message = said(session, plan)
    messenger = relations.add_messenger(session, name="President", level=MessengerLevel.MOVEMENT_PRESIDENT)
    relations.set_relation(
        session,
        campaign_id=plan.campaign,
        messenger_id=messenger,
        stakeholder_id=plan.ministry,
        level=2,
        seen_on=date(2026, 11, 2),
    )
    activities.add_activity(
        session,
        campaign_id=plan.campaign,
        title="Private meeting",
        stakeholder_id=plan.ministry,
        message_id=message,
        messenger_id=messenger,
        window_id=window,
        days_before=10,
    )


def said(session: Session, plan: PlanIds) -> tuple[str, str]:
    """A decision, what is asked in it, and the approved message that asks it; returns window and message."""
    window = windows.add_window(
        session, campaign_id=plan.campaign, title="Vote", body_id=plan.ministry, decides_on=date(2026, 12, 18)
    )
    windows.add_step(session, window_id=window, stakeholder_id=plan.ministry)
    objective = parts.add_part(session, part="objective", parent_id=plan.campaign, title="A law")
    ask = parts.add_part(
        session,
        part="ask",
        parent_id=objective,
        action="Sign it",
        addressee_id=plan.ministry,
        window_id=window,
        due_on=date(2026, 12, 18),
        verification="The gazette",
    )
    message = messages.add_message(
        session, campaign_id=plan.campaign, title="Speed", core_line="Fast aid is cheap aid", ask_id=ask
    )
    messages.approve_message(session, message, by="SG", on=date(2026, 11, 20))
    session.add(PrinciplesCheck(message_id=message, checked_by="Me", checked_on=date(2026, 11, 20)))
    session.add(Variant(message_id=message, stakeholder_id=plan.ministry, language="fr", core_line="Vite"))
    parts.add_part(
        session, part="proof_point", parent_id=plan.campaign, text="Eleven days", source="Register"
    )
    return window, message


def test_a_person_without_a_ground_is_not_judged_in_a_finding(document: Document, plan: PlanIds) -> None:
    def work(session: Session) -> None:
        stakeholders.set_roles(
            session,
            campaign_id=plan.campaign,
            stakeholder_id=plan.person,
            roles=[StakeholderRoleValue.DECISION_MAKER],
        )

    do(document, work)
    assert codes(document, plan.campaign) == set()
    do(document, plan.lawful)
    assert "DEC001" in codes(document, plan.campaign)
