"""The office of a file and its campaigns: start one, list them, change what frames them, count what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base, new_id
from hdplanner.domain.campaign import Campaign, CampaignLanguage
from hdplanner.domain.channels import Activity, Messenger
from hdplanner.domain.fields import noun
from hdplanner.domain.meetings import Commitment, FollowUp, Meeting, MeetingRecord
from hdplanner.domain.messages import Message, ProofPoint
from hdplanner.domain.network import Tie
from hdplanner.domain.objectives import Ask, DecisionWindow, Objective
from hdplanner.domain.office import Office
from hdplanner.domain.packs import HandOut, Pack
from hdplanner.domain.ranks import rank_between
from hdplanner.domain.risks import Risk
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import CampaignStage, CampaignStatus, MarkingScheme, MeetingStatus, Sensitivity
from hdplanner.errors import AmbiguousNameError, NotFoundError
from hdplanner.services.values import change, derived, get


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office of a file."""

    id: str
    name: str
    zone: str
    language: str
    marking_scheme: MarkingScheme = MarkingScheme.HOUSE


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as the switch and the title bar show it."""

    id: str
    title: str
    stage: CampaignStage
    status: CampaignStatus
    default_sensitivity: Sensitivity
    words_only: bool
    starts_on: date | None
    ends_on: date | None
    review_days: int


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective as a list or a chooser shows it."""

    id: str
    title: str


def office(session: Session) -> OfficeRow | None:
    """Return the office of the file, or ``None`` in an empty one."""
    found = session.execute(
        select(Office.id, Office.name, Office.zone, Office.language, Office.marking_scheme)
    ).first()
    return None if found is None else OfficeRow(*found)


def campaign_rows(session: Session) -> list[CampaignRow]:
    """Return the campaigns of the file in the office's own order."""
    found = session.execute(
        select(
            Campaign.id,
            Campaign.title,
            Campaign.stage,
            Campaign.status,
            Campaign.default_sensitivity,
            Campaign.words_only,
            Campaign.starts_on,
            Campaign.ends_on,
            func.coalesce(Campaign.review_days, 180),
        ).order_by(Campaign.rank, Campaign.id)
    )
    return [CampaignRow(*row) for row in found]


def find_campaign(session: Session, name: str | None = None) -> CampaignRow:
    """Return the campaign called ``name`` (title or key); without a name, the first.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    rows = campaign_rows(session)
    if name is None:
        if not rows:
            raise NotFoundError(noun("campaign"), "")
        return rows[0]
    matching = [row for row in rows if row.id == name] or [
        row for row in rows if row.title.casefold() == name.casefold()
    ]
    if not matching:
        raise NotFoundError(noun("campaign"), name)
    if len(matching) > 1:
        raise AmbiguousNameError(name, [row.id for row in matching])
    return matching[0]


def objective_rows(session: Session, campaign_id: str) -> list[ObjectiveRow]:
    """Return the objectives of a campaign in their order; the first is the one positions are on by default."""
    found = session.execute(
        select(Objective.id, Objective.title)
        .where(Objective.campaign_id == campaign_id)
        .order_by(Objective.rank, Objective.id)
    )
    return [ObjectiveRow(*row) for row in found]


def find_objective(session: Session, campaign_id: str, name: str) -> str:
    """Return the key of the objective of a campaign with this title or key.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    rows = objective_rows(session, campaign_id)
    folded = name.strip().casefold()
    matching = [row.id for row in rows if row.id == name] or [
        row.id for row in rows if row.title.casefold() == folded
    ]
    if not matching:
        raise NotFoundError(noun("objective"), name)
    if len(matching) > 1:
        raise AmbiguousNameError(name, matching)
    return matching[0]


_COUNTED: dict[str, type[Base]] = {
    "stakeholders": Stakeholder,
    "assessments": Assessment,
    "ties": Tie,
    "objectives": Objective,
    "asks": Ask,
    "windows": DecisionWindow,
    "messages": Message,
    "proof_points": ProofPoint,
    "messengers": Messenger,
    "activities": Activity,
    "meetings": Meeting,
    "records": MeetingRecord,
    "commitments": Commitment,
    "follow_ups": FollowUp,
    "risks": Risk,
    "packs": Pack,
    "hand_outs": HandOut,
}


def counts(session: Session) -> dict[str, int]:
    """Return how many of each kind the file holds; engagements are the meetings held."""
    numbers = {
        name: session.execute(select(func.count()).select_from(mapped)).scalar_one()
        for name, mapped in _COUNTED.items()
    }
    held = select(func.count()).select_from(Meeting).where(Meeting.status == MeetingStatus.HELD)
    return numbers | {"engagements": session.execute(held).scalar_one()}


def start_office(
    session: Session,
    *,
    name: str,
    campaign_title: str,
    zone: str = "UTC",
    language: str = "en",
) -> tuple[str, str]:
    """Fill an empty file: its office and a first campaign. Returns both keys."""
    started = Office(name=name, zone=zone, language=language)
    session.add(started)
    session.flush()
    return started.id, add_campaign(session, title=campaign_title)


def add_campaign(session: Session, *, title: str) -> str:
    """Add a campaign at the end of the list and return its key."""
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    last = session.execute(select(func.max(Campaign.rank))).scalar_one()
    made = Campaign(
        id=new_id(), office_id=home.id, title=title, zone=home.zone, rank=rank_between(last, None)
    )
    language = CampaignLanguage(campaign_id=made.id, value=home.language)
    session.add_all([made, derived(language)])
    session.flush()
    return made.id


def update_campaign(session: Session, campaign_id: str, **values: Any) -> str:
    """Change fields of a campaign; names as in ``domain.campaign.Campaign``."""
    change(get(session, Campaign, campaign_id), values)
    return campaign_id
