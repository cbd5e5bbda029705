"""Stakeholders that are likely one and the same: find them, say that two are two. ``merging`` makes one of two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.rules_duplicates import LikelyPair, Named, Reason, likely_pairs
from hdplanner.domain.stakeholders import DistinctPair, Stakeholder, StakeholderName
from hdplanner.domain.values import NameKind
from hdplanner.i18n import N_, _
from hdplanner.services.merging import merge_stakeholders
from hdplanner.services.values import derived, get, refused

__all__ = ["DuplicatePair", "likely_duplicates", "merge_stakeholders", "set_distinct"]

_WHY = {
    Reason.SAME: N_("Both carry the name “{first}”."),
    Reason.WORDS: N_("“{first}” and “{second}” are the same words."),
    Reason.SPELLING: N_("“{first}” and “{second}” differ by a few letters."),
    Reason.SCRIPT: N_("“{first}” reads like “{second}” in another script."),
    Reason.ACRONYM: N_("“{first}” can be short for “{second}”."),
}
_SHORTS = (NameKind.SHORT, NameKind.ACRONYM)


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two stakeholders that may be one: their keys and names, how like (0 to 100), and why, in a sentence."""

    first_id: str
    second_id: str
    likeness: int
    why: str
    first: str
    second: str


def likely_duplicates(
    session: Session, campaign_id: str | None = None, *, ids: Collection[str] | None = None
) -> list[DuplicatePair]:
    """Return the likely duplicates of the file, most like first: of one campaign, or with one of ``ids`` in it.

    Pairs that somebody said are two are left out.
    """
    named = _named(session, campaign_id)
    distinct = {
        (min(pair), max(pair))
        for pair in session.execute(select(DistinctPair.first_id, DistinctPair.second_id))
    }
    wanted = None if ids is None else frozenset(ids)
    names = {one.id: one.names[0] for one in named}
    return [
        DuplicatePair(
            pair.first_id,
            pair.second_id,
            pair.likeness,
            _why(pair),
            names[pair.first_id],
            names[pair.second_id],
        )
        for pair in likely_pairs(named, distinct)
        if wanted is None or wanted & {pair.first_id, pair.second_id}
    ]


def set_distinct(session: Session, first_id: str, second_id: str) -> str:
    """Say that two stakeholders are two, so that nobody is asked again; return the key of that."""
    if first_id == second_id:
        raise refused("name", first_id, _("it is one and the same stakeholder"))
    first, second = sorted(get(session, Stakeholder, key).id for key in (first_id, second_id))
    row = derived(DistinctPair(first_id=first, second_id=second))
    if session.get(DistinctPair, row.id) is None:
        session.add(row)
        session.flush()
    return row.id


def _named(session: Session, campaign_id: str | None) -> list[Named]:
    names: dict[str, list[str]] = defaultdict(list)
    shorts: dict[str, list[str]] = defaultdict(list)
    for key, name, kind in session.execute(
        select(StakeholderName.stakeholder_id, StakeholderName.name, StakeholderName.kind)
    ):
        (shorts if kind in _SHORTS else names)[key].append(name)
    facts = select(
        Stakeholder.id,
        Stakeholder.name,
        Stakeholder.short_name,
        Stakeholder.country,
        Stakeholder.kind,
        Stakeholder.actor_type,
        Stakeholder.parent_id,
    )
    if campaign_id is not None:
        inside = select(Involvement.stakeholder_id).where(Involvement.campaign_id == campaign_id)
        facts = facts.where(Stakeholder.id.in_(inside))
    return [
        Named(
            key,
            (name, *names.get(key, ())),
            tuple(text for text in (short, *shorts.get(key, ())) if text),
            country.upper(),
            kind,
            actor_type,
            parent,
        )
        for key, name, short, country, kind, actor_type, parent in session.execute(facts)
    ]


def _why(pair: LikelyPair) -> str:
    names = [pair.first, pair.second]
    if pair.reason is Reason.ACRONYM:
        names.sort(key=len)
    parts = [_(_WHY[pair.reason]).format(first=names[0], second=names[1])]
    if pair.same_parent:
        parts.append(_("Both belong to the same body."))
    elif pair.same_country:
        parts.append(_("The country is the same."))
    return " ".join(parts)
