"""Which activities an audience outside may be told of: those that we carry out under our own name, before others."""

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


def may_be_told(one: Carried, audience: Audience) -> bool:
    """Ourselves all of it; others what is attributable, or public where nothing is said of attribution."""
    if audience not in _OUTSIDE or one.attribution is Attribution.ATTRIBUTABLE:
        return True
    return one.attribution is None and one.mode is Mode.PUBLIC
