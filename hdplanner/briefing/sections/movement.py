"""What moved since the last pack: who stands elsewhere, new holders, and what was done, promised and decided since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hdplanner.briefing.content import (
    Block,
    Column,
    Entries,
    Entry,
    Heading,
    Prose,
    Source,
    Span,
    TableBlock,
    Tone,
)
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.choices import Scale
from hdplanner.domain.rules_movement import Change
from hdplanner.domain.values import (
    Influence,
    Interest,
    MeetingStatus,
    Position,
    Relationship,
)
from hdplanner.i18n import N_
from hdplanner.services.movement_rows import HolderView, MovedView, MovementView, NamedView
from hdplanner.services.pack_rows import PackView

_RATINGS: Mapping[str, tuple[str, type[Scale]]] = {
    "position": (N_("Position"), Position),
    "influence": (N_("Influence"), Influence),
    "interest": (N_("Interest"), Interest),
    "relationship": (N_("Relationship"), Relationship),
}
"""What can move; how sure we are and what we aim at is about ourselves."""


def moved(view: PackView, voice: Voice) -> list[Block]:
    """Nothing before the first pack of a plan, nor where all stands as it stood."""
    found = view.movement
    if found is None:
        return []
    _ = voice.gettext
    told = [
        Heading(_("Who stands elsewhere"), 3),
        _moves(found.moved, voice),
        Heading(_("Besides"), 3),
        _others(found.moved, voice),
        Heading(_("Posts that changed hands"), 3),
        _holders(found.holders, voice),
        Heading(_("Assessed for the first time"), 3),
        _names(found.new, voice),
        Heading(_("Due for review since"), 3),
        _names(found.stale, voice),
        *_since(view, found.since, voice),
    ]
    if all(isinstance(block, Heading) or _is_empty(block) for block in told):
        return []
    return [Prose(_lead(found, voice), Tone.LEAD), *told]


def _is_empty(block: Block) -> bool:
    match block:
        case TableBlock(rows=rows):
            return not rows
        case Entries(items=items):
            return not items
        case Prose(text=text):
            return not text
    return False


def _lead(found: MovementView, voice: Voice) -> str:
    steps = [
        change.now - change.was
        for row in found.moved
        for change in row.changes
        if change.field == "position" and change.was is not None and change.now is not None
    ]
    nearer, further = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    told = (
        voice.ngettext("{number} has come nearer to us", "{number} have come nearer to us", nearer)
        if nearer
        else "",
        voice.ngettext("{number} has moved away from us", "{number} have moved away from us", further)
        if further
        else "",
    )
    sentence = voice.gettext("Since {date}: {what}.")
    nobody = voice.gettext("nobody whose position was known has moved")
    return fill(sentence, date=voice.day(found.since, "long"), what=voice.words.listed(told) or nobody)


def _moves(rows: tuple[MovedView, ...], voice: Voice) -> TableBlock:
    """A row each: positions first, those that moved furthest away from us at the top."""
    _ = voice.gettext
    columns = (
        Column(_("Stakeholder"), 2.3),
        Column(_("Position"), 2.7),
        Column(_("Besides"), 2.6),
        Column(_("As of"), 1.3),
    )
    told = sorted((row for row in rows if "position" in _fields(row)), key=_by_move)
    cells = tuple(
        (
            row.name,
            "".join(_step(change, voice) for change in row.changes if change.field == "position"),
            "\n".join(_besides(row, voice)),
            voice.day(row.made_on),
        )
        for row in told
    )
    return filled(columns, cells, [Source("stakeholder", row.stakeholder_id) for row in told])


def _besides(row: MovedView, voice: Voice) -> list[str]:
    """What else moved: "Interest: low → some"."""
    return [
        voice.words.labelled(voice.gettext(_RATINGS[change.field][0]), _step(change, voice).lower())
        for change in row.changes
        if change.field in _RATINGS and change.field != "position"
    ]


def _others(rows: tuple[MovedView, ...], voice: Voice) -> Prose:
    """Who stands where they stood, and moved otherwise."""
    told = [(row.name, _besides(row, voice)) for row in rows if "position" not in _fields(row)]
    ordered = sorted((one for one in told if one[1]), key=lambda one: one[0].casefold())
    return Prose(
        voice.words.clauses(*(voice.words.noted(name, *map(str.lower, besides)) for name, besides in ordered))
    )


def _fields(row: MovedView) -> set[str]:
    return {change.field for change in row.changes}


def _by_move(row: MovedView) -> tuple[int, int, str]:
    """Who was known to stand elsewhere comes before who was not assessed, and these before all others."""
    for change in row.changes:
        if change.field == "position" and change.now is not None:
            if change.was is None:
                return 1, 0, row.name.casefold()
            return 0, change.now - change.was, row.name.casefold()
    return 2, 0, row.name.casefold()


def _step(change: Change, voice: Voice) -> str:
    scale = _RATINGS[change.field][1]
    return f"{voice.name(scale, change.was)} {voice.arrow} {voice.name(scale, change.now)}"


def _holders(rows: tuple[HolderView, ...], voice: Voice) -> Entries:
    """A new holder is not assessed by what the one before thought."""
    _ = voice.gettext
    return Entries(
        tuple(
            Entry(
                row.name,
                fill(_("since {date}"), date=voice.day(row.since_on)),
                voice.words.clauses(row.holder, "" if row.assessed else _("position not assessed yet")),
                Source("stakeholder", row.stakeholder_id),
            )
            for row in rows
        )
    )


def _names(rows: tuple[NamedView, ...], voice: Voice) -> Prose:
    return Prose(voice.words.listed(row.name for row in rows))


def _since(view: PackView, since: date, voice: Voice) -> list[Block]:
    """What was done, promised and decided meanwhile, in one list by the day, the newest first."""
    _ = voice.gettext
    plan = view.plan
    held = [
        (one.starts_at.date(), one.title or one.counterpart, _("Meeting held"), Source("meeting", one.id))
        for one in plan.meetings
        if one.status is MeetingStatus.HELD and one.starts_at
    ]
    promised = [
        (
            one.made_on,
            voice.words.labelled(one.stakeholder, one.wording),
            voice.label(one.side),
            Source("commitment", one.id),
        )
        for one in plan.commitments
        if one.made_on
    ]
    decided = [
        (one.decided_on, one.question, _("Decided"), Source("decision", one.id))
        for one in plan.decisions
        if one.decided_on
    ]
    fresh = [row for row in (*held, *promised, *decided) if row[0] > since]
    ordered = sorted(fresh, key=lambda row: (-row[0].toordinal(), row[1]))
    columns = (Column(_("Day"), 1.3), Column(_("What"), 5.4), Column(_("Kind"), 1.5))
    cells = [(voice.day(day), text, (Span(kind, muted=True),)) for day, text, kind, _source in ordered]
    table = filled(columns, cells, [source for *_row, source in ordered])
    return [Heading(_("Held, promised and decided since"), 3), table]
