"""Who is in the room: portraits in words, what to take care of, and what protocol asks for.

What is thought of somebody is printed only where the audience may see judgements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hdplanner.briefing.content import (
    Block,
    Column,
    Entries,
    Entry,
    Fact,
    Facts,
    Heading,
    Point,
    Points,
    Source,
    Span,
    Text,
)
from hdplanner.briefing.sections.concerning import kin_in, on_visit
from hdplanner.briefing.sections.tables import sourced
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.sections.when_where import called
from hdplanner.briefing.words import fill, full_stop
from hdplanner.domain.values import DelegateRole, DelegateSide, MeetingStatus, Position, Relationship
from hdplanner.services.pack_rows import AppointmentView, DelegateView, EncounterView, PackView
from hdplanner.services.plan_rows import PlanView, PortraitView
from hdplanner.services.stakeholders import StakeholderRow


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the other side: what they are called, their part, and what is known of them."""

    name: str
    part: str
    function: str
    key: str | None
    row: StakeholderRow | None
    portrait: PortraitView | None
    last: EncounterView | None
    plan: PlanView


def people(view: PackView, one: AppointmentView | None, voice: Voice) -> list[Person]:
    """The other side of a meeting, the principal first; the counterpart alone where nobody is named yet."""
    there = [row for row in (one.delegates if one else ()) if row.side is DelegateSide.THEIRS and called(row)]
    there.sort(key=lambda row: row.role is not DelegateRole.PRINCIPAL)
    if there:
        return [
            _person(view, row.stakeholder_id, called(row), _part(row, there, voice), row.function, row.last)
            for row in there
        ]
    key = one.stakeholder_id if one else view.subject.stakeholder_id
    name = one.counterpart if one else view.counterpart
    last = one.last if one else _last_of(view, key)
    return [_person(view, key, name, "", "", last)] if name else []


def _part(row: DelegateView, there: list[DelegateView], voice: Voice) -> str:
    """What somebody among others does there, where that is more than to be there."""
    plain = row.role is DelegateRole.PARTICIPANT or len(there) == 1
    return "" if plain else voice.label(row.role)


def _last_of(view: PackView, key: str | None) -> EncounterView | None:
    """The last meeting with a counterpart, for a brief that is written before the next one is arranged."""
    held = [
        one
        for plan in view.plans
        for one in plan.meetings
        if one.stakeholder_id == key and one.status is MeetingStatus.HELD and one.starts_at
    ]
    if key is None or not held:
        return None
    one = max(held, key=lambda one: str(one.starts_at))
    met_on = one.starts_at.date() if one.starts_at else view.today
    row = next((row for plan in view.plans for row in plan.stakeholders if row.id == key), None)
    before = bool(row and row.holder_since and met_on < row.holder_since)
    return EncounterView(one.id, met_on, "", one.their_words, before)


def _person(
    view: PackView, key: str | None, name: str, part: str, function: str, last: EncounterView | None
) -> Person:
    for plan in view.plans:
        row = next((row for row in plan.stakeholders if row.id == key), None)
        portrait = next((one for one in plan.portraits if one.id == key), None)
        if row or portrait:
            return Person(name, part, function, key, row, portrait, last, plan)
    return Person(name, part, function, key, None, None, last, view.plan)


def room(view: PackView, voice: Voice) -> list[Block]:
    """Portraits in words of everybody who sits there for the other side."""
    if on_visit(view):
        return []
    return portraits(people(view, view.meeting, voice), voice)


def portraits(there: list[Person], voice: Voice) -> list[Block]:
    """One entry each."""
    return [Entries(tuple(_entry(one, voice) for one in there))] if there else []


def _entry(one: Person, voice: Voice) -> Entry:
    lines = [line for line in _lines(one, voice) if line]
    source = Source("stakeholder", one.key) if one.key else None
    return Entry(one.name, one.part, "\n".join(lines), source)


def _lines(one: Person, voice: Voice) -> Iterator[str]:
    _ = voice.gettext
    yield one.function if one.function != one.name else ""
    yield _holder(one, voice)
    if one.portrait:
        yield full_stop(one.portrait.mandate)
        yield full_stop(one.portrait.description)
    yield _standing(one, voice)
    yield _met(one.last, voice)


def _holder(one: Person, voice: Voice) -> str:
    """Who holds the post, and since when."""
    row = one.row
    if row is None or not (row.holder or row.holder_since):
        return ""
    _ = voice.gettext
    told = (
        row.holder_since and str(row.holder_since.year) in row.holder
    )  # "Director since 2019" says it itself
    day = "" if told else voice.day(row.holder_since, "long")
    since = fill(_("since {date}"), date=day) if day else ""
    return voice.words.labelled(_("Holder"), voice.words.listed((row.holder, since)))


