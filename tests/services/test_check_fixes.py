"""Each fix mends the finding that offers it, as one edit that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Activity, ActivityDependency
from hdplanner.domain.checks.findings import FIXES
from hdplanner.domain.messages import Variant
from hdplanner.domain.objectives import Ask
from hdplanner.domain.stakeholders import StakeholderLanguage
from hdplanner.domain.values import (
    ActivityStatus,
    Channel,
    Disclosure,
    Mode,
    Sensitivity,
    StakeholderRoleValue,
)
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import activities, checks, messages, parts, relations, stakeholders, windows
from hdplanner.services.check_fixes import FIX_ACTS
from hdplanner.services.checks import Finding
from hdplanner.services.message_house import lay_proof
from hdplanner.services.values import derived
from hdplanner.storage import Document, Label
from tests.services.conftest import PlanIds, Undoable

TODAY = date(2026, 11, 22)


def at(month: int, day: int) -> datetime:
    return datetime.combine(date(2026, month, day), datetime.min.time())


def act(session: Session, plan: PlanIds, title: str = "Talk", **values: Any) -> str:
    return activities.add_activity(
        session, campaign_id=plan.campaign, title=title, **({"audience": "Them"} | values)
    )


def window(session: Session, plan: PlanIds) -> str:
    return windows.add_window(
        session, campaign_id=plan.campaign, title="Vote", body_id=plan.ministry, decides_on=date(2026, 12, 18)
    )


def ask(session: Session, plan: PlanIds, **values: Any) -> str:
    objective = parts.add_part(session, part="objective", parent_id=plan.campaign, title="A law")
    given = {"action": "Sign it", "verification": "Gazette", "addressee_id": plan.ministry} | values
    return parts.add_part(session, part="ask", parent_id=objective, **given)


def message(session: Session, plan: PlanIds, **values: Any) -> str:
    return messages.add_message(
        session, campaign_id=plan.campaign, title="Speed", core_line="Fast aid is cheap aid", **values
    )


def decides(session: Session, plan: PlanIds) -> None:
    stakeholders.set_roles(
        session,
        campaign_id=plan.campaign,
        stakeholder_id=plan.ministry,
        roles=[StakeholderRoleValue.DECISION_MAKER],
    )


def step(session: Session, plan: PlanIds) -> None:
    windows.add_step(session, window_id=window(session, plan), stakeholder_id=plan.ministry)


def public_first(session: Session, plan: PlanIds) -> None:
    decides(session, plan)
    vote = window(session, plan)
    act(session, plan, "Press", mode=Mode.PUBLIC, starts_at=at(12, 2), window_id=vote, signed_off_by="SG")
    act(session, plan, "Private", stakeholder_id=plan.ministry, starts_at=at(12, 4), window_id=vote)


def circle(session: Session, plan: PlanIds) -> None:
    one, other = act(session, plan, "One"), act(session, plan, "Other")
    activities.add_dependency(session, one, other)
    session.add(derived(ActivityDependency(activity_id=other, depends_on_id=one)))


def undisclosed(session: Session, plan: PlanIds) -> None:
    said = message(session, plan)
    proof = parts.add_part(
        session,
        part="proof_point",
        parent_id=plan.campaign,
        text="They keep a draft line",
        source="Minutes",
        disclosure=Disclosure.BACKGROUND,
    )
    lay_proof(session, message_id=said, proof_id=proof)
    act(session, plan, message_id=said, mode=Mode.PUBLIC, signed_off_by="SG")


def foreign_words(session: Session, plan: PlanIds) -> None:
    said = message(session, plan, language="en")
    session.add(derived(StakeholderLanguage(stakeholder_id=plan.ministry, value="fr")))
    session.add(Variant(message_id=said, stakeholder_id=plan.ministry, language="fr", core_line="Vite"))
    act(session, plan, stakeholder_id=plan.ministry, message_id=said)


def barred(session: Session, plan: PlanIds) -> None:
    stakeholders.update_stakeholders(session, [plan.ministry], do_not_approach=True)
    act(session, plan, stakeholder_id=plan.ministry)


CASES: dict[str, tuple[str, Callable[[Session, PlanIds], Any]]] = {
    "plan-contact": ("WIN003", step),
    "move-after": ("PUB001", public_first),
    "next-working-day": ("CAL001", lambda s, p: act(s, p, starts_at=at(12, 5))),
    "unschedule": ("WIN001", lambda s, p: act(s, p, window_id=window(s, p), starts_at=at(12, 21))),
    "choose-variant": ("LNG001", foreign_words),
    "back-to-idea": ("PUB002", lambda s, p: act(s, p, mode=Mode.PUBLIC)),
    "due-with-window": ("ASK002", lambda s, p: ask(s, p, window_id=window(s, p))),
    "link-window": ("ASK004", lambda s, p: (window(s, p), ask(s, p, due_on=date(2026, 12, 1)))),
    "break-circle": ("DEP001", circle),
    "make-private": (
        "CON001",
        lambda s, p: act(
            s, p, channel=Channel.MEDIA, signed_off_by="SG", sensitivity=Sensitivity.CONFIDENTIAL
        ),
    ),
    "lift-proof": ("PRF003", undisclosed),
    "close-approach": ("PRO001", barred),
}


def test_every_fix_that_a_finding_may_offer_can_be_done() -> None:
    assert set(FIX_ACTS) == set(FIXES)
    assert set(CASES) == set(FIXES) - {"ask-review"}


def found(document: Document, plan: PlanIds, code: str) -> list[Finding]:
    rows = document.read(lambda session: checks.findings(session, plan.campaign, today=TODAY))
    return [one for one in rows if one.code == code]


def mend(undoable: Undoable[Any], plan: PlanIds, one: Finding) -> Any:
    return undoable(
        lambda session: checks.apply_fix(
            session, campaign_id=plan.campaign, fix=one.fix or "", keys=one.fix_keys, today=TODAY
        )
    )


@pytest.mark.parametrize("fix", CASES)
def test_a_fix_mends_the_finding_that_offers_it(
    document: Document, plan: PlanIds, undoable: Undoable[Any], fix: str
) -> None:
    code, make = CASES[fix]
    document.edit(Label("test.edit"), lambda session: make(session, plan))
    (one,) = found(document, plan, code)
    assert one.fix == fix
    assert mend(undoable, plan, one)
    assert found(document, plan, code) == []


def test_to_ask_for_review_leaves_what_only_a_person_can_give(
    document: Document, plan: PlanIds, undoable: Undoable[Any]
) -> None:
    document.edit(Label("test.edit"), lambda s: act(s, plan, message_id=message(s, plan)))
    (draft,) = found(document, plan, "MSG001")
    mend(undoable, plan, draft)
    (waiting,) = found(document, plan, "MSG001")
    assert (draft.fix, waiting.fix) == ("ask-review", None)
    assert waiting.message == "“Speed” is planned for “Talk” and still in review."


def test_a_first_contact_is_planned_by_whom_they_know_with_what_we_ask_before_the_decision(
    document: Document, plan: PlanIds, undoable: Undoable[Any]
) -> None:
    made: dict[str, str] = {}

    def fill(session: Session) -> None:
        step(session, plan)
        wanted = ask(session, plan, due_on=date(2026, 12, 1))
        message(session, plan)
        made["message"] = message(session, plan, ask_id=wanted)
        for name, level in (("Head", 1), ("President", 3)):
            made[name] = relations.add_messenger(session, name=name)
            relations.set_relation(
                session,
                campaign_id=plan.campaign,
                messenger_id=made[name],
                stakeholder_id=plan.ministry,
                level=level,
                seen_on=date(2026, 11, 2),
            )

    document.edit(Label("test.edit"), fill)
    key = mend(undoable, plan, found(document, plan, "WIN003")[0])
    (row,) = document.read(lambda s: activities.activity_rows(s, plan.campaign, ids=[key]))
    assert (row.title, row.messenger, row.message_id) == (
        "Talk with Ministry of Finance",
        "President",
        made["message"],
    )
    assert row.window == "Vote"
    assert row.on == date(2026, 12, 4)
    assert (row.mode, row.status) == (Mode.BILATERAL, ActivityStatus.PLANNED)


def test_what_is_moved_lands_on_a_working_day(
    document: Document, plan: PlanIds, undoable: Undoable[Any]
) -> None:
    document.edit(Label("test.edit"), lambda session: public_first(session, plan))
    (one,) = found(document, plan, "PUB001")
    key = mend(undoable, plan, one)
    moved = document.read(lambda session: session.get_one(Activity, key).starts_at)
    assert moved == at(12, 7)  # the private talk is on a Friday


def test_nobody_who_is_not_to_be_approached_is_planned_for(document: Document, plan: PlanIds) -> None:
    document.edit(Label("test.edit"), lambda session: barred(session, plan))
    with pytest.raises(InvalidValueError, match="not to be approached"):
        document.edit(
            Label("test.edit"),
            lambda session: checks.apply_fix(
                session, campaign_id=plan.campaign, fix="plan-contact", keys=[plan.ministry], today=TODAY
            ),
        )


@pytest.mark.parametrize(
    ("fix", "keys", "error"),
    [
        ("unknown", ["x"], InvalidValueError),
        ("unschedule", ["gone"], NotFoundError),
        ("move-after", ["gone", "gone"], NotFoundError),
        ("due-with-window", ["gone"], NotFoundError),
        ("lift-proof", ["gone", "gone"], NotFoundError),
    ],
)
def test_a_fix_for_what_is_gone_is_refused_and_changes_nothing(
    document: Document, plan: PlanIds, fix: str, keys: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        document.edit(
            Label("test.edit"),
            lambda session: checks.apply_fix(
                session, campaign_id=plan.campaign, fix=fix, keys=keys, today=TODAY
            ),
        )


def test_an_ask_whose_decision_has_no_date_gets_none(document: Document, plan: PlanIds) -> None:
    key = document.edit(Label("test.edit"), lambda session: ask(session, plan)).result
    with pytest.raises(InvalidValueError, match="no date"):
        document.edit(
            Label("test.edit"),
            lambda session: checks.apply_fix(
                session, campaign_id=plan.campaign, fix="due-with-window", keys=[key], today=TODAY
            ),
        )
    assert document.read(lambda session: session.get_one(Ask, key).due_on) is None
