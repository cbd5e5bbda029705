"""Meetings and visits as a pack tells them, read through a lens: who, where, why, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.meetings import (
    AgendaItem,
    Commitment,
    Delegate,
    FollowUp,
    Meeting,
    MeetingCampaign,
    MeetingRecord,
    Visit,
)
from hdplanner.domain.objectives import MovementConsultation
from hdplanner.domain.office import TeamMember
from hdplanner.domain.values import CommitmentSide, FollowUpStatus
from hdplanner.services.disclosure import Lens, SeenRow
from hdplanner.services.pack_rows import (
    AppointmentView,
    DelegateView,
    FollowUpView,
    PromiseView,
    RecordView,
    VisitView,
)
from hdplanner.services.plan_rows import ConsultationView
from hdplanner.services.plan_view import Names
from hdplanner.services.shapes import made


class AppointmentReader:
    """Reads meetings for one audience; ``names`` says what it may call the stakeholders."""

    def __init__(self, session: Session, lens: Lens, names: Names, today: date) -> None:
        self.session, self.lens, self.names, self.today = session, lens, names, today
        self.members = {row.id: row.name for row in lens.rows(session, TeamMember)}

    def meetings(self, ids: Iterable[str]) -> list[AppointmentView]:
        """Return the meetings of these keys by their time; what the audience may not see is not among them."""
        keys = list(ids)
        rows = self.lens.rows(self.session, Meeting, Meeting.id.in_(keys), order=(Meeting.starts_at,))
        return [self._meeting(row) for row in rows]

    def visit(self, visit_id: str) -> VisitView | None:
        """Return a visit with its meetings, or nothing where the audience may not see it."""
        rows = self.lens.rows(self.session, Visit, Visit.id == visit_id)
        if not rows:
            return None
        of_visit = self.lens.rows(self.session, Meeting, Meeting.visit_id == visit_id, only=("id",))
        return made(VisitView, rows[0], meetings=tuple(self.meetings(row.id for row in of_visit)))

    def promises(self, stakeholder_id: str) -> tuple[PromiseView, ...]:
        """Return what we and a stakeholder promised each other, in whatever campaign: ours first, overdue first."""
        return self._promises(Commitment.stakeholder_id == stakeholder_id)

    def all_promises(self, campaign_id: str) -> tuple[PromiseView, ...]:
        """Return the promises of a campaign and those that belong to none: ours first, overdue first."""
        return self._promises(or_(Commitment.campaign_id == campaign_id, Commitment.campaign_id.is_(None)))

    def follow_ups(self, *where: Any) -> tuple[FollowUpView, ...]:
        """Return what is to be done, the earliest due first."""
        rows = [
            made(
                FollowUpView,
                row,
                owner=self.members.get(row.owner_id, ""),
                stakeholder=self.names.of(row.stakeholder_id),
                overdue=bool(row.status is FollowUpStatus.OPEN and row.due_on and row.due_on < self.today),
            )
            for row in self.lens.rows(self.session, FollowUp, *where)
            if row.text
        ]
        return tuple(sorted(rows, key=lambda one: (one.due_on or date.max, one.id)))

    def _promises(self, where: Any) -> tuple[PromiseView, ...]:
        rows = [
            made(
                PromiseView,
                row,
                stakeholder=self.names.of(row.stakeholder_id),
                owner=self.members.get(row.owner_id, ""),
                overdue=bool(row.status and row.status.is_open and row.due_on and row.due_on < self.today),
            )
            for row in self.lens.rows(self.session, Commitment, where)
            if row.wording
        ]
        return tuple(sorted(rows, key=_by_urgency))

    def _meeting(self, row: SeenRow) -> AppointmentView:
        serving = [one.campaign_id for one in self._of(MeetingCampaign, row.id)]
        titles = self.lens.rows(self.session, Campaign, Campaign.id.in_(serving), order=(Campaign.rank,))
        return made(
            AppointmentView,
            row,
            counterpart=self.names.of(row.stakeholder_id),
            delegates=tuple(self._delegate(one) for one in self._of(Delegate, row.id, Delegate.rank)),
            agenda=tuple(one.text for one in self._of(AgendaItem, row.id, AgendaItem.rank) if one.text),
            records=tuple(made(RecordView, one) for one in self._of(MeetingRecord, row.id)),
            consultations=tuple(
                made(ConsultationView, one) for one in self._of(MovementConsultation, row.id)
            ),
            promises=self._promises(Commitment.meeting_id == row.id),
            follow_ups=self.follow_ups(FollowUp.meeting_id == row.id),
            campaigns=tuple(one.title for one in titles),
        )

    def _delegate(self, row: SeenRow) -> DelegateView:
        name = row.name or self.members.get(row.member_id, "") or self.names.of(row.stakeholder_id)
        return made(DelegateView, row, name=name)

    def _of(self, mapped: Any, meeting_id: str, *order: Any) -> list[SeenRow]:
        return self.lens.rows(self.session, mapped, mapped.meeting_id == meeting_id, order=order)


def _by_urgency(one: PromiseView) -> tuple[bool, bool, bool, date, str]:
    is_open = bool(one.status and one.status.is_open)
    return (
        one.side is not CommitmentSide.OURS,
        not one.overdue,
        not is_open,
        one.due_on or date.max,
        one.id,
    )
