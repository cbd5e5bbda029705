"""One stakeholder on one page: the facts, what holds, how it came to be, ties, engagements and promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.stakeholders import (
    PostHolder,
    Stakeholder,
    StakeholderLanguage,
    StakeholderMotive,
    StakeholderName,
)
from hdplanner.domain.values import Motive, NameKind
from hdplanner.i18n import _
from hdplanner.services import profile_reads as parts
from hdplanner.services.assessments import history, is_rated, may_rate_persons
from hdplanner.services.profile_rows import ProfileRow
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows
from hdplanner.services.values import change, checked_day, derived, get, refused

MIXED = "(mixed)"
"""What `shared_facts` says of a field in which several stakeholders differ; no list has such a member."""


def profile(
    session: Session,
    campaign_id: str,
    stakeholder_id: str,
    objective_id: str | None = None,
    *,
    today: date,
) -> ProfileRow:
    """Return the page of one stakeholder. Raises ``NotFoundError`` where it is not in the campaign's office.

    A person of whom nothing may be judged, and a component of the Movement, have no judgements on their page.
    """
    fact = get(session, Stakeholder, stakeholder_id)
    shown = stakeholder_rows(session, campaign_id, objective_id, today=today, ids=[stakeholder_id])
    lawful = may_rate_persons(session, campaign_id)
    rated = is_rated(fact.kind, fact.actor_type, persons_rated=lawful)
    return ProfileRow(
        row=shown[0] if shown else _outside(fact),
        rated=rated,
        **{name: getattr(fact, name) for name in _FACTS},
        **_work(session, campaign_id, stakeholder_id),
        **(_judgements(session, campaign_id, stakeholder_id, objective_id) if rated else _NOT_JUDGED),
        names=parts.names(session, stakeholder_id),
        holders=parts.holders(session, stakeholder_id),
        languages=parts.languages(session, stakeholder_id),
        tags=parts.tags(session, stakeholder_id),
        ties=parts.ties(session, campaign_id, stakeholder_id),
        coalitions=parts.coalitions(session, campaign_id, stakeholder_id),
        engagements=parts.engagements(session, campaign_id, stakeholder_id),
        messages=parts.messages(session, campaign_id, stakeholder_id),
        arguments=parts.arguments(session, campaign_id, stakeholder_id),
        commitments=parts.commitments(session, stakeholder_id, today),
    )


_FACTS = (
    "mandate",
    "description",
    "note",
    "sensitivities",
    "title",
    "form_of_address",
    "pronunciation",
    "precedence",
    "familiarity",
    "do_not_approach_why",
    "data_source",
    "notice",
    "notice_why",
    "objected",
    "restricted",
    "review_on",
    "retain_until",
)


def _work(session: Session, campaign_id: str, key: str) -> dict[str, Any]:
    """What the campaign records of its work with a stakeholder."""
    part = session.scalars(
        select(Involvement).where(Involvement.campaign_id == campaign_id, Involvement.stakeholder_id == key)
    ).first()
    return {
        "owner_id": part.owner_id if part else None,
        "next_on": part.next_on if part else None,
        "reasoning": part.reasoning if part else "",
        "interests": part.interests if part else "",
    }


_NOT_JUDGED: dict[str, Any] = {"motives": (), "assessments": (), "trail": ()}


def _judgements(session: Session, campaign_id: str, key: str, objective_id: str | None) -> dict[str, Any]:
    """What the campaign judged."""
    return {
        "motives": parts.motives(session, campaign_id, key),
        "assessments": tuple(history(session, campaign_id, key)),
        "trail": parts.trail(session, campaign_id, key, objective_id),
    }


def _outside(fact: Stakeholder) -> StakeholderRow:
    """The row of a stakeholder of the office that this campaign does not work with."""
    names = ("id", "name", "short_name", "code_name", "kind", "actor_type", "level", "country", "parent_id")
    flags = ("do_not_approach", "at_risk", "sensitivity")
    facts = {name: getattr(fact, name) for name in (*names, *flags)}
    return StakeholderRow(**facts, parent="", holder="", owner="", next_step="", roles=())


def shared_facts(session: Session, ids: Collection[str]) -> dict[str, Any]:
    """Return what several stakeholders have in common: for each fact the value of all, or ``MIXED``."""
    columns = [getattr(Stakeholder, name) for name in _SHARED]
    seen: set[tuple[Any, ...]] = set()
    keys = list(ids)
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        seen |= {tuple(row) for row in session.execute(select(*columns).where(Stakeholder.id.in_(batch)))}
    values = {name: {row[place] for row in seen} for place, name in enumerate(_SHARED)}
    return {name: next(iter(found)) if len(found) == 1 else MIXED for name, found in values.items()}


def stakeholder_names(session: Session) -> list[str]:
    """Return the names of all stakeholders of the office, by name, for a field that completes them."""
    return sorted(session.scalars(select(Stakeholder.name)), key=str.casefold)


_SHARED = ("kind", "actor_type", "level", "country", "sensitivity")
_BATCH = 5_000  # below what SQLite takes as parameters of one statement


def set_languages(session: Session, stakeholder_id: str, languages: Collection[str]) -> None:
    """Say which languages a stakeholder works in: exactly these."""
    wanted = [derived(StakeholderLanguage(stakeholder_id=stakeholder_id, value=tag)) for tag in languages]
    there = select(StakeholderLanguage).where(StakeholderLanguage.stakeholder_id == stakeholder_id)
    _exactly(session, session.scalars(there), wanted)


def set_motives(
    session: Session, campaign_id: str, stakeholder_id: str, motives: Mapping[Motive, int | None]
) -> None:
    """Say which motives we read in a stakeholder, in one campaign, and how sure we are: exactly these."""
    wanted = [
        derived(
            StakeholderMotive(
                campaign_id=campaign_id, stakeholder_id=stakeholder_id, value=one, confidence=confidence
            )
        )
        for one, confidence in motives.items()
    ]
    there = select(StakeholderMotive).where(
        StakeholderMotive.campaign_id == campaign_id, StakeholderMotive.stakeholder_id == stakeholder_id
    )
    held = list(session.scalars(there))
    for row in held:
        if row.value in motives:
            change(row, {"confidence": motives[row.value]})
    _exactly(session, held, wanted)


def _exactly(session: Session, there: Iterable[Base], wanted: Iterable[Base]) -> None:
    """Make the value rows that are there be ``wanted``; those that stay are not touched."""
    missing = {row.id: row for row in wanted}
    for row in there:
        if missing.pop(row.id, None) is None:
            session.delete(row)
    session.add_all(missing.values())
    session.flush()


def add_name(session: Session, stakeholder_id: str, *, name: str, language: str, kind: NameKind) -> str:
    """Add a further name of a stakeholder and return its key."""
    get(session, Stakeholder, stakeholder_id)
    row = StakeholderName(stakeholder_id=stakeholder_id, name=name, language=language, kind=kind)
    session.add(row)
    session.flush()
    return row.id


def delete_name(session: Session, name_id: str) -> None:
    """Take a further name away."""
    session.delete(get(session, StakeholderName, name_id))
    session.flush()


def add_holder(session: Session, post_id: str, *, name: str, since_on: date | None, note: str = "") -> str:
    """Record a new holder of a post; the one before ends on the day the new one begins. Returns the key.

    Position and relationship start not assessed for the new holder; promises stay with the post.
    """
    get(session, Stakeholder, post_id)
    if since_on is not None:
        checked_day(since_on, "since_on")
    for before in session.scalars(
        select(PostHolder).where(PostHolder.post_id == post_id, PostHolder.until_on.is_(None))
    ):
        change(before, {"until_on": since_on})
    row = PostHolder(post_id=post_id, name=name, since_on=since_on, note=note)
    session.add(row)
    session.flush()
    return row.id


def update_holder(session: Session, holder_id: str, **values: object) -> None:
    """Change who held a post, or from when to when. Raises ``InvalidValueError`` where it ends before it begins."""
    row = get(session, PostHolder, holder_id)
    change(row, values)
    for name in ("since_on", "until_on"):
        if (day := getattr(row, name)) is not None:
            checked_day(day, name)
    if row.since_on and row.until_on and row.until_on < row.since_on:
        raise refused("until_on", row.until_on, _("the end lies before the beginning"))
    session.flush()


def delete_holder(session: Session, holder_id: str) -> None:
    """Take away a holder who was recorded by mistake."""
    session.delete(get(session, PostHolder, holder_id))
    session.flush()
