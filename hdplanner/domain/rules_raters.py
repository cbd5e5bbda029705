"""Where several people judged one stakeholder: what each thinks, and how far they are apart.

Pure. The newest opinion of each person counts, once; nobody's opinion is averaged away
(after Coffman and Reed, policymaker ratings, which ask for two raters at least).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hdplanner.domain.rules_assessment import Judged, standing
from hdplanner.domain.rules_grid import alignment

RATED = ("position", "influence", "interest", "relationship")
"""The ratings on which people are compared. Each goes over five steps, so that distances compare."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person last thought of one rating, and when."""

    author: str
    value: int
    made_on: date
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """One rating on which several have an opinion: the lowest, the highest, and who thinks what."""

    field: str
    low: int
    high: int
    opinions: tuple[Opinion, ...]


def same_author(author: str) -> str:
    """Return by what a person is known again, however the name was typed."""
    return " ".join(author.casefold().split())


def apart(
    judged: Iterable[tuple[str, Judged]],
    *,
    objective_id: str | None,
    since: date,
    on: date,
    holder_since: date | None = None,
) -> tuple[Apart, ...]:
    """Return for each rating that two or more gave from ``since`` to ``on`` how far they are apart.

    ``judged`` are pairs of author and judgement of one stakeholder. A judgement without an author is nobody's.
    """
    by_author: dict[str, list[tuple[str, Judged]]] = {}
    for author, one in judged:
        if since <= one.made_on <= on and author.strip():
            by_author.setdefault(same_author(author), []).append((author.strip(), one))
    if len(by_author) < 2:
        return ()
    found: dict[str, list[Opinion]] = {}
    for pairs in by_author.values():
        for field, opinion in _opinions(pairs, objective_id, holder_since).items():
            found.setdefault(field, []).append(opinion)
    return tuple(_apart(field, found[field]) for field in RATED if len(found.get(field, ())) > 1)


def _opinions(
    pairs: list[tuple[str, Judged]], objective_id: str | None, holder_since: date | None
) -> dict[str, Opinion]:
    """What one person thinks: each rating as they gave it last, with the day on which they did."""
    author = pairs[-1][0]
    found: dict[str, Opinion] = {}
    for _author, one in sorted(pairs, key=lambda pair: (pair[1].made_on, pair[1].id)):
        given = standing([one], objective_id=objective_id, holder_since=holder_since).ratings
        for field, value in _values(given).items():
            if value is not None:
                found[field] = Opinion(author, value, one.made_on, one.confidence)
    return found


def _values(given: Mapping[str, object]) -> dict[str, int | None]:
    numbers = {name: value for name, value in given.items() if isinstance(value, int)}
    position = alignment(numbers.get("assessed_position"), numbers.get("stated_position"))
    return {"position": position} | {name: numbers.get(name) for name in RATED if name != "position"}


def _apart(field: str, opinions: list[Opinion]) -> Apart:
    ordered = tuple(sorted(opinions, key=lambda one: (one.value, one.author)))
    return Apart(field, ordered[0].value, ordered[-1].value, ordered)
