"""What a card, a brief, a leave-behind, a record or a read-out lacks, for its author: never printed.

In the language of the window; a reader of the pack does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.briefing.sections.concerning import (
    MOST_POINTS,
    asks_of,
    kin_in,
    meetings_of,
    messages_for,
    points_of,
    variant_for,
)
from hdplanner.domain.values import (
    ActorType,
    CommitmentSide,
    DelegateRole,
    DelegateSide,
    Disclosure,
    MeetingStatus,
    MessageStatus,
    PackKind,
)
from hdplanner.i18n import _, active_language, catalogue, format_date, ngettext
from hdplanner.services.pack_rows import AppointmentView, PackView
from hdplanner.services.plan_rows import MessageView
from hdplanner.services.stakeholders import StakeholderRow

_BEFORE = frozenset({PackKind.SPEAKING_CARD, PackKind.MEETING_BRIEF})
_AFTER = frozenset({PackKind.RECORD, PackKind.READ_OUT})


def meeting_gaps(view: PackView, kind: PackKind, language: str = "") -> Iterator[str]:
    """The sentences for a kind of pack about a meeting, the gravest first; ``language`` is the pack's."""
    if kind in _BEFORE:
        yield from _before(view, language)
    elif kind is PackKind.LEAVE_BEHIND:
        yield from _left_behind(view, language)
    elif kind in _AFTER:
        yield from _afterwards(view, kind)


def _before(view: PackView, language: str) -> Iterator[str]:
    meetings = meetings_of(view)
    if not meetings and view.subject.stakeholder_id is None:
        yield _("No meeting and no counterpart is chosen: this is about the plan as a whole.")
    yield from _not_to_be_approached(view)
    for one in meetings:
        yield from _arrangements(one)
        yield from _interpreter(view, one, language)
        yield from _coordination(view, one)
    yield from _points(view, language)
    yield from _judged(view)
    yield from _promised(view)


def _not_to_be_approached(view: PackView) -> Iterator[str]:
    for row in _rows(view):
        if row.do_not_approach:
            yield _("“{name}” is marked as not to be approached.").format(name=row.name)


def _arrangements(one: AppointmentView) -> Iterator[str]:
    """What a meeting should have before somebody goes there."""
    ours = [row for row in one.delegates if row.side is DelegateSide.OURS]
    lacking = (
        (not one.desired_outcome, _("“{meeting}” has no desired outcome.")),
        (one.starts_at is None, _("“{meeting}” has no date.")),
        (one.status is MeetingStatus.CANCELLED, _("“{meeting}” is cancelled.")),
        (not ours, _("Nobody of ours is named for “{meeting}”.")),
        (
            bool(ours) and not any(row.role is DelegateRole.NOTE_TAKER for row in ours),
            _("Nobody takes notes in “{meeting}”."),
        ),
    )
    for is_lacking, sentence in lacking:
        if is_lacking:
            yield sentence.format(meeting=one.title or one.counterpart)


def _interpreter(view: PackView, one: AppointmentView, language: str) -> Iterator[str]:
    """A counterpart who does not work in the pack's language, and nobody to interpret."""
    if not language or any(row.role is DelegateRole.INTERPRETER for row in one.delegates):
        return
    spoken = next(
        (
            portrait.languages
            for plan in view.plans
            for portrait in plan.portraits
            if portrait.id == one.stakeholder_id
        ),
        (),
    )
    if spoken and _base(language) not in map(_base, spoken):
        sentence = _("“{meeting}” has no interpreter, and {name} is not known to work in {language}.")
        yield sentence.format(
            meeting=one.title or one.counterpart, name=one.counterpart, language=_name_of(language)
        )


def _coordination(view: PackView, one: AppointmentView) -> Iterator[str]:
    """An embassy is approached, and nothing is written down of who in the Movement knows of it."""
    counterpart = next((row for row in _rows(view) if row.id == one.stakeholder_id), None)
    if counterpart and counterpart.actor_type is ActorType.EMBASSY and not one.consultations:
        sentence = _("“{meeting}” is with a foreign authority; nobody in the Movement was consulted on it.")
        yield sentence.format(meeting=one.title or one.counterpart)


def _points(view: PackView, language: str) -> Iterator[str]:
    kin = kin_in(view)
    chosen = [one for _plan, messages in points_of(view) for one in messages]
    if not chosen:
        yield _("There is no point to make: no message may be shown to this audience.")
    count = sum(len(messages_for(plan, kin)) for plan in view.plans)
    if count > MOST_POINTS:
        sentence = ngettext(
            "{number} message would be a point to make; the first four are printed.",
            "{number} messages would be points to make; the first four are printed.",
            count,
        )
        yield sentence.format(number=count)
    for one in chosen:
        yield from _wording(one, view, language)


