"""The stakeholder table: everybody on the grid and beside it, in words, with the day of each judgement."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Heading, Prose, Span, TableBlock, Text
from hdplanner.briefing.sections.tables import filled, sources_of
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import other_way
from hdplanner.domain.values import Influence, Interest, Position, Relationship
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.stakeholders import StakeholderRow

_RATINGS = ("influence", "interest", "relationship")


def stakeholder_table(view: PlanView, voice: Voice) -> list[Block]:
    """Those with most influence first; components of the Movement apart, since they are not rated.

    Nothing for those who may see no judgement: a list of sorts and levels would only undo the code names.
    """
    if not view.judgements:
        return []
    rows = [row for row in view.stakeholders if row.name]
    others = sorted((row for row in rows if not row.movement), key=_weight)
    judged = [row for row in others if row.made_on]
    waiting = [row for row in others if not row.made_on]
    _ = voice.gettext
    return [
        _judged(judged, view, voice),
        Heading(_("Not assessed yet"), 3),
        _names(waiting, voice),
        Heading(_("Components of the Movement"), 3, _("neither rated nor counted")),
        _names([row for row in rows if row.movement], voice),
    ]


def _weight(row: StakeholderRow) -> tuple[int, int, str]:
    return -(row.influence or 0), -(row.interest or 0), row.name.casefold()


def _judged(rows: list[StakeholderRow], view: PlanView, voice: Voice) -> TableBlock:
    _ = voice.gettext
    columns = (
        Column(_("Stakeholder"), 3.1),
        Column(_("Position"), 1.6),
        Column(_("Influence"), 1.05),
        Column(_("Interest"), 1.1),
        Column(_("Relationship"), 1.2),
        Column(_("As of"), 1.6),
    )
    known = {name for name in _RATINGS if any(getattr(row, name) is not None for row in rows)}
    cells = tuple(_cells(row, known, view, voice) for row in rows)
    return filled(columns, cells, sources_of("stakeholder", rows))


def _cells(row: StakeholderRow, known: set[str], view: PlanView, voice: Voice) -> tuple[Text, ...]:
    """A rating that nobody has says nothing, not that it is not assessed: its column is left out."""
    return (
        _who(row, view, voice),
        _position(row, voice),
        voice.name(Influence, row.influence) if "influence" in known else "",
        voice.name(Interest, row.interest) if "interest" in known else "",
        _relationship(row, voice) if "relationship" in known else "",
        voice.as_of(row),
    )


def _who(row: StakeholderRow, view: PlanView, voice: Voice) -> Text:
    """A name; beneath it the one that it goes by in another script, and the parts that are played."""
    roles = voice.words.listed(voice.label(role).lower() for role in row.roles)
    original = view.originals.get(row.id, row.name)
    below = voice.words.joined(original if other_way(original, row.name) else "", roles)
    name = Span(row.name, strong=True)
    return (name, Span(f"\n{below}", muted=True)) if below else (name,)


def _position(row: StakeholderRow, voice: Voice) -> Text:
    """Where they stand and, below it, where we aim."""
    now = Span(voice.name(Position, row.position))
    if row.target_position is None or row.target_position == row.position:
        return (now,)
    target = f"\n{voice.arrow} {voice.name(Position, row.target_position).lower()}"
    return (now, Span(target, muted=True))


def _relationship(row: StakeholderRow, voice: Voice) -> str:
    strained = voice.gettext("strained") if row.strained else ""
    return voice.words.listed((voice.name(Relationship, row.relationship), strained))


def _names(rows: list[StakeholderRow], voice: Voice) -> Prose:
    return Prose(voice.words.listed(row.name for row in rows))
