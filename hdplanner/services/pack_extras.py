"""What some packs tell besides their plan, read only where a section asks for it: the network, what moved since the
last pack, what the checks find, what is planned when, what a successor takes over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.models import CLASSES
from hdplanner.domain.values import Audience
from hdplanner.services import checks, movement, places
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.appointments import AppointmentReader
from hdplanner.services.disclosure import Lens
from hdplanner.services.handover import HandoverReader
from hdplanner.services.movement_rows import FindingView, HolderView, MovedView, MovementView, NamedView
from hdplanner.services.network import Network, network
from hdplanner.services.plan_view import Names
from hdplanner.services.stakeholders import stakeholder_rows


@dataclass(frozen=True, slots=True)
class ExtraReader:
    """Reads for one audience and campaign; ``parts`` are the names of what is wanted."""

    session: Session
    lens: Lens
    names: Names
    reader: AppointmentReader
    campaign_id: str
    today: date
    parts: Collection[str]
    since: date | None = None

    def read(self) -> dict[str, Any]:
        """Return the fields of a ``PackView`` that are wanted."""
        found: dict[str, Callable[[], Any]] = {
            "network": self._network,
            "movement": self._movement,
            "findings": self._findings,
            "planned": self._planned,
        }
        told: dict[str, Any] = {}
        for part, read in found.items():
            if part in self.parts:
                with self.lens.reading(part):
                    told[part] = read()
        if "network" in told:
            told["places"] = places.place_rows(self.session, self.campaign_id)
        handover = HandoverReader(self.session, self.lens, self.names, self.reader, self.campaign_id)
        return told | {"handover": handover.read(self.parts)}

    def _network(self) -> Network | None:
        """Who reaches whom; nothing for those who may see no judgement."""
        if not self.lens.reveals("judgement"):
            return None
        found = network(self.session, self.campaign_id, today=self.today, lens=self.lens)
        name = self._named
        return replace(
            found,
            nodes=tuple(replace(row, name=name(row.id, row.name)) for row in found.nodes),
            ties=tuple(
                replace(tie, source=name(tie.source_id, tie.source), target=name(tie.target_id, tie.target))
                for tie in found.ties
            ),
            relations=tuple(
                replace(row, stakeholder=name(row.stakeholder_id, row.stakeholder)) for row in found.relations
            ),
        )

    def _movement(self) -> MovementView | None:
        """What moved since the chosen day, else since a pack was last handed out or cleared; before the first, nothing."""
        since = self.since or self._last_briefing()
        if since is None or since >= self.today or not self.lens.reveals("judgement"):
            return None
        found = movement.moved_since(
            self.session, self.campaign_id, since=since, today=self.today, lens=self.lens
        )
        moved = [row.stakeholder_id for row in found.moved]
        rows = stakeholder_rows(self.session, self.campaign_id, today=self.today, lens=self.lens, ids=moved)
        judged = {row.id: row.made_on for row in rows}
        return MovementView(
            since,
            tuple(
                MovedView(
                    row.stakeholder_id,
                    self._named(row.stakeholder_id, row.name),
                    row.changes,
                    judged.get(row.stakeholder_id),
                )
                for row in found.moved
            ),
            self._all_named(found.new),
            self._all_named(found.stale),
            tuple(
                HolderView(
                    row.stakeholder_id,
                    self._named(row.stakeholder_id, row.name),
                    row.holder,
                    row.since_on,
                    row.assessed,
                )
                for row in found.holders
            ),
        )

    def _last_briefing(self) -> date | None:
        days = movement.briefing_days(self.session, self.campaign_id)
        return max((day for day in days if day < self.today), default=None)

    def _all_named(self, keys: Iterable[str]) -> tuple[NamedView, ...]:
        named = [NamedView(key, self.names.of(key)) for key in keys]
        return tuple(one for one in named if one.name)

    def _named(self, key: str, otherwise: str) -> str:
        return self.names.of(key) or otherwise

    def _findings(self) -> tuple[FindingView, ...]:
        """What the checks find, for ourselves alone: their sentences quote whatever they are about."""
        if self.lens.profile.audience is not Audience.INTERNAL:
            return ()
        found = [
            one
            for one in checks.findings(self.session, self.campaign_id, today=self.today)
            if not one.silenced and one.severity is not checks.Severity.HINT
        ]
        self._mark(found)
        return tuple(
            FindingView(one.code, one.severity, one.message, one.why, one.kind, one.id) for one in found
        )

    def _mark(self, found: Iterable[checks.Finding]) -> None:
        """A finding is as sensitive as the records that it speaks of."""
        keys: set[str] = set()
        own: dict[str, set[str]] = {}
        for one in found:
            keys |= {*one.about, *one.touches}
            own.setdefault(one.kind, set()).add(one.id)
        own["stakeholder"] = own.get("stakeholder", set()) | keys
        for table, ids in own.items():
            mapped: Any = CLASSES[table]
            self.lens.rows(self.session, mapped, mapped.id.in_(ids))

    def _planned(self) -> tuple[ActivityRow, ...]:
        """The activities with their days, under the names of this pack."""
        rows = activity_rows(self.session, self.campaign_id, lens=self.lens)
        return tuple(
            replace(row, stakeholder=self.names.of(row.stakeholder_id) or row.stakeholder) for row in rows
        )
