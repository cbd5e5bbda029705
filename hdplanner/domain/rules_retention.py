"""What data protection asks of the record of one person, and what is due on a day. Values in, values out.

Follows CNIL v. Monsanto (SAN-2021-012): a file that rates persons is lawful where they are informed and may object;
and the ICRC Handbook on Data Protection in Humanitarian Action (3rd ed., 2024), chapter 2: limited retention.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hdplanner.domain.choices import Choice
from hdplanner.domain.values import NoticeStatus
from hdplanner.i18n import N_


class Lack(Choice):
    """What is missing from, or due on, the record of a person."""

    NO_SOURCE = "no-source", N_("Where the data is from is not said")
    NOT_INFORMED = "not-informed", N_("Not informed, and not said why")
    NO_REASON = "no-reason", N_("Not said why they were not informed")
    OBJECTED = "objected", N_("Objected: decide whether to erase")
    NO_LIMIT = "no-limit", N_("No day until which it is kept")
    REVIEW_DUE = "review-due", N_("Due for review")
    EXPIRED = "expired", N_("Past the day until which it is kept")


class Fate(Choice):
    """What is done with a record whose time is over."""

    KEEP = "keep", N_("Keep")
    PSEUDONYMISE = "pseudonymise", N_("Keep under a code name")
    ERASE = "erase", N_("Erase")


@dataclass(frozen=True, slots=True)
class Care:
    """What is known about the care for the record of one person."""

    data_source: str
    notice: NoticeStatus
    notice_why: str
    objected: bool
    review_on: date | None
    retain_until: date | None


def lacks(care: Care, today: date) -> tuple[Lack, ...]:
    """Return what is missing or due, what presses most last in the list of ``Lack`` first."""
    excused = care.notice in (NoticeStatus.EXEMPT, NoticeStatus.DEFERRED)
    found = {
        Lack.EXPIRED: is_expired(care.retain_until, today),
        Lack.REVIEW_DUE: care.review_on is not None and care.review_on < today,
        Lack.OBJECTED: care.objected,
        Lack.NOT_INFORMED: care.notice is NoticeStatus.NOT_DECIDED,
        Lack.NO_REASON: excused and not care.notice_why.strip(),
        Lack.NO_SOURCE: not care.data_source.strip(),
        Lack.NO_LIMIT: care.retain_until is None,
    }
    return tuple(lack for lack, there in found.items() if there)


def is_expired(retain_until: date | None, today: date) -> bool:
    """Whether a record should be gone: it is kept through its last day, not after."""
    return retain_until is not None and retain_until < today
