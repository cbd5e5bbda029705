"""Meetings and visits as a pack tells them, read through a lens: who, where, why, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
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
from hdplanner.domain.rules_movement import held_since
from hdplanner.domain.values import (
    CommitmentForm,
    CommitmentSide,
    CommitmentStatus,
    FollowUpStatus,
)
from hdplanner.services.disclosure import Lens, SeenRow
from hdplanner.services.encounters import Encounters
from hdplanner.services.holders import holdings_by_post
from hdplanner.services.pack_rows import (
    AppointmentView,
    DelegateView,
    FollowUpView,
    PromiseView,
    RecordView,
    VisitView,
)
from hdplanner.services.pack_subject import kin_of
from hdplanner.services.plan_rows import ConsultationView
from hdplanner.services.plan_view import Names
from hdplanner.services.shapes import made

_ANNOUNCED = or_(Commitment.form == CommitmentForm.PUBLIC, Commitment.status == CommitmentStatus.ANNOUNCED)


class AppointmentReader:
    """Reads meetings for one audience; ``names`` says what it may call the stakeholders."""

    def __init__(self, session: Session, lens: Lens, names: Names, today: date) -> None:
        self.session, self.lens, self.names, self.today = session, lens, names, today
        self.members = {row.id: row for row in lens.rows(session, TeamMember)}
        self._encounters = Encounters(session, lens, self._our_name, today)

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
        """Return what we and a stakeholder promised each other, in whatever campaign: ours first, overdue first.

        A promise to a ministry is one to its minister as well.
        """
        return self._promises(Commitment.stakeholder_id.in_(kin_of(self.session, stakeholder_id)))

    def all_promises(self, campaign_id: str) -> tuple[PromiseView, ...]:
        """Return the promises of a campaign and those that belong to none: ours first, overdue first."""
        return self._promises(or_(Commitment.campaign_id == campaign_id, Commitment.campaign_id.is_(None)))

    def follow_ups(self, *where: Any) -> tuple[FollowUpView, ...]:
        """Return what is to be done, the earliest due first."""
        rows = [
            made(
                FollowUpView,
                row,
                owner=self._member(row.owner_id),
                stakeholder=self.names.of(row.stakeholder_id),
                overdue=bool(row.status is FollowUpStatus.OPEN and row.due_on and row.due_on < self.today),
            )
            for row in self.lens.rows(self.session, FollowUp, *where)
            if row.text
        ]
        return tuple(sorted(rows, key=lambda one: (one.due_on or date.max, one.id)))

    def _promises(self, where: Any) -> tuple[PromiseView, ...]:
        """Promises; for those who may not read our notes, only what was promised in public."""
        if self.lens.reveals("note"):
            rows = self.lens.rows(self.session, Commitment, where)
        else:
            rows = self._announced(where)
        return tuple(sorted((self._promise(row) for row in rows if row.wording), key=_by_urgency))

    def _announced(self, where: Any) -> list[SeenRow]:
        """What both sides said before others is no note of ours any more; how we follow it up still is."""
        seen = self.lens.profile
        wider = replace(self.lens, profile=replace(seen, reveals=seen.reveals | {"note"}))
        rows = wider.rows(self.session, Commitment, where, _ANNOUNCED)
        return [row._replace(conditions="", verification="", owner_id=None) for row in rows]

    def _promise(self, row: SeenRow) -> PromiseView:
        since = self._held_since.get(row.stakeholder_id)
        return made(
            PromiseView,
            row,
            stakeholder=self.names.of(row.stakeholder_id),
            owner=self._member(row.owner_id),
            overdue=bool(row.status and row.status.is_open and row.due_on and row.due_on < self.today),
            predecessor=bool(since and row.made_on and row.made_on < since),
        )

    @cached_property
    def _held_since(self) -> dict[str, date | None]:
        """Since when each post has been held by whoever holds it today."""
        posts = holdings_by_post(self.session, lens=self.lens)
        return {post: held_since(holdings, self.today) for post, holdings in posts.items()}

    def _member(self, key: str | None) -> str:
        return self.members[key].name if key in self.members else ""

    def _meeting(self, row: SeenRow) -> AppointmentView:
        serving = [one.campaign_id for one in self._of(MeetingCampaign, row.id)]
        titles = self.lens.rows(self.session, Campaign, Campaign.id.in_(serving), order=(Campaign.rank,))
        return made(
            AppointmentView,
            row,
            counterpart=self.names.of(row.stakeholder_id),
            delegates=tuple(self._delegate(one, row) for one in self._of(Delegate, row.id, Delegate.rank)),
            agenda=tuple(one.text for one in self._of(AgendaItem, row.id, AgendaItem.rank) if one.text),
            records=tuple(made(RecordView, one) for one in self._of(MeetingRecord, row.id)),
            consultations=tuple(
                made(ConsultationView, one) for one in self._of(MovementConsultation, row.id)
            ),
            promises=self._promises(Commitment.meeting_id == row.id),
            follow_ups=self.follow_ups(FollowUp.meeting_id == row.id),
            campaigns=tuple(one.title for one in titles),
            kin=kin_of(self.session, row.stakeholder_id),
            last=self._encounters.last(row.stakeholder_id, row, self._held_since),
        )

    def _delegate(self, row: SeenRow, meeting: SeenRow) -> DelegateView:
        member = self.members.get(row.member_id)
        return made(
            DelegateView,
            row,
            name=row.name or (member.name if member else "") or self.names.of(row.stakeholder_id),
            function=row.function or (member.function if member else ""),
            last=self._encounters.last(row.stakeholder_id, meeting, self._held_since),
        )

    def _our_name(self, row: SeenRow) -> str:
        """What one of our delegates is called: by name or, where that may not be known, by function."""
        member = self.members.get(row.member_id)
        named = (row.name, member.name if member else "", row.function, member.function if member else "")
        return next(filter(None, named), "")

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
