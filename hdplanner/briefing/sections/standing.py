"""Where they stand: the balance of support with the unknown apart, and the grid as a picture."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, FigureBlock, Heading, Prose, TableBlock, Tone
from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.domain.rules_grid import HIGH_FROM
from hdplanner.domain.values import Position
from hdplanner.figures.balance import balance_figure
from hdplanner.figures.grid import grid_figure
from hdplanner.figures.scene import Placed, build_scene
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.stakeholders import StakeholderRow

GRID_HEIGHT = 540.0
NAMES = 60


def standing(view: PlanView, voice: Voice) -> list[Block]:
    """Balance and grid; nothing of it for those who may not see judgements."""
    if not view.judgements or not any(row.made_on for row in view.stakeholders):
        return []
    return [Prose(_finding(view.stakeholders, voice), Tone.LEAD), *_balance(view, voice), *_grid(view, voice)]


def placed(row: StakeholderRow, view: PlanView) -> Placed:
    """A stakeholder as the grid takes it."""
    return Placed(
        row.id,
        row.name,
        row.kind.value,
        row.influence,
        row.interest,
        row.position,
        row.relationship,
        row.confidence,
        (view.today - row.made_on).days if row.made_on else None,
        row.stale,
        row.target_position,
        apart=row.movement,
    )


def _grid(view: PlanView, voice: Voice) -> list[Block]:
    _ = voice.gettext
    scene = build_scene(placed(row, view) for row in view.stakeholders)
    if not scene.marks:
        return []
    title = _title(view, voice)
    figure = grid_figure(
        scene,
        voice.column,
        GRID_HEIGHT,
        title=title,
        source=_source(view, voice),
        names=NAMES,
        measure=voice.measure,
        translate=voice.gettext,
    )
    return [FigureBlock(figure, title, figure.alt)]


def _title(view: PlanView, voice: Voice) -> str:
    if not view.objectives:
        return voice.gettext("Influence by interest")
    return fill(
        voice.gettext("Influence by interest; positions are on “{objective}”"),
        objective=view.objectives[0].title,
    )


def _source(view: PlanView, voice: Voice) -> str:
    """Whose judgements these are and how new: the newest one, so that a pack says the same tomorrow."""
    newest = max((row.made_on for row in view.stakeholders if row.made_on), default=None)
    return fill(
        voice.gettext("Source: judgements of {office}, the newest of {date}."),
        office=view.frame.office or voice.gettext("the office"),
        date=voice.day(newest, "long"),
    )


def _finding(rows: Iterable[StakeholderRow], voice: Voice) -> str:
    """What the picture shows, in a sentence: where those stand who count most."""
    _ = voice.gettext
    high = [row for row in rows if (row.influence or 0) >= HIGH_FROM and not row.movement]
    if not high:
        return ""
    known = [row.position for row in high if row.position is not None]
    parts = (
        (sum(step > 0 for step in known), _("{number} in favour")),
        (sum(step == 0 for step in known), _("{number} uncommitted")),
        (sum(step < 0 for step in known), _("{number} reserved or opposed")),
        (len(high) - len(known), _("{number} with no known position")),
    )
    told = voice.words.listed(fill(text, number=voice.number(number)) for number, text in parts if number)
    return voice.ngettext(
        "{number} stakeholder has high influence: {what}.",
        "{number} stakeholders have high influence: {what}.",
        len(high),
        what=told,
    )


def _balance(view: PlanView, voice: Voice) -> list[Block]:
    """In words or as bars; bars of nothing are not drawn."""
    _ = voice.gettext
    heading = Heading(_("Balance of support"), 2)
    if voice.words_only:
        return [heading, _spectrum(view.stakeholders, voice)]
    if not any(row.influence for row in view.stakeholders if not row.movement):
        return []
    figure = balance_figure(
        view.balance,
        voice.column,
        measure=voice.measure,
        translate=voice.gettext,
        number=voice.number,
        mirrored=voice.rtl,
    )
    note = _("Influence weighs each position. It is no forecast: one veto outweighs any sum of support.")
    return [heading, FigureBlock(figure, note, figure.alt)]


def _spectrum(rows: tuple[StakeholderRow, ...], voice: Voice) -> TableBlock:
    """Who stands where, in words: for plans that do without numbers."""
    _ = voice.gettext
    counted = [row for row in rows if not row.movement]
    lines: list[tuple[str, str]] = [
        (_(step.text), voice.words.listed(row.name for row in counted if row.position == step))
        for step in sorted(Position, reverse=True)
    ]
    unknown = voice.words.listed(row.name for row in counted if row.position is None)
    lines.append((_(NOT_ASSESSED), unknown))
    columns = (Column(_("Position"), 1.0), Column(_("Who"), 3.6))
    return TableBlock(columns, tuple(line for line in lines if line[1]))
