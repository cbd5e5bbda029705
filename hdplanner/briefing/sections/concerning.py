"""What of a plan concerns a counterpart: the asks, messages, answers and objectives that a meeting is about.

Where nothing is addressed to them, the plan as a whole is what a meeting is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.briefing.content import Block, Heading, Source
from hdplanner.domain.values import Disclosure, LineKind, MessageStatus
from hdplanner.services.pack_rows import AppointmentView, PackView
from hdplanner.services.plan_rows import (
    AskView,
    MessageView,
    ObjectiveView,
    PlanView,
    ProofView,
    ReplyView,
    VariantView,
)

MOST_POINTS = 4
Kin = frozenset[str]


def kin_in(view: PackView) -> Kin:
    """The counterpart of a pack with those who speak for it, by their keys."""
    return view.subject.kin


def meetings_of(view: PackView) -> tuple[AppointmentView, ...]:
    """The meeting that a pack is about, or those of its visit."""
    if view.meeting is not None:
        return (view.meeting,)
    return view.visit.meetings if view.visit else ()


def on_visit(view: PackView) -> bool:
    """Whether a pack is about a visit: what is said to whom then stands under each of its meetings."""
    return view.subject.visit_id is not None and view.subject.meeting_id is None


def under(plan: PlanView, view: PackView, blocks: list[Block]) -> list[Block]:
    """What comes from one campaign under its title, where a pack draws on several."""
    if len(view.plans) < 2 or not blocks:
        return blocks
    return [Heading(plan.frame.title, 2, source=Source("campaign", plan.frame.id)), *blocks]


def asks_of(plan: PlanView, kin: Kin) -> list[tuple[ObjectiveView, AskView]]:
    """What is asked of a counterpart and not met yet; without a counterpart, what is asked of anybody."""
    return [
        (objective, ask)
        for objective in plan.objectives
        for ask in objective.asks
        if ask.action and ask.met_on is None and (not kin or ask.addressee_id in kin)
    ]


def objectives_of(plan: PlanView, kin: Kin) -> list[ObjectiveView]:
    """The objectives for which a counterpart is asked for something, else those of the messages to them, else all."""
    asked = {objective.id for objective, _ask in asks_of(plan, kin)}
    asked = asked or {one.objective_id or "" for one in messages_for(plan, kin)}
    chosen = [objective for objective in plan.objectives if objective.id in asked]
    return chosen or list(plan.objectives)


def messages_for(plan: PlanView, kin: Kin) -> list[MessageView]:
    """The messages that are addressed to a counterpart, else those that they have an argument against, else all."""
    said = [one for one in plan.messages if one.core_line and one.status is not MessageStatus.EXPIRED]
    addressed = [
        one
        for one in said
        if one.addressee_id in kin or any(variant.stakeholder_id in kin for variant in one.variants)
    ]
    argued = [one for one in said if any(reply.stakeholder_id in kin for reply in one.replies)]
    return addressed or argued or said


def points_of(view: PackView) -> list[tuple[PlanView, list[MessageView]]]:
    """The messages to bring, at most four in all, campaign by campaign: each has its turn."""
    return points_among(view.plans, kin_in(view))


def points_among(plans: tuple[PlanView, ...], kin: Kin) -> list[tuple[PlanView, list[MessageView]]]:
    """The same for one counterpart of several."""
    found = [messages_for(plan, kin) for plan in plans]
    counts = [0] * len(plans)
    for turn in range(MOST_POINTS):
        for place, messages in enumerate(found):
            if turn < len(messages) and sum(counts) < MOST_POINTS:
                counts[place] += 1
    return [
        (plan, messages[:count]) for plan, messages, count in zip(plans, found, counts, strict=True) if count
    ]


def replies_to(plan: PlanView, kin: Kin, room: Kin, kind: LineKind) -> Iterator[ReplyView]:
    """Our answers to what a counterpart says or may ask: theirs first, then those of others in the room, then anybody's.

    Where none of these is written down, those that belong to the messages that are brought.
    """
    lines = [one for message in plan.messages for one in message.replies if one.kind is kind and one.reply]
    brought = {one.id for message in messages_for(plan, kin) for one in message.replies}
    theirs = [one for one in lines if one.stakeholder_id in kin]
    beside = [one for one in lines if one.stakeholder_id in room - kin]
    anybody = [one for one in lines if one.stakeholder_id is None and one.id in brought]
    yield from [*theirs, *beside, *anybody] or [one for one in lines if one.id in brought]


def room_of(view: PackView) -> Kin:
    """Who sits at the table for the other side, by their keys."""
    there = view.meeting.delegates if view.meeting else ()
    return frozenset(one.stakeholder_id for one in there if one.stakeholder_id)


def variant_for(message: MessageView, kin: Kin, language: str, first: str | None) -> VariantView | None:
    """The message in a language and in the words for a counterpart: for ``first`` before those around them.

    Where it is written in another language, also in the words for nobody in particular.
    """
    there = [
        one
        for one in message.variants
        if one.core_line and _base(one.language) == language and one.status is not MessageStatus.EXPIRED
    ]
    own = sorted(
        (one for one in there if one.stakeholder_id in kin), key=lambda one: one.stakeholder_id != first
    )
    if own or _base(message.language) == language:
        return own[0] if own else None
    open_ones = (
        one for one in there if one.stakeholder_id is None and one.coalition_id is None and not one.audience
    )
    return next(open_ones, None)


def _base(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def line_of(message: MessageView, kin: Kin, language: str, first: str | None) -> str:
    """What is said in one breath, in the pack's language where that is written down."""
    variant = variant_for(message, kin, language, first)
    return variant.core_line if variant else message.core_line


def proof_of(message: MessageView) -> ProofView | None:
    """The first proof of a message that may be said."""
    return next(
        (one for one in message.proofs if one.disclosure is Disclosure.MAY_BE_SAID and one.text), None
    )
