"""What a successor takes over, as frozen rows. Only shapes; ``handover`` fills them, through a lens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hdplanner.domain.values import Channel, PackForm, Sensitivity

if TYPE_CHECKING:
    from hdplanner.services.pack_rows import FollowUpView


@dataclass(frozen=True, slots=True)
class LetterView:
    """Something that we wrote to somebody and that has no answer yet."""

    id: str
    title: str
    stakeholder_id: str
    stakeholder: str
    sent_on: date
    by: str
    channel: Channel
    paper: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class LastContactView:
    """When somebody was last spoken with: ``table`` and ``id`` are the meeting or the activity."""

    stakeholder_id: str
    stakeholder: str
    held_on: date
    by: str
    channel: Channel
    title: str
    table: str
    id: str
    next_step: str
    owner: str


@dataclass(frozen=True, slots=True)
class SparedView:
    """Somebody who must not be approached, or is at risk, and why."""

    id: str
    name: str
    do_not_approach: bool
    at_risk: bool
    why: str


@dataclass(frozen=True, slots=True)
class WordView:
    """A word that harms, what to say instead, and why."""

    id: str
    word: str
    instead: str
    why: str


@dataclass(frozen=True, slots=True)
class SetbackView:
    """Something that was called off, and what was written about it."""

    id: str
    title: str
    on: date | None
    stakeholder: str
    told: str


@dataclass(frozen=True, slots=True)
class HeldCopyView:
    """A copy of ours that somebody holds."""

    id: str
    title: str
    recipient: str
    copy_number: int | None
    handed_on: date | None
    handed_by: str
    form: PackForm
    marking: Sensitivity
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class CareView:
    """Where a successor must take care."""

    spared: tuple[SparedView, ...] = ()
    words: tuple[WordView, ...] = ()
    setbacks: tuple[SetbackView, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What a successor takes over besides the plan itself. What was not asked for is empty."""

    letters: tuple[LetterView, ...] = ()
    contacts: tuple[LastContactView, ...] = ()
    care: CareView = CareView()
    follow_ups: tuple[FollowUpView, ...] = ()
    copies: tuple[HeldCopyView, ...] = ()


NOTHING = HandoverView()
"""For packs that hand nothing over."""
