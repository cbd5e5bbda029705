"""What an audience outside may be told of our own doing: activities under our own name, or before everybody."""

from __future__ import annotations

from typing import Protocol

from hdplanner.domain.values import Attribution, Audience, Mode

_OUTSIDE = frozenset({Audience.PARTNER, Audience.PUBLIC})


class Carried(Protocol):
    """An activity, however much of it is known."""

    @property
    def mode(self) -> Mode: ...
    @property
    def attribution(self) -> Attribution | None: ...


def is_outside(audience: Audience) -> bool:
    """Whether an audience is none of ours."""
    return audience in _OUTSIDE


def may_be_told(one: Carried, audience: Audience) -> bool:
    """Ourselves all of it; others what is attributable, or public where nothing is said of attribution."""
    if not is_outside(audience) or one.attribution is Attribution.ATTRIBUTABLE:
        return True
    return one.attribution is None and one.mode is Mode.PUBLIC
