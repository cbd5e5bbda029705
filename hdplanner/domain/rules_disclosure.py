"""How far a record may travel and what an audience is shown, before any data is touched.

Pure. ``services.disclosure`` applies these profiles; nothing else decides what leaves the house.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hdplanner.domain.values import Audience, Disclosure, PackKind, Reveals, Sensitivity

NamesShown = Literal["names", "code-names", "none"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What an audience may see: which kinds of columns, which lines, up to which sensitivity, whose names.

    ``names`` is about the stakeholders: shown, behind their code names, or left out; ``approved_only`` keeps
    messages back that nobody has approved yet.
    """

    audience: Audience
    reveals: frozenset[Reveals]
    lines: frozenset[Disclosure]
    ceiling: Sensitivity
    names: NamesShown
    approved_only: bool = False


_ALL_LINES = frozenset(Disclosure)

PROFILES: dict[Audience, Profile] = {
    Audience.INTERNAL: Profile(
        Audience.INTERNAL,
        frozenset({"name", "contact", "judgement", "source", "redline", "note", "none"}),
        _ALL_LINES,
        Sensitivity.STRICTLY_CONFIDENTIAL,
        names="names",
    ),
    Audience.PRINCIPAL: Profile(
        Audience.PRINCIPAL,
        frozenset({"name", "judgement", "redline", "note", "none"}),
        _ALL_LINES,
        Sensitivity.STRICTLY_CONFIDENTIAL,
        names="names",
    ),
    Audience.PARTNER: Profile(
        Audience.PARTNER,
        frozenset({"none"}),
        frozenset({Disclosure.MAY_BE_SAID}),
        Sensitivity.CONFIDENTIAL,
        names="code-names",
        approved_only=True,
    ),
    Audience.PUBLIC: Profile(
        Audience.PUBLIC,
        frozenset({"none"}),
        frozenset({Disclosure.MAY_BE_SAID}),
        Sensitivity.PUBLIC,
        names="none",
        approved_only=True,
    ),
}

_CEILINGS: dict[PackKind, Audience] = {
    PackKind.LEAVE_BEHIND: Audience.PUBLIC,
    PackKind.READ_OUT: Audience.PARTNER,
    PackKind.PARTNER: Audience.PARTNER,
}

_STRICTNESS = [Audience.INTERNAL, Audience.PRINCIPAL, Audience.PARTNER, Audience.PUBLIC]


def stricter(one: Audience, other: Audience) -> Audience:
    """Return whichever of two audiences sees less."""
    return max(one, other, key=_STRICTNESS.index)


def audience_for(kind: PackKind, chosen: Audience) -> Audience:
    """Return the audience that a pack of ``kind`` is really made for: a kind sets a ceiling."""
    return stricter(chosen, _CEILINGS.get(kind, Audience.INTERNAL))


def line_sensitivity(disclosure: Disclosure, own: Sensitivity | None) -> Sensitivity:
    """Return how sensitive a fact or a line is: its own marking, else what its disclosure implies."""
    if own is not None:
        return own
    return {
        Disclosure.MAY_BE_SAID: Sensitivity.PUBLIC,
        Disclosure.IF_RAISED: Sensitivity.INTERNAL,
        Disclosure.BACKGROUND: Sensitivity.CONFIDENTIAL,
    }[disclosure]


def highest(markings: list[Sensitivity], default: Sensitivity = Sensitivity.PUBLIC) -> Sensitivity:
    """Return the highest of ``markings``: what a pack is marked with."""
    return max([default, *markings], key=lambda marking: marking.rank)
