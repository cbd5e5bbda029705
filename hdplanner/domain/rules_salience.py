"""Whom a campaign has to listen to: Mitchell, Agle and Wood's classes, and the spectrum of allies.

Pure functions. A class says nothing of support or opposition; the wording shown is the app's own.
"""

from __future__ import annotations

from hdplanner.domain.choices import Choice
from hdplanner.domain.rules_grid import HIGH_FROM
from hdplanner.i18n import N_


class Salience(Choice):
    """Power, legitimacy and urgency (Mitchell, Agle and Wood, 1997).

    Their "dangerous" (power and urgency without legitimacy) is never shown to anyone: people would read it
    as a verdict. It is named by what it asks of us.
    """

    DORMANT = "dormant", N_("Dormant")
    DISCRETIONARY = "discretionary", N_("Discretionary")
    DEMANDING = "demanding", N_("Demanding")
    DOMINANT = "dominant", N_("Dominant")
    PRESSING = "pressing", N_("Powerful and pressing")
    DEPENDENT = "dependent", N_("Dependent")
    DEFINITIVE = "definitive", N_("Definitive")
    NOT_SALIENT = "not-salient", N_("Not salient")


_CLASSES = {
    (True, False, False): Salience.DORMANT,
    (False, True, False): Salience.DISCRETIONARY,
    (False, False, True): Salience.DEMANDING,
    (True, True, False): Salience.DOMINANT,
    (True, False, True): Salience.PRESSING,
    (False, True, True): Salience.DEPENDENT,
    (True, True, True): Salience.DEFINITIVE,
    (False, False, False): Salience.NOT_SALIENT,
}


def salience(influence: int | None, legitimacy: bool | None, urgency: bool | None) -> Salience | None:
    """Return the salience class; power is an influence of 4 or more. ``None`` while anything is not assessed."""
    if influence is None or legitimacy is None or urgency is None:
        return None
    return _CLASSES[influence >= HIGH_FROM, legitimacy, urgency]


class AllyWedge(Choice):
    """The spectrum of allies (M. Oppenheimer and G. Lakey, 1965): each is moved one wedge at a time."""

    ACTIVE_ALLY = "active-ally", N_("Active ally")
    PASSIVE_ALLY = "passive-ally", N_("Passive ally")
    NEUTRAL = "neutral", N_("Neutral")
    PASSIVE_OPPONENT = "passive-opponent", N_("Passive opponent")
    ACTIVE_OPPONENT = "active-opponent", N_("Active opponent")


_WEDGES = {
    2: AllyWedge.ACTIVE_ALLY,
    1: AllyWedge.PASSIVE_ALLY,
    0: AllyWedge.NEUTRAL,
    -1: AllyWedge.PASSIVE_OPPONENT,
    -2: AllyWedge.ACTIVE_OPPONENT,
}


def ally_wedge(position: int | None) -> AllyWedge | None:
    """Return the wedge of a position, or ``None`` where it is not assessed."""
    return None if position is None else _WEDGES[position]


def realistic_target(position: int) -> int:
    """Return the furthest position one may aim at from here by default: one step towards support."""
    return min(position + 1, 2)
