"""Profiles of those who decide or can block: where they stand, on what evidence, what was said and promised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hdplanner.briefing.content import Block, Fact, Facts, Heading, Prose, Source
from hdplanner.briefing.sections.decisions import part_in
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill, full_stop
from hdplanner.domain.values import (
    CommitmentSide,
    Confidence,
    Influence,
    Interest,
    MeetingStatus,
    Position,
    Relationship,
    StakeholderRoleValue,
    StepAction,
    TieSign,
)
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import CommitmentView, PlanView, PortraitView, TieView
from hdplanner.services.relations import RelationRow
from hdplanner.services.stakeholders import StakeholderRow

_DECIDING = frozenset({StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER})
DECIDING_STEPS = frozenset({StepAction.SIGNS, StepAction.VOTES, StepAction.VETO})
_QUOTES = 2
_LAST = 10_000
_NUMBER = re.compile(r"[0-9]{1,4}")


def profiles(view: PackView, voice: Voice) -> list[Block]:
    """One profile each, the most influential first; none for those who may not see judgements."""
    if not view.plan.judgements:
        return []
    portraits = {one.id: one for one in view.plan.portraits}
    relations = view.network.relations if view.network else ()
    blocks: list[Block] = []
    for row in deciders(view.plan):
        closest = _closest(relations, row.id, voice)
        blocks.extend(_profile(row, portraits.get(row.id), closest, view.plan, voice))
    return blocks


def deciders(view: PlanView) -> list[StakeholderRow]:
    """Who decides, signs, votes or can block: the most influential first, among them by precedence."""
    in_path = {
        step.stakeholder_id
        for window in view.windows
        for step in window.steps
        if step.action in DECIDING_STEPS
    }
    chosen = [
        row
        for row in view.stakeholders
        if row.name and not row.movement and (row.id in in_path or _DECIDING & set(row.roles))
    ]
    places = {one.id: _place(one.precedence) for one in view.portraits}
    return sorted(
        chosen,
        key=lambda row: (-(row.influence or 0), places.get(row.id, _LAST), row.name.casefold()),
    )


def _place(precedence: str) -> int:
    """The place in a list of precedence; words without a number say nothing of it."""
    found = _NUMBER.match(precedence.strip())
    return int(found[0]) if found else _LAST


def _profile(
    row: StakeholderRow, portrait: PortraitView | None, closest: str, view: PlanView, voice: Voice
) -> list[Block]:
    about = portrait.description if portrait else ""
    source = Source("stakeholder", row.id)
    facts = (replace(fact, source=source) for fact in _facts(row, portrait, closest, view, voice))
    return [
        Heading(row.name, 2, voice.position(row), source),
        Prose(about, source=source),
        Facts(tuple(facts)),
    ]


def _facts(
    row: StakeholderRow, portrait: PortraitView | None, closest: str, view: PlanView, voice: Voice
) -> tuple[Fact, ...]:
    _ = voice.gettext
    return (
        _held_by(row, portrait, voice),
        Fact(_("Mandate"), portrait.mandate if portrait else ""),
        Fact(_("In the decision"), "\n".join(part_in(view, row.id, voice))),
        Fact(_("Position"), _judged(row, voice)),
        Fact(_("Evidence"), _evidence(row, voice)),
        Fact(_("What was said"), _said(row.id, view, voice)),
        Fact(_("Promises"), _promises(row.id, view, voice)),
        Fact(_("Listens to"), _names(view.ties, row.id, TieSign.SUPPORTIVE, voice)),
        Fact(_("Pressed by"), _names(view.ties, row.id, TieSign.OBSTRUCTING, voice)),
        Fact(_("Closest of us"), closest),
        Fact(_("Take care"), portrait.sensitivities if portrait else ""),
        Fact(_("Next step"), voice.words.clauses(row.next_step, row.owner) if row.next_step else ""),
        Fact(_("Owner"), "" if row.next_step else row.owner),
    )


def _held_by(row: StakeholderRow, portrait: PortraitView | None, voice: Voice) -> Fact:
    """Who holds the post and how to address them; without a holder the address alone."""
    _ = voice.gettext
    form = portrait.form_of_address if portrait else ""
    if not row.holder:
        return Fact(_("Form of address"), form)
    address = fill(_("address as “{form}”"), form=form) if form else ""
    return Fact(_("Holder"), voice.words.clauses(row.holder, address))


def _judged(row: StakeholderRow, voice: Voice) -> str:
    """The position and what goes with it; alone it stands beside the name already."""
    standing, weights = _standing(row, voice), _weights(row, voice)
    if not weights and standing == voice.step(Position, row.position):
        return ""
    return voice.words.clauses(standing, *weights)


def _standing(row: StakeholderRow, voice: Voice) -> str:
    """What we read and what they say, where the two differ; what we aim at stands beside the name."""
    _ = voice.gettext
    if row.position is None:
        return voice.step(Position, None)
    parts = [voice.step(Position, row.position)]
    if row.stated_position is not None and row.stated_position != row.position:
        stated = voice.step(Position, row.stated_position).lower()
        parts.append(fill(_("says: {position}"), position=stated))
    return voice.words.clauses(*parts)


def _weights(row: StakeholderRow, voice: Voice) -> list[str]:
    _ = voice.gettext
    known = (
        (_("influence: {step}"), Influence, row.influence),
        (_("interest: {step}"), Interest, row.interest),
        (_("relationship: {step}"), Relationship, row.relationship),
    )
    parts = [
        fill(text, step=voice.name(scale, number).lower())
        for text, scale, number in known
        if number is not None
    ]
    if row.strained:
        parts.append(_("strained"))
    return parts


def _evidence(row: StakeholderRow, voice: Voice) -> str:
    """What the judgement rests on, of which day, and how sure we are."""
    _ = voice.gettext
    if row.made_on is None:
        return ""
    sure = (
        fill(_("confidence: {step}"), step=voice.gettext(Confidence(row.confidence).text).lower())
        if row.confidence
        else ""
    )
    due = _("due for review") if row.stale else ""
    return voice.words.noted(full_stop(row.evidence), voice.day(row.made_on), sure, due)


def _names(ties: tuple[TieView, ...], stakeholder_id: str, sign: TieSign, voice: Voice) -> str:
    """Who reaches them, the strongest first."""
    found = [tie for tie in ties if tie.target_id == stakeholder_id and tie.sign is sign]
    found.sort(key=lambda tie: (-(tie.strength or 0), tie.source.casefold()))
    return voice.words.listed(dict.fromkeys(tie.source for tie in found))


def _closest(relations: Iterable[RelationRow], stakeholder_id: str, voice: Voice) -> str:
    """The messenger with the best relationship; a strained one says so."""
    own = [row for row in relations if row.stakeholder_id == stakeholder_id and row.level]
    if not own:
        return ""
    best = max(own, key=lambda row: (row.level or 0, row.seen_on is not None, str(row.seen_on)))
    strained = voice.gettext("strained") if best.strained else ""
    level = voice.name(Relationship, best.level).lower()
    return voice.words.noted(best.messenger, voice.words.listed((level, strained)))


def _said(stakeholder_id: str, view: PlanView, voice: Voice) -> str:
    """Their own words with the day, the newest first; where none are written down, what the record says."""
    held = [
        one
        for one in view.meetings
        if one.stakeholder_id == stakeholder_id
        and one.status is MeetingStatus.HELD
        and (one.their_words or one.summary)
    ]
    held.sort(key=lambda one: str(one.starts_at or ""), reverse=True)
    return "\n".join(
        voice.words.noted(
            one.their_words or one.summary, voice.moment(one.starts_at, one.zone, date_only=True)
        )
        for one in held[:_QUOTES]
    )


def _promises(stakeholder_id: str, view: PlanView, voice: Voice) -> str:
    """Promises both ways that are not settled yet, ours first, and what became of them."""
    open_ones = [
        one
        for one in view.commitments
        if one.stakeholder_id == stakeholder_id and (one.status is None or one.status.is_open)
    ]
    return "\n".join(_promise(one, voice) for one in open_ones)


def _promise(one: CommitmentView, voice: Voice) -> str:
    _ = voice.gettext
    due = fill(_("due {date}"), date=voice.day(one.due_on)) if one.due_on else ""
    state = _("overdue") if one.overdue else voice.label(one.status).lower()
    sides = {CommitmentSide.OURS: _("Ours: {promise}"), CommitmentSide.THEIRS: _("Theirs: {promise}")}
    return fill(
        sides[one.side],
        promise=voice.words.joined(one.wording.rstrip(" ."), voice.words.listed((due, state)), by=" – "),
    )
