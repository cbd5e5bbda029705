"""Ties and relationships as sentences: one whole sentence for each kind, and what is known of it."""

from __future__ import annotations

from datetime import date

from hdplanner.domain.values import Relationship, TieKind
from hdplanner.i18n import N_, _, format_month

TIES: dict[TieKind, str] = {
    TieKind.COMMANDS: N_("{source} instructs {target}"),
    TieKind.ADVISES: N_("{source} advises {target}"),
    TieKind.FINANCES: N_("{source} finances {target}"),
    TieKind.APPOINTS: N_("{source} elects or appoints {target}"),
    TieKind.AUTHORITY: N_("{source} has family, tribal or religious authority over {target}"),
    TieKind.PRESSURE: N_("{source} reaches {target} through the public or the media"),
    TieKind.TRUST: N_("{source} has the personal trust of {target}"),
    TieKind.OBSTRUCTS: N_("{source} obstructs {target}"),
    TieKind.REPRESENTS: N_("{source} represents {target}"),
    TieKind.INSTRUCTED_BY: N_("{source} takes instructions from {target}"),
    TieKind.ACCREDITED: N_("{source} is accredited to {target}"),
    TieKind.UNSPECIFIED: N_("{source} has a tie to {target}"),
}
"""One sentence a kind, without its full stop."""

RELATIONSHIPS: dict[Relationship, str] = {
    Relationship.NONE: N_("{messenger} has no relationship with {stakeholder} yet"),
    Relationship.DISTANT: N_("{messenger} has a distant relationship with {stakeholder}"),
    Relationship.WORKING: N_("{messenger} has a working relationship with {stakeholder}"),
    Relationship.COOPERATIVE: N_("{messenger} has a cooperative relationship with {stakeholder}"),
    Relationship.TRUSTED: N_("{messenger} has a relationship of trust with {stakeholder}"),
}

_STRENGTHS = {
    None: N_("strength not assessed"),
    1: N_("weak tie"),
    2: N_("medium tie"),
    3: N_("strong tie"),
}
_CONFIDENCES = {
    None: N_("confidence not assessed"),
    1: N_("low confidence"),
    2: N_("moderate confidence"),
    3: N_("high confidence"),
}


def tie_sentence(source: str, target: str, kind: TieKind) -> str:
    """Return such as "A finances B"."""
    return _(TIES[kind]).format(source=source, target=target)


def tie_why(
    source: str,
    target: str,
    kind: TieKind,
    *,
    strength: int | None,
    confidence: int | None,
    checked_on: date | None,
) -> str:
    """Return such as "A finances B: strong tie, high confidence, last checked in May 2026."."""
    checked = (
        _("no check recorded")
        if checked_on is None
        else _("last checked in {month}").format(month=format_month(checked_on))
    )
    return _("{tie}: {strength}, {confidence}, {checked}.").format(
        tie=tie_sentence(source, target, kind),
        strength=_(_STRENGTHS[strength]),
        confidence=_(_CONFIDENCES[confidence]),
        checked=checked,
    )


def relation_why(
    messenger: str, stakeholder: str, level: int, *, ally: bool, strained: bool, seen_on: date | None
) -> str:
    """Return such as "Our President has a working relationship with A, seen in May 2026; strained.".

    An ``ally`` is named as it is; one of our own is "our".
    """
    who = messenger if ally else _("Our {messenger}").format(messenger=messenger)
    relation = _(RELATIONSHIPS[Relationship(level)]).format(messenger=who, stakeholder=stakeholder)
    seen = (
        _("date not recorded")
        if seen_on is None
        else _("seen in {month}").format(month=format_month(seen_on))
    )
    whole = _("{relation}, {seen}; strained.") if strained else _("{relation}, {seen}.")
    return whole.format(relation=relation, seen=seen)
