"""When we last met somebody before a meeting, who of us did, and what they said: read through a lens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Delegate, Meeting, MeetingRecord
from hdplanner.domain.values import DelegateRole, DelegateSide, MeetingStatus
from hdplanner.services.disclosure import Lens, SeenRow
from hdplanner.services.pack_rows import EncounterView


class Encounters:
    """Finds the last meeting with somebody for one audience; ``our_name`` says what it may call our delegates."""

    def __init__(self, session: Session, lens: Lens, our_name: Callable[[SeenRow], str], today: date) -> None:
        self.session, self.lens, self.our_name, self.today = session, lens, our_name, today

    def last(
        self, stakeholder_id: str | None, before: SeenRow, since: Mapping[str, date | None]
    ) -> EncounterView | None:
        """Return the last meeting held with somebody before the meeting ``before``; ``since`` are the holders' days."""
        if stakeholder_id is None:
            return None
        for key in self._held(stakeholder_id, before):
            found = self.lens.rows(self.session, Meeting, Meeting.id == key)
            if found:
                return self._encounter(found[0], stakeholder_id, since.get(stakeholder_id))
        return None

    def _held(self, stakeholder_id: str, before: SeenRow) -> list[str]:
        """The meetings where they were, the newest first: one that may not be seen gives way to the one before."""
        at_table = select(Delegate.meeting_id).where(
            Delegate.stakeholder_id == stakeholder_id, Delegate.side == DelegateSide.THEIRS
        )
        end = before.starts_at or datetime.combine(self.today, time.max)
        wanted = (
            select(Meeting.id)
            .where(Meeting.status == MeetingStatus.HELD, Meeting.starts_at < end, Meeting.id != before.id)
            .where(or_(Meeting.stakeholder_id == stakeholder_id, Meeting.id.in_(at_table)))
            .order_by(Meeting.starts_at.desc(), Meeting.id)
        )
        return list(self.session.scalars(wanted))

    def _encounter(self, row: SeenRow, stakeholder_id: str, since: date | None) -> EncounterView:
        there = self.lens.rows(self.session, Delegate, Delegate.meeting_id == row.id, order=(Delegate.rank,))
        ours = [one for one in there if one.side is DelegateSide.OURS]
        leading = [one for one in ours if one.role is DelegateRole.PRINCIPAL] or ours
        records = self.lens.rows(self.session, MeetingRecord, MeetingRecord.meeting_id == row.id)
        spoke = row.stakeholder_id == stakeholder_id or any(
            one.stakeholder_id == stakeholder_id and one.role is DelegateRole.PRINCIPAL for one in there
        )
        met_on = row.starts_at.date()
        return EncounterView(
            row.id,
            met_on,
            next((name for name in map(self.our_name, leading) if name), ""),
            "\n".join(one.their_words for one in records if one.their_words) if spoke else "",
            bool(since and met_on < since),
        )
