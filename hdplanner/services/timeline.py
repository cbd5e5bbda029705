"""The stakeholders of a plan on any day: read once, then told day by day without asking the file again.

What `stakeholder_rows` says of a day, this says as well; it is for a slider and for comparing two days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from hdplanner.domain.rules_assessment import Judged
from hdplanner.domain.rules_movement import Holding, held_since, holder_on
from hdplanner.services.assessments import Context, context_of, is_rated, judged_by_stakeholder
from hdplanner.services.disclosure import EVERYTHING, Lens, SeenRow
from hdplanner.services.stakeholders import SHOWN, Facts, StakeholderRow, facts_of, judgement_on

_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Told:
    """A row, and the days from the first to the last on which it holds."""

    first: date
    last: date
    row: StakeholderRow


@dataclass(slots=True)
class _Track:
    """One stakeholder through time: its facts, all judgements, all holders, and the days on which something turns."""

    facts: Facts
    judged: list[tuple[Judged, SeenRow]]
    holdings: Sequence[Holding]
    turns: list[date]
    told: list[_Told] = field(default_factory=list)

    def known(self, day: date) -> StakeholderRow | None:
        """The row of ``day`` where it was told before."""
        for one in self.told:
            if one.first <= day <= one.last:
                return one.row
        return None


class Timeline:
    """All judgements of a plan in memory: rows for any day, and which of them changed since the day asked before."""

    def __init__(self, tracks: list[_Track], context: Context) -> None:
        self._tracks = tracks
        self._context = context
        self._last: list[StakeholderRow] = []
        self.changed_ids: frozenset[str] = frozenset()
        """Those whose row is another than on the day asked for before; all, the first time."""

    @property
    def days(self) -> list[date]:
        """The days on which somebody was judged or a post changed hands, oldest first."""
        return sorted({day for track in self._tracks for day in track.turns})

    def holdings(self) -> dict[str, Sequence[Holding]]:
        """Return the holders of each post, past and present."""
        return {track.facts["id"]: track.holdings for track in self._tracks if track.holdings}

    def rows_on(self, day: date) -> list[StakeholderRow]:
        """Return the stakeholders by name as they stood on ``day``."""
        rows = [track.known(day) or self._tell(track, day) for track in self._tracks]
        pairs = zip(self._last, rows, strict=True) if self._last else ()
        changed = {now.id for was, now in pairs if was is not now and was != now}
        self.changed_ids = frozenset(changed if self._last else (row.id for row in rows))
        self._last = rows
        return list(rows)

    def _tell(self, track: _Track, day: date) -> StakeholderRow:
        facts = dict(track.facts)
        if track.holdings:
            since = held_since(track.holdings, day)
            facts |= {"holder": holder_on(track.holdings, day), "holder_since": since}
        if track.judged:
            facts |= judgement_on(track.judged, self._context, day, track.holdings)
        row = StakeholderRow(**facts)
        track.told.append(_Told(*self._bounds(track, row, day), row))
        return row

    def _bounds(self, track: _Track, row: StakeholderRow, day: date) -> tuple[date, date]:
        """The days around ``day`` on which nothing turns: no judgement, no holder, no review."""
        place = bisect_right(track.turns, day)
        first = track.turns[place - 1] if place else date.min
        last = track.turns[place] - _DAY if place < len(track.turns) else date.max
        if row.review_by is not None:
            if row.review_by < day:
                first = max(first, row.review_by + _DAY)
            else:
                last = min(last, row.review_by)
        return first, last


def read_timeline(
    session: Session,
    campaign_id: str,
    objective_id: str | None = None,
    *,
    lens: Lens = EVERYTHING,
    ids: Collection[str] | None = None,
) -> Timeline:
    """Read all that a plan judged of its stakeholders, or of those of ``ids``, on an objective (default: the first)."""
    context = context_of(session, campaign_id, objective_id)
    judged = judged_by_stakeholder(
        session, campaign_id, context.first_objective_id, lens=lens, ids=ids, ratings=SHOWN
    )
    tracks = [
        _track(facts, judged.get(facts["id"], []), holdings, lawful=context.persons_rated)
        for facts, holdings in facts_of(session, campaign_id, lens=lens, ids=ids)
    ]
    tracks.sort(key=lambda track: (track.facts["name"].casefold(), track.facts["id"]))
    return Timeline(tracks, context)


def _track(
    facts: Facts, judged: list[tuple[Judged, SeenRow]], holdings: list[Holding], *, lawful: bool
) -> _Track:
    if not is_rated(facts["kind"], facts["actor_type"], persons_rated=lawful):
        judged = []
    turns = {one.made_on for one, _row in judged}
    for holding in holdings:
        if holding.since_on is not None:
            turns.add(holding.since_on)
        if holding.until_on is not None and holding.until_on < date.max:
            turns.add(holding.until_on + _DAY)
    return _Track(facts, judged, holdings, sorted(turns))
