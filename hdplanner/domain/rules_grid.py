"""In which quarter of a grid a stakeholder stands, and what a humanitarian actor does there.

Pure functions over ratings. What is not assessed has no quarter: it is never taken for the middle.
"""

from __future__ import annotations

from hdplanner.domain.choices import Choice
from hdplanner.i18n import N_

HIGH_FROM = 4
"""High is 4 or 5, low is 1 to 3: influence and interest alike."""
WORKING_FROM = 2
"""A relationship works from 2 on: below, we have met at most once."""


class MendelowQuadrant(Choice):
    """Influence by interest (A. Mendelow, 1991)."""

    MANAGE_CLOSELY = "manage-closely", N_("Manage closely")
    KEEP_SATISFIED = "keep-satisfied", N_("Keep satisfied")
    KEEP_INFORMED = "keep-informed", N_("Keep informed")
    MONITOR = "monitor", N_("Monitor")

    @property
    def advice(self) -> str:
        """What to do with those who stand here, in a sentence to be translated."""
        return _MENDELOW_ADVICE[self]


_MENDELOW_ADVICE = {
    MendelowQuadrant.MANAGE_CLOSELY: N_("Meet often, hear them first, decide with them in mind."),
    MendelowQuadrant.KEEP_SATISFIED: N_("Answer their concerns before they have to ask."),
    MendelowQuadrant.KEEP_INFORMED: N_("Share what you know; together they carry weight."),
    MendelowQuadrant.MONITOR: N_("Look again before each decision."),
}


class AiimQuadrant(Choice):
    """Alignment by interest (AIIM; E. Mendizabal, Overseas Development Institute, 2007 to 2010)."""

    ALLIANCE = "alliance", N_("Build an alliance")
    RAISE_AWARENESS = "raise-awareness", N_("Raise awareness")
    CHANGE_MINDS = "change-minds", N_("Change minds")
    FOLLOW = "follow", N_("Follow from afar")
    UNDECIDED = "undecided", N_("Undecided")

    @property
    def advice(self) -> str:
        """What to do with those who stand here, in a sentence to be translated."""
        return _AIIM_ADVICE[self]


_AIIM_ADVICE = {
    AiimQuadrant.ALLIANCE: N_("Act together and let them lead where they can."),
    AiimQuadrant.RAISE_AWARENESS: N_("Show why the matter touches them."),
    AiimQuadrant.CHANGE_MINDS: N_("Listen, answer objections, go through those they trust."),
    AiimQuadrant.FOLLOW: N_("Know their reasons; spend effort elsewhere."),
    AiimQuadrant.UNDECIDED: N_("Persuade: find out what would settle it for them."),
}


class HumanitarianStrategy(Choice):
    """What a humanitarian actor does, by influence and position (``design/domain.md`` section 9)."""

    EMPOWER = "empower", N_("Empower and let lead")
    PERSUADE = "persuade", N_("Persuade: first priority")
    UNDERSTAND = "understand", N_("Engage, understand, reduce objections")
    COALITION = "coalition", N_("Inform, bring into a coalition")
    MONITOR = "monitor", N_("Monitor")

    @property
    def advice(self) -> str:
        """What to do with those who stand here, in a sentence to be translated."""
        return _STRATEGY_ADVICE[self]


_STRATEGY_ADVICE = {
    HumanitarianStrategy.EMPOWER: N_("Give them what they need to speak, and let them lead."),
    HumanitarianStrategy.PERSUADE: N_("Meet them first: find out what would settle it for them."),
    HumanitarianStrategy.UNDERSTAND: N_(
        "Hear their reasons, also through those they trust; remove objections."
    ),
    HumanitarianStrategy.COALITION: N_("Keep them informed; together they carry weight."),
    HumanitarianStrategy.MONITOR: N_("Look again before each decision."),
}


class RelationshipCare(Choice):
    """What our relationship needs, by influence (after the relationship map of Learn to Influence)."""

    KEEP_CLOSE = "keep-close", N_("Keep close")
    BUILD = "build", N_("Build the relationship first")
    IN_TOUCH = "in-touch", N_("Stay in touch")
    AFAR = "afar", N_("Know from afar")

    @property
    def advice(self) -> str:
        """What to do with those who stand here, in a sentence to be translated."""
        return _CARE_ADVICE[self]


_CARE_ADVICE = {
    RelationshipCare.KEEP_CLOSE: N_("Meet also when you need nothing, and keep every promise."),
    RelationshipCare.BUILD: N_(
        "Get to know each other before you ask; let someone they trust introduce you."
    ),
    RelationshipCare.IN_TOUCH: N_("Share news and thanks; they may open a door to others."),
    RelationshipCare.AFAR: N_("Know who they are; make contact when the matter touches them."),
}


def mendelow_quadrant(influence: int | None, interest: int | None) -> MendelowQuadrant | None:
    """Return the quarter of influence by interest, or ``None`` where either is not assessed."""
    if influence is None or interest is None:
        return None
    if influence >= HIGH_FROM:
        return MendelowQuadrant.MANAGE_CLOSELY if interest >= HIGH_FROM else MendelowQuadrant.KEEP_SATISFIED
    return MendelowQuadrant.KEEP_INFORMED if interest >= HIGH_FROM else MendelowQuadrant.MONITOR


def alignment(assessed: int | None, stated: int | None) -> int | None:
    """Return the position that counts: the assessed one, else the stated one."""
    return stated if assessed is None else assessed


def aiim_quadrant(position: int | None, interest: int | None) -> AiimQuadrant | None:
    """Return the quarter of alignment by interest; a position of 0 stands on the line, undecided."""
    if position is None or interest is None:
        return None
    if position == 0:
        return AiimQuadrant.UNDECIDED
    if position > 0:
        return AiimQuadrant.ALLIANCE if interest >= HIGH_FROM else AiimQuadrant.RAISE_AWARENESS
    return AiimQuadrant.CHANGE_MINDS if interest >= HIGH_FROM else AiimQuadrant.FOLLOW


def humanitarian_strategy(influence: int | None, position: int | None) -> HumanitarianStrategy | None:
    """Return what to do with a stakeholder of this influence and position; ``None`` where not assessed."""
    if influence is None or position is None:
        return None
    if influence >= HIGH_FROM:
        if position > 0:
            return HumanitarianStrategy.EMPOWER
        return HumanitarianStrategy.PERSUADE if position == 0 else HumanitarianStrategy.UNDERSTAND
    return HumanitarianStrategy.COALITION if position > 0 else HumanitarianStrategy.MONITOR


def relationship_care(influence: int | None, relationship: int | None) -> RelationshipCare | None:
    """Return what the relationship needs; ``None`` where either is not assessed."""
    if influence is None or relationship is None:
        return None
    if influence >= HIGH_FROM:
        return RelationshipCare.KEEP_CLOSE if relationship >= WORKING_FROM else RelationshipCare.BUILD
    return RelationshipCare.IN_TOUCH if relationship >= WORKING_FROM else RelationshipCare.AFAR