def _standing(one: Person, voice: Voice) -> str:
    """Where they stand and how close we are, in words, with the day of the judgement."""
    row = one.row
    if row is None or not one.plan.judgements or row.movement:
        return ""
    _ = voice.gettext
    position = ""
    if row.position is not None:
        position = fill(_("position: {position}"), position=voice.name(Position, row.position).lower())
    stated = ""
    if row.stated_position is not None and row.stated_position != row.position:
        stated = fill(_("says: {position}"), position=voice.name(Position, row.stated_position).lower())
    close = ""
    if row.relationship is not None:
        step = voice.name(Relationship, row.relationship).lower()
        close = fill(_("relationship: {step}"), step=step)
    strained = _("strained") if row.strained else ""
    due = _("due for review") if row.stale and row.made_on else ""
    told = voice.words.clauses(position, stated, close, strained)
    if not told:
        return ""
    return voice.words.noted(told[:1].upper() + told[1:], voice.day(row.made_on), due)


def _met(last: EncounterView | None, voice: Voice) -> str:
    """When we last met them, who did, and what was said then."""
    _ = voice.gettext
    if last is None:
        return ""
    day = voice.day(last.met_on)
    told = fill(_("Last met on {date} by {who}"), date=day, who=last.ours) if last.ours else ""
    told = told or fill(_("Last met on {date}"), date=day)
    before = _("the predecessor in the post") if last.predecessor else ""
    return voice.words.labelled(voice.words.noted(told, before), last.their_words)


def sensitivities(view: PackView, voice: Voice) -> list[Block]:
    """What to avoid in this meeting, and what to take care of with each of those who are there."""
    if on_visit(view):
        return []
    return care(view, view.meeting, voice)


def care(view: PackView, one: AppointmentView | None, voice: Voice) -> list[Block]:
    """The same for one meeting of a visit."""
    _ = voice.gettext
    points: list[Point] = []
    if one and one.avoid:
        avoid: Text = (Span(_("To avoid"), strong=True), Span("\n" + one.avoid))
        points.append(Point(avoid, source=Source("meeting", one.id)))
    for person in people(view, one, voice):
        if person.portrait and person.portrait.sensitivities:
            text: Text = (Span(person.name, strong=True), Span("\n" + person.portrait.sensitivities))
            points.append(Point(text, source=Source("stakeholder", person.portrait.id)))
    return [Points(tuple(points), numbered=False)] if points else []


def protocol(view: PackView, voice: Voice) -> list[Block]:
    """How each is addressed, in which order and language; and whom to call. Nothing here is guessed."""
    if on_visit(view):
        return []
    _ = voice.gettext
    there = [one for one in people(view, view.meeting, voice) if one.portrait]
    columns = (
        Column(_("Who"), 1.5),
        Column(_("Form of address"), 1.9),
        Column(_("Pronounced"), 1.6),
        Column(_("Precedence"), 1.1),
        Column(_("Languages"), 1.1),
        Column(_("Expects"), 1.4),
    )
    table = sourced(
        columns,
        [
            (Source("stakeholder", one.id), (person.name, *cells))
            for person in there
            if (one := person.portrait) and any(cells := _courtesies(one, voice))
        ],
    )
    return [*([table] if table.rows else []), *_reached(view, voice)]


def _courtesies(one: PortraitView, voice: Voice) -> tuple[str, ...]:
    named = dict.fromkeys((one.title, one.form_of_address))  # who has no title beside it is not named twice
    address = voice.words.joined(*named, by="\n")
    spoken = voice.words.listed(map(voice.language_name, one.languages))
    return address, one.pronunciation, one.precedence, spoken, voice.label(one.expects_level)


def _reached(view: PackView, voice: Voice) -> list[Block]:
    """Private offices and protocol of the counterpart and of the institution that they speak for."""
    kin = kin_in(view)
    names = {row.id: row.name for plan in view.plans for row in plan.stakeholders}
    contacts = {
        contact.id: (portrait.id, contact)
        for plan in view.plans
        for portrait in plan.portraits
        if portrait.id in kin
        for contact in portrait.contacts
    }
    facts = tuple(
        Fact(
            voice.words.listed((voice.label(contact.kind), names.get(key, ""))),
            contact.value,
            Source("stakeholder", key),
        )
        for key, contact in contacts.values()
    )
    return [Heading(voice.gettext("Contacts"), 3), Facts(facts)] if facts else []
