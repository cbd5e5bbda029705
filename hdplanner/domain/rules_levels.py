"""How the three ladders of messengers compare: who meets whom as an equal. Pure.

The default is diplomatic custom as we read it; an office may set other steps, and other names.
"""

from __future__ import annotations

from collections.abc import Mapping

from hdplanner.domain.values import MessengerLevel

STEPS: dict[MessengerLevel, int] = {
    MessengerLevel.MOVEMENT_BRANCH: 1,
    MessengerLevel.MOVEMENT_OFFICE: 1,
    MessengerLevel.MOVEMENT_HEAD: 2,
    MessengerLevel.MOVEMENT_SECRETARY_GENERAL: 4,
    MessengerLevel.MOVEMENT_PRESIDENT: 5,
    MessengerLevel.MOVEMENT_REGIONAL: 4,
    MessengerLevel.MOVEMENT_GLOBAL: 6,
    MessengerLevel.UN_OFFICE: 1,
    MessengerLevel.UN_HEAD: 3,
    MessengerLevel.UN_COORDINATOR: 4,
    MessengerLevel.UN_REGIONAL: 4,
    MessengerLevel.UN_PRINCIPAL: 5,
    MessengerLevel.UN_RELIEF_COORDINATOR: 5,
    MessengerLevel.UN_SECRETARY_GENERAL: 6,
    MessengerLevel.STATE_LOCAL: 1,
    MessengerLevel.STATE_DIRECTOR: 2,
    MessengerLevel.STATE_PERMANENT_SECRETARY: 3,
    MessengerLevel.STATE_AMBASSADOR: 4,
    MessengerLevel.STATE_MINISTER: 5,
    MessengerLevel.STATE_HEAD: 6,
}
"""Where each rung stands on one ladder for all, 1 the lowest, unless an office sees it otherwise."""

HIGHEST = 9


def step_of(level: MessengerLevel, own: Mapping[MessengerLevel, int] | None = None) -> int:
    """Return where a rung stands; ``own`` are the steps that the office set."""
    return (own or {}).get(level, STEPS[level])


def is_below(
    level: MessengerLevel | None,
    expected: MessengerLevel | None,
    own: Mapping[MessengerLevel, int] | None = None,
) -> bool:
    """Tell whether a messenger stands below what protocol asks. Where either is not known, nobody can say so."""
    if level is None or expected is None:
        return False
    return step_of(level, own) < step_of(expected, own)
