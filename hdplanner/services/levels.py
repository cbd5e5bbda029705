"""The ladders of messengers as this office sees them: names of its own, and which rungs meet as equals."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.fields import noun
from hdplanner.domain.labels import label
from hdplanner.domain.office import LevelStep
from hdplanner.domain.rules_levels import HIGHEST, STEPS, step_of
from hdplanner.domain.values import Ladder, MessengerLevel
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _
from hdplanner.services.campaigns import office
from hdplanner.services.values import derived, refused


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A rung: its name here, and its step on the one ladder for all; ``own`` where the office set either."""

    level: MessengerLevel
    ladder: Ladder
    name: str
    step: int
    own: bool


def level_rows(session: Session) -> list[LevelRow]:
    """Return every rung, ladder by ladder, in the order of the field's lists."""
    found = {row.value: row for row in session.scalars(select(LevelStep))}
    steps = own_steps(session)
    return [
        LevelRow(
            level,
            level.ladder,
            (found[level].name if level in found else "") or label(level),
            step_of(level, steps),
            level in found,
        )
        for level in MessengerLevel
    ]


def own_steps(session: Session) -> dict[MessengerLevel, int]:
    """Return the steps that the office set, for the rules."""
    return {row.value: row.step for row in session.scalars(select(LevelStep)) if row.step is not None}


def set_level(session: Session, *, level: MessengerLevel, step: int | None = None, name: str = "") -> None:
    """Say where the office sees a rung and what it calls it; neither takes its own setting away.

    Raises ``InvalidValueError`` for a step off the ladder.
    """
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    if step is not None and not 1 <= step <= HIGHEST:
        raise refused("level", step, _("it goes from {low} to {high}").format(low=1, high=HIGHEST))
    row = derived(LevelStep(office_id=home.id, value=level))
    kept = session.get(LevelStep, row.id)
    if step is None and not name.strip():
        if kept is not None:
            session.delete(kept)
    else:
        if kept is None:
            session.add(kept := row)
        kept.step, kept.name = (None if step == STEPS[level] else step), name.strip()
    session.flush()
