"""Reads what a successor takes over: letters without an answer, last contacts, where to take care, who holds what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.meetings import Delegate, FollowUp, Meeting, MeetingCampaign
from hdplanner.domain.messages import WordChoice
from hdplanner.domain.office import TeamMember
from hdplanner.domain.packs import HandOut
from hdplanner.domain.rules_handover import WRITTEN, Exchange, unanswered
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import (
    ActivityStatus,
    Channel,
    DelegateRole,
    DelegateSide,
    FollowUpStatus,
    MeetingStatus,
    WordAdvice,
)
from hdplanner.services.activity_rows import ActivityRow, activity_rows
from hdplanner.services.appointments import AppointmentReader
from hdplanner.services.disclosure import Lens
from hdplanner.services.handover_rows import (
    CareView,
    HandoverView,
    HeldCopyView,
    LastContactView,
    LetterView,
    SetbackView,
    SparedView,
    WordView,
)
from hdplanner.services.pack_rows import FollowUpView
from hdplanner.services.plan_view import Names
from hdplanner.services.shapes import made

PARTS = frozenset({"letters", "contacts", "care", "follow_ups", "copies"})
"""What can be read for a handover, by the names of its parts."""


@dataclass(frozen=True, slots=True)
class _Contact:
    """Something done with somebody on a day, and by whom of us."""

    stakeholder_id: str
    on: date
    by: str
    channel: Channel
    title: str
    table: str
    id: str


class HandoverReader:
    """Reads one campaign for one audience, part by part."""

    def __init__(
        self, session: Session, lens: Lens, names: Names, reader: AppointmentReader, campaign_id: str
    ) -> None:
        self.session, self.lens, self.names = session, lens, names
        self.campaign_id, self.reader = campaign_id, reader

    def read(self, parts: Collection[str]) -> HandoverView:
        """Return the parts that are asked for; the others stay empty."""
        found = {}
        for part in sorted(PARTS & set(parts)):
            with self.lens.reading(part):
                found[part] = getattr(self, part)()
        return HandoverView(**found)

    def letters(self) -> tuple[LetterView, ...]:
        """Return what we wrote and nobody answered (``rules_handover.unanswered``), the oldest first."""
        done = self._done()
        written = {row.id: row for row in done if self._is_letter(row)}
        exchanges = [
            Exchange(row.id, row.stakeholder_id, row.on, row.id in written)
            for row in done
            if row.stakeholder_id and row.on
        ]
        exchanges += [Exchange(one.id, one.stakeholder_id, one.on) for one in self._held()]
        return tuple(
            made(
                LetterView,
                row,
                stakeholder=self.names.of(row.stakeholder_id),
                sent_on=one.on,
                by=row.messenger or row.owner,
                paper=row.paper_title,
            )
            for one in unanswered(exchanges, self._kin())
            for row in (written[one.id],)
        )

    def contacts(self) -> tuple[LastContactView, ...]:
        """Return with whom of the plan we last spoke when, the newest first."""
        involved = self._involved()
        newest: dict[str, _Contact] = {}
        for one in [*self._met_by_activity(), *self._held()]:
            before = newest.get(one.stakeholder_id)
            if one.stakeholder_id in involved and (before is None or before.on <= one.on):
                newest[one.stakeholder_id] = one
        owners = self._members()
        found = [
            made(
                LastContactView,
                one,
                stakeholder=self.names.of(one.stakeholder_id),
                held_on=one.on,
                next_step=involved[one.stakeholder_id].next_step,
                owner=owners.get(involved[one.stakeholder_id].owner_id or "", ""),
            )
            for one in newest.values()
        ]
        named = [row for row in found if row.stakeholder]
        return tuple(sorted(named, key=lambda row: (-row.held_on.toordinal(), row.stakeholder.casefold())))

    def care(self) -> CareView:
        """Return whom to spare, words to avoid, and what was called off for a reason that somebody wrote down."""
        flagged = Stakeholder.do_not_approach | Stakeholder.at_risk
        spared = self.lens.rows(
            self.session, Stakeholder, Stakeholder.id.in_(list(self._involved())), flagged
        )
        avoid = WordChoice.advice == WordAdvice.AVOID
        words = self.lens.rows(self.session, WordChoice, WordChoice.campaign_id == self.campaign_id, avoid)
        return CareView(
            tuple(
                made(SparedView, row, name=self.names.of(row.id), why=row.do_not_approach_why)
                for row in spared
                if row.do_not_approach or row.at_risk
            ),
            tuple(made(WordView, row) for row in words if row.word),
            tuple(
                made(SetbackView, row, told=row.follow_up, stakeholder=self.names.of(row.stakeholder_id))
                for row in self._activities()
                if row.status is ActivityStatus.CANCELLED and row.follow_up
            ),
        )

    def follow_ups(self) -> tuple[FollowUpView, ...]:
        """Return what is still to be done after the meetings of this campaign, and what belongs to none."""
        ours = or_(FollowUp.meeting_id.in_(self._meeting_ids()), FollowUp.meeting_id.is_(None))
        found = self.reader.follow_ups(ours, FollowUp.status == FollowUpStatus.OPEN)
        return tuple(one for one in found if one.status is FollowUpStatus.OPEN)

    def copies(self) -> tuple[HeldCopyView, ...]:
        """Return who holds what of ours, the newest first."""
        held = self.lens.rows(
            self.session,
            HandOut,
            HandOut.campaign_id == self.campaign_id,
            HandOut.returned_on.is_(None),
            order=(HandOut.handed_on.desc(),),
        )
        return tuple(made(HeldCopyView, row) for row in held)

    # -- inside

    def _activities(self) -> list[ActivityRow]:
        return activity_rows(self.session, self.campaign_id, lens=self.lens)

    def _done(self) -> list[ActivityRow]:
        return [row for row in self._activities() if row.status is ActivityStatus.DONE]

    @staticmethod
    def _is_letter(row: ActivityRow) -> bool:
        """What was handed over at a meeting was spoken of there."""
        return row.channel in WRITTEN and row.meeting_id is None

    def _met_by_activity(self) -> Iterator[_Contact]:
        """What was carried out with somebody who could speak; the meeting that it was is told as a meeting."""
        for row in self._done():
            if row.stakeholder_id and row.on and not self._is_letter(row) and row.meeting_id is None:
                yield made(_Contact, row, by=row.messenger or row.owner, table="activity")

    def _held(self) -> Iterator[_Contact]:
        """The meetings of this campaign that were held, with who led for us."""
        carried = {row.meeting_id: row.messenger for row in self._done() if row.meeting_id}
        rows = self.lens.rows(
            self.session,
            Meeting,
            Meeting.id.in_(self._meeting_ids()),
            Meeting.status == MeetingStatus.HELD,
            order=(Meeting.starts_at,),
        )
        led = self._led([row.id for row in rows])
        for row in rows:
            if row.stakeholder_id and row.starts_at:
                by = led.get(row.id) or carried.get(row.id, "")
                yield made(_Contact, row, on=row.starts_at.date(), by=by, table="meeting")

    def _led(self, meetings: list[str]) -> dict[str, str]:
        """Who led our delegation at each meeting."""
        found: dict[str, str] = {}
        members = self._members()
        for row in self.lens.rows(
            self.session, Delegate, Delegate.meeting_id.in_(meetings), order=(Delegate.rank,)
        ):
            if row.side is DelegateSide.OURS and row.role is DelegateRole.PRINCIPAL:
                found.setdefault(row.meeting_id, row.name or members.get(row.member_id, ""))
        return found

    def _members(self) -> dict[str, str]:
        """What each of us is called: by name or, where that may not be known, by function."""
        rows = self.lens.rows(self.session, TeamMember)
        return {row.id: row.name or row.function for row in rows}

    def _meeting_ids(self) -> list[str]:
        serving = select(MeetingCampaign.meeting_id).where(MeetingCampaign.campaign_id == self.campaign_id)
        return list(self.session.scalars(serving))

    def _involved(self) -> dict[str, Involvement]:
        rows = self.lens.rows(self.session, Involvement, Involvement.campaign_id == self.campaign_id)
        return {row.stakeholder_id: row for row in rows}

    def _kin(self) -> dict[str, list[str]]:
        """The institution of each post, and the posts of each institution."""
        found: dict[str, list[str]] = defaultdict(list)
        parents = select(Stakeholder.id, Stakeholder.parent_id).where(Stakeholder.parent_id.is_not(None))
        for key, parent in self.session.execute(parents):
            if parent is not None:
                found[key].append(parent)
                found[parent].append(key)
        return found
