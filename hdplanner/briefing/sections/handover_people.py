"""People for a successor: letters without an answer, who was last spoken with, and who can introduce to whom."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, Heading, Prose, Source, Span, Text
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.rules_grid import HIGH_FROM
from hdplanner.domain.values import Relationship
from hdplanner.services.handover_rows import LastContactView, LetterView
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import PortraitView
from hdplanner.services.relations import RelationRow
from hdplanner.services.stakeholders import StakeholderRow


def unanswered(view: PackView, voice: Voice) -> list[Block]:
    """What we wrote, and nobody has spoken with us since: the longest waiting first."""
    _ = voice.gettext
    columns = (
        Column(_("To whom"), 1.9),
        Column(_("What we sent"), 3.8),
        Column(_("Sent"), 1.9),
        Column(_("Waiting"), 1.1),
    )
    letters = view.handover.letters
    cells = [_letter(one, view, voice) for one in letters]
    return [filled(columns, cells, sources_of("activity", letters))]


def _letter(one: LetterView, view: PackView, voice: Voice) -> tuple[Text, ...]:
    days = (view.today - one.sent_on).days
    below = voice.words.clauses(voice.label(one.channel), one.paper, one.follow_up)
    return (
        (Span(one.stakeholder, strong=True),),
        (Span(one.title), Span(f"\n{below}", muted=True)),
        (Span(voice.day(one.sent_on)), Span(f"\n{one.by}" if one.by else "", muted=True)),
        voice.ngettext("{number} day", "{number} days", days),
    )


def last_contacts(view: PackView, voice: Voice) -> list[Block]:
    """Who, when, by whom of us and through what, and what is to come next; then who counts and was never met."""
    _ = voice.gettext
    columns = (
        Column(_("Who"), 2.0),
        Column(_("Last contact"), 3.0),
        Column(_("By whom of us"), 1.6),
        Column(_("Next step"), 2.6),
    )
    contacts = view.handover.contacts
    cells = [_contact(one, voice) for one in contacts]
    table = filled(columns, cells, [Source(one.table, one.id) for one in contacts])
    met = _circle({one.stakeholder_id for one in contacts}, view)
    never = [row.name for row in _who_counts(view) if row.id not in met]
    return [table, Heading(_("High influence, and no contact recorded"), 3), Prose(voice.words.listed(never))]


def _circle(met: set[str], view: PackView) -> set[str]:
    """Those who were met, their institutions, and the posts of these: one speaks for the other."""
    parents = {row.id: row.parent_id for row in view.plan.stakeholders}
    above = {parent for key in met if (parent := parents.get(key))}
    below = {key for key, parent in parents.items() if parent in met}
    return met | above | below


def _who_counts(view: PackView) -> Iterable[StakeholderRow]:
    rows = (row for row in view.plan.stakeholders if row.name and not row.movement)
    return (row for row in rows if (row.influence or 0) >= HIGH_FROM and not row.do_not_approach)


def _contact(one: LastContactView, voice: Voice) -> tuple[Text, ...]:
    how = voice.words.clauses(voice.day(one.held_on), voice.label(one.channel))
    step = voice.words.noted(one.next_step, one.owner) if one.next_step else one.owner
    return (
        (Span(one.stakeholder, strong=True),),
        (Span(one.title), Span(f"\n{how}", muted=True)),
        one.by,
        step,
    )


def introductions(view: PackView, voice: Voice) -> list[Block]:
    """Whom to be introduced to, the strongest relationships first, and by whom; one that does not exist is none."""
    if view.network is None:
        return []
    _ = voice.gettext
    portraits = {one.id: one for one in view.plan.portraits}
    posts = {row.id: row for row in view.plan.stakeholders if not row.do_not_approach}
    own: dict[str, list[RelationRow]] = {}
    for row in sorted(view.network.relations, key=_closeness):
        if row.level and row.stakeholder_id in posts:
            own.setdefault(row.stakeholder_id, []).append(row)
    columns = (
        Column(_("To whom"), 2.3),
        Column(_("By whom"), 1.9),
        Column(_("Relationship"), 1.6),
        Column(_("How to be introduced"), 3.0),
    )
    cells = [_introduction(posts[key], rows, portraits.get(key), voice) for key, rows in own.items()]
    return [filled(columns, cells, [Source("stakeholder", key) for key in own])]


def _closeness(row: RelationRow) -> tuple[int, bool, str, str]:
    return -(row.level or 0), row.strained, row.stakeholder.casefold(), row.messenger.casefold()


def _introduction(
    post: StakeholderRow, rows: list[RelationRow], portrait: PortraitView | None, voice: Voice
) -> tuple[Text, ...]:
    _ = voice.gettext
    best, others = rows[0], [row.messenger for row in rows[1:]]
    also = fill(_("also: {names}"), names=voice.words.listed(others)) if others else ""
    strained = _("strained") if best.strained else ""
    seen = fill(_("as of {date}"), date=voice.day(best.seen_on)) if best.seen_on else ""
    level = voice.words.listed((voice.name(Relationship, best.level), strained))
    below = voice.words.clauses(post.holder, _("at risk") if post.at_risk else "")
    return (
        (Span(post.name, strong=True), Span(f"\n{below}" if below else "", muted=True)),
        (Span(best.messenger), Span(f"\n{also}" if also else "", muted=True)),
        (Span(level), Span(f"\n{seen}" if seen else "", muted=True)),
        _how(best, portrait, voice),
    )


def _how(row: RelationRow, portrait: PortraitView | None, voice: Voice) -> Text:
    """What was noted of the relationship, the form of address, and whose door to knock at."""
    _ = voice.gettext
    if portrait is None:
        return row.note
    form = portrait.form_of_address
    address = fill(_("address as “{form}”"), form=form) if form else ""
    doors = [voice.words.labelled(voice.label(one.kind), one.value) for one in portrait.contacts[:2]]
    below = "\n".join(filter(None, (address, *doors)))
    return (Span(row.note), Span(f"\n{below}" if row.note and below else below, muted=True))
