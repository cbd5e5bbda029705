"""How far a record may travel and what an audience is shown, before any data is touched.

Pure. ``services.disclosure`` applies these profiles; nothing else decides what leaves the house.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hdplanner.domain.values import Audience, Disclosure, NamesShown, PackKind, Reveals, Sensitivity


@dataclass(frozen=True, slots=True)
class Profile:
    """What an audience may see: which kinds of columns, which lines, up to which sensitivity, whose names.

    ``names`` is about the stakeholders: shown, behind their code names, or left out; ``approved_only`` keeps
    messages back that nobody has approved yet. ``title`` names an audience of the office's own; ``audience`` is then
    the built-in one that comes nearest.
    """

    audience: Audience
    reveals: frozenset[Reveals]
    lines: frozenset[Disclosure]
    ceiling: Sensitivity
    names: NamesShown
    approved_only: bool = False
    title: str = ""


_ALL_LINES = frozenset(Disclosure)

PROFILES: dict[Audience, Profile] = {
    Audience.INTERNAL: Profile(
        Audience.INTERNAL,
        frozenset({"name", "contact", "judgement", "source", "redline", "note", "none"}),
        _ALL_LINES,
        Sensitivity.STRICTLY_CONFIDENTIAL,
        names=NamesShown.NAMES,
    ),
    Audience.PRINCIPAL: Profile(
        Audience.PRINCIPAL,
        frozenset({"name", "judgement", "redline", "note", "none"}),
        _ALL_LINES,
        Sensitivity.STRICTLY_CONFIDENTIAL,
        names=NamesShown.NAMES,
    ),
    Audience.PARTNER: Profile(
        Audience.PARTNER,
        frozenset({"none"}),
        frozenset({Disclosure.MAY_BE_SAID}),
        Sensitivity.CONFIDENTIAL,
        names=NamesShown.CODE_NAMES,
        approved_only=True,
    ),
    Audience.PUBLIC: Profile(
        Audience.PUBLIC,
        frozenset({"none"}),
        frozenset({Disclosure.MAY_BE_SAID}),
        Sensitivity.PUBLIC,
        names=NamesShown.NONE,
        approved_only=True,
    ),
}

_CEILINGS: dict[PackKind, Audience] = {
    PackKind.LEAVE_BEHIND: Audience.PUBLIC,
    PackKind.READ_OUT: Audience.PARTNER,
    PackKind.PARTNER: Audience.PARTNER,
}

_READ_OUT = replace(PROFILES[Audience.PARTNER], names=NamesShown.NONE)
"""A read-out says whom we met and names nobody else: a code name would tell its readers nothing."""

_STRICTNESS = [Audience.INTERNAL, Audience.PRINCIPAL, Audience.PARTNER, Audience.PUBLIC]
_NAMES_STRICTNESS = list(NamesShown)


def stricter(one: Audience, other: Audience) -> Audience:
    """Return whichever of two audiences sees less."""
    return max(one, other, key=_STRICTNESS.index)


def audience_for(kind: PackKind, chosen: Audience) -> Audience:
    """Return the audience that a pack of ``kind`` is really made for: a kind sets a ceiling."""
    return stricter(chosen, _CEILINGS.get(kind, Audience.INTERNAL))


def profile_for(kind: PackKind, chosen: Profile) -> Profile:
    """Return what a pack of ``kind`` may show to an audience: of both, whatever is stricter, point by point."""
    ceiling = _READ_OUT if kind is PackKind.READ_OUT else PROFILES[_CEILINGS.get(kind, Audience.INTERNAL)]
    return Profile(
        stricter(chosen.audience, ceiling.audience),
        chosen.reveals & ceiling.reveals,
        chosen.lines & ceiling.lines,
        min(chosen.ceiling, ceiling.ceiling, key=lambda marking: marking.rank),
        max(chosen.names, ceiling.names, key=_NAMES_STRICTNESS.index),
        chosen.approved_only or ceiling.approved_only,
        chosen.title,
    )


def own_profile(
    title: str,
    *,
    names: NamesShown,
    lines: Disclosure,
    ceiling: Sensitivity,
    reveals: frozenset[Reveals],
    approved_only: bool,
) -> Profile:
    """Return the profile of an audience of the office's own; ``lines`` is how far its lines go."""
    steps = list(Disclosure)
    shown = frozenset(steps[: steps.index(lines) + 1])
    by_name: frozenset[Reveals] = frozenset({"name"}) if names is NamesShown.NAMES else frozenset()
    nearest = {
        NamesShown.NAMES: Audience.PRINCIPAL,
        NamesShown.ROLES: Audience.PARTNER,
        NamesShown.CODE_NAMES: Audience.PARTNER,
        NamesShown.NONE: Audience.PUBLIC,
    }
    seen: frozenset[Reveals] = reveals | by_name | frozenset({"none"})
    return Profile(nearest[names], seen, shown, ceiling, names, approved_only, title)


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
