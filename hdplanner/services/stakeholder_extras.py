"""Facts of stakeholders that a table shows only where somebody asks for such a column: each field read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.campaign import Involvement
from hdplanner.domain.meetings import Delegate, Meeting
from hdplanner.domain.network import Coalition, CoalitionMember
from hdplanner.domain.office import Tag
from hdplanner.domain.rules_assessment import standing
from hdplanner.domain.rules_movement import held_since
from hdplanner.domain.rules_salience import salience
from hdplanner.domain.stakeholders import (
    Stakeholder,
    StakeholderLanguage,
    StakeholderMotive,
    StakeholderName,
    StakeholderTag,
)
from hdplanner.domain.values import MeetingStatus
from hdplanner.services.assessments import is_rated, judged_by_stakeholder, may_rate_persons
from hdplanner.services.disclosure import EVERYTHING, Lens
from hdplanner.services.holders import holdings_by_post
from hdplanner.services.values import today_here

Facts = dict[str, dict[str, Any]]
"""By field, then by the key of the stakeholder; empty values are left out."""

OWN: Final = (
    "title",
    "form_of_address",
    "pronunciation",
    "precedence",
    "familiarity",
    "mandate",
    "description",
    "note",
    "sensitivities",
    "do_not_approach_why",
    "data_source",
    "notice",
    "notice_why",
    "objected",
    "restricted",
    "review_on",
    "retain_until",
)
WORK: Final = ("next_on", "interests", "reasoning", "contact_days")
LISTS: Final = ("languages", "tags", "coalitions", "motives", "other_names")
RATED: Final = ("legitimacy", "urgency", "engagement", "desired_engagement")
FIELDS: Final = (*OWN, *WORK, *LISTS, *RATED, "salience", "last_contact")

_JUDGED: Final = frozenset({"familiarity", "interests", "reasoning", "motives", "salience", *RATED})


def extra_facts(
    session: Session,
    campaign_id: str,
    fields: Collection[str],
    *,
    ids: Collection[str] | None = None,
    lens: Lens = EVERYTHING,
) -> Facts:
    """Return these ``fields`` (of ``FIELDS``) of the stakeholders of a campaign; ``ids`` asks for those only.

    What judges is left out for a person while the campaign has recorded no ground for it, and for components of
    the Movement.
    """
    reading = _Reading(session, campaign_id, ids, lens)
    found: Facts = {field: {} for field in fields}
    found |= reading.columns(Stakeholder, "id", [field for field in OWN if field in found])
    found |= reading.columns(Involvement, "stakeholder_id", [field for field in WORK if field in found])
    if any(field in found for field in (*RATED, "salience")):
        rated = reading.rated()
        found |= {field: rated[field] for field in rated if field in found}
    for field, read in reading.readers().items():
        if field in found:
            found[field] = read()
    judged = _JUDGED & found.keys()
    unrated = reading.unrated() if judged else frozenset()
    for field in judged:
        found[field] = {key: value for key, value in found[field].items() if key not in unrated}
    return found


class _Reading:
    """The queries of one call."""

    def __init__(self, session: Session, campaign_id: str, ids: Collection[str] | None, lens: Lens) -> None:
        self._session, self._campaign, self._lens = session, campaign_id, lens
        involved = select(Involvement.stakeholder_id).where(Involvement.campaign_id == campaign_id)
        self._ids = involved if ids is None else involved.where(Involvement.stakeholder_id.in_(ids))

    def readers(self) -> dict[str, Callable[[], dict[str, Any]]]:
        """How each field is read that is no column of a row."""
        return {
            "languages": lambda: self._valued(StakeholderLanguage, "value"),
            "tags": lambda: self._named(StakeholderTag, "tag_id", Tag),
            "coalitions": self._coalitions,
            "motives": self._motives,
            "other_names": lambda: self._valued(StakeholderName, "name"),
            "last_contact": self._last_contact,
        }

    def columns(self, mapped: type[Base], key: str, fields: list[str]) -> Facts:
        """Columns of the rows of ``mapped``, one row a stakeholder."""
        found: Facts = {field: {} for field in fields}
        if not fields:
            return found
        where = [getattr(mapped, key).in_(self._ids)]
        if mapped is Involvement:
            where.append(Involvement.campaign_id == self._campaign)
        for row in self._lens.rows(self._session, mapped, *where, only=(key, *fields)):
            for field in fields:
                if value := getattr(row, field):
                    found[field][getattr(row, key)] = value
        return found

    def rated(self) -> Facts:
        """What holds today of ratings that the rows do not carry, and the class of salience they come to."""
        found: Facts = {field: {} for field in (*RATED, "salience")}
        ids = list(self._session.scalars(self._ids))
        names = ("influence", *RATED)
        judged = judged_by_stakeholder(
            self._session, self._campaign, None, lens=self._lens, ids=ids, ratings=names
        )
        held, today = holdings_by_post(self._session, ids=ids), today_here()
        for key, rows in judged.items():
            now = standing(
                (one for one, _ in rows),
                objective_id=None,
                on=today,
                holder_since=held_since(held.get(key, ()), today),
            )
            ratings = now.ratings
            given: dict[str, Any] = {name: ratings.get(name) for name in names}
            given["salience"] = salience(given["influence"], given["legitimacy"], given["urgency"])
            for field, of in found.items():
                if given[field] is not None:
                    of[key] = given[field]
        return found

    def unrated(self) -> frozenset[str]:
        """Those of whom nothing that judges is shown."""
        lawful = may_rate_persons(self._session, self._campaign)
        rows = self._session.execute(
            select(Stakeholder.id, Stakeholder.kind, Stakeholder.actor_type).where(
                Stakeholder.id.in_(self._ids)
            )
        )
        return frozenset(
            key for key, kind, actor_type in rows if not is_rated(kind, actor_type, persons_rated=lawful)
        )

    def _valued(self, mapped: Any, column: str) -> dict[str, Any]:
        rows = self._lens.rows(self._session, mapped, mapped.stakeholder_id.in_(self._ids))
        return _gathered((row.stakeholder_id, getattr(row, column)) for row in rows)

    def _named(self, mapped: Any, column: str, of: type[Base]) -> dict[str, Any]:
        names = {row.id: row.name for row in self._lens.rows(self._session, of)}
        rows = self._lens.rows(self._session, mapped, mapped.stakeholder_id.in_(self._ids))
        return _gathered((row.stakeholder_id, names.get(getattr(row, column), "")) for row in rows)

    def _coalitions(self) -> dict[str, Any]:
        mine = self._lens.rows(self._session, Coalition, Coalition.campaign_id == self._campaign)
        names = {row.id: row.name for row in mine}
        rows = self._lens.rows(self._session, CoalitionMember, CoalitionMember.stakeholder_id.in_(self._ids))
        return _gathered(
            (row.stakeholder_id, names[row.coalition_id]) for row in rows if row.coalition_id in names
        )

    def _motives(self) -> dict[str, Any]:
        where = (
            StakeholderMotive.campaign_id == self._campaign,
            StakeholderMotive.stakeholder_id.in_(self._ids),
        )
        rows = self._lens.rows(self._session, StakeholderMotive, *where)
        return _gathered((row.stakeholder_id, row.value) for row in rows)

    def _last_contact(self) -> dict[str, Any]:
        """The day of the last meeting that was held, as counterpart or at the table."""
        held = self._lens.rows(
            self._session, Meeting, Meeting.status == MeetingStatus.HELD, only=("stakeholder_id", "starts_at")
        )
        days = {row.id: row.starts_at.date() for row in held if row.starts_at}
        seen: dict[str, date] = {}
        pairs = [(row.stakeholder_id, row.id) for row in held]
        at_table = self._lens.rows(self._session, Delegate, Delegate.stakeholder_id.in_(self._ids))
        pairs += [(row.stakeholder_id, row.meeting_id) for row in at_table]
        wanted = set(self._session.scalars(self._ids))
        for key, meeting in pairs:
            if key in wanted and meeting in days:
                seen[key] = max(days[meeting], seen.get(key, days[meeting]))
        return dict(seen)


def _gathered(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Values by stakeholder, sorted."""
    found: dict[str, set[Any]] = defaultdict(set)
    for key, value in pairs:
        if value:
            found[key].add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}