def _wording(one: MessageView, view: PackView, language: str) -> Iterator[str]:
    if one.status is not MessageStatus.APPROVED:
        yield _("The message “{message}” is not approved.").format(message=one.title)
    if not any(proof.disclosure is Disclosure.MAY_BE_SAID for proof in one.proofs):
        yield _("The message “{message}” has no proof that may be said.").format(message=one.title)
    if language and _base(one.language) != _base(language):
        found = variant_for(one, kin_in(view), _base(language), view.subject.stakeholder_id)
        if found is None:
            sentence = _("The message “{message}” has no words in {language}.")
            yield sentence.format(message=one.title, language=_name_of(language))


def _judged(view: PackView) -> Iterator[str]:
    """What is thought of those in the room is old, or nobody has said it."""
    if not view.plan.judgements:
        return
    there = {row.stakeholder_id for one in meetings_of(view) for row in one.delegates}
    there |= {one.stakeholder_id for one in meetings_of(view)} | {view.subject.stakeholder_id}
    for row in _rows(view):
        if row.id not in there or row.movement:
            continue
        if row.position is None:
            yield _("The position of {name} is not known.").format(name=row.name)
        elif row.stale and row.made_on:
            sentence = _("The judgement of {name} is of {date} and due for review.")
            yield sentence.format(name=row.name, date=format_date(row.made_on))


def _promised(view: PackView) -> Iterator[str]:
    for promise in view.promises:
        if promise.overdue and promise.side is CommitmentSide.OURS:
            yield _("A promise of ours to them is overdue: “{promise}”").format(promise=promise.wording)


def _left_behind(view: PackView, language: str) -> Iterator[str]:
    messages = [one for _plan, found in points_of(view) for one in found]
    if not messages:
        yield _("Nothing may be left behind: no approved message may be said in public.")
        return
    if not any(asks_of(plan, kin_in(view)) for plan in view.plans):
        yield _("No ask is marked as public: the message alone says what is asked.")
    if not any(one.proofs for one in messages):
        yield _("No proof may be said in public.")
    if not view.plan.frame.office:
        yield _("The office has no name: the paper does not say who speaks.")
    yield from _torn(view, messages, language)


def _torn(view: PackView, messages: list[MessageView], language: str) -> Iterator[str]:
    """Sentences that name somebody who may not be named: they would be handed over with a hole in them."""
    hole = catalogue(language or active_language()).gettext("(name left out)")
    asks = [ask.action for plan in view.plans for _objective, ask in asks_of(plan, kin_in(view))]
    lines = [text for one in messages for text in (one.core_line, *one.supports)]
    for text in (*asks, *lines):
        if hole in text:
            yield _("A name is left out of “{text}”: say it without the name.").format(text=text)


def _afterwards(view: PackView, kind: PackKind) -> Iterator[str]:
    meetings = meetings_of(view)
    if not meetings:
        yield _("No meeting was held that could be recorded.")
    for one in meetings:
        name = one.title or one.counterpart
        if one.status is not MeetingStatus.HELD:
            yield _("“{meeting}” is not marked as held.").format(meeting=name)
        if not one.records:
            yield _("“{meeting}” has no record yet.").format(meeting=name)
        elif kind is PackKind.READ_OUT and not any(row.read_out for row in one.records):
            yield _("The record of “{meeting}” has no read-out.").format(meeting=name)
        elif kind is PackKind.RECORD and not any(row.summary for row in one.records):
            yield _("The record of “{meeting}” does not say what was said.").format(meeting=name)


def _rows(view: PackView) -> list[StakeholderRow]:
    """The counterparts of a pack, and those who sit beside them, once each."""
    keys = kin_in(view).union(*(one.kin for one in meetings_of(view)))
    keys |= {row.stakeholder_id for one in meetings_of(view) for row in one.delegates if row.stakeholder_id}
    found = {row.id: row for plan in reversed(view.plans) for row in plan.stakeholders if row.id in keys}
    return sorted(found.values(), key=lambda row: (row.name.casefold(), row.id))


def _base(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def _name_of(tag: str) -> str:
    """A language by its name in the language of the window."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name(active_language()) or tag
    except (UnknownLocaleError, ValueError):
        return tag
