"""The care for the data of persons: who is in the file, what is missing, what is due, and the text that informs them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.office import Office
from hdplanner.domain.rules_assessment import REVIEW_DAYS, is_stale, review_due
from hdplanner.domain.rules_retention import Care, Fate, Lack, lacks
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import AccessKind, NoticeStatus, StakeholderKind
from hdplanner.i18n import _, format_date
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services import rights
from hdplanner.services.values import change, checked_day, get
from hdplanner.storage.changes import Changes, Label

if TYPE_CHECKING:
    from hdplanner.storage import Document

FIELDS = (
    "data_source",
    "notice",
    "notice_why",
    "objected",
    "restricted",
    "review_on",
    "retain_until",
)
"""The fields of a stakeholder that are about the care for their data."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the file: what is said about their data, what is missing or due, and how many judgements are stale."""

    id: str
    name: str
    kind: StakeholderKind
    data_source: str
    notice: NoticeStatus
    notice_why: str
    objected: bool
    restricted: bool
    review_on: date | None
    retain_until: date | None
    lacks: tuple[Lack, ...]
    stale_judgements: int

    @property
    def is_due(self) -> bool:
        """Whether something must be decided now."""
        return bool({Lack.EXPIRED, Lack.REVIEW_DUE, Lack.OBJECTED} & set(self.lacks))


def person_rows(session: Session, *, today: date) -> list[PersonRow]:
    """Return the persons of the file, and whoever else has a day or a flag of this kind; what is due first."""
    asked = Stakeholder.kind == StakeholderKind.PERSON
    flagged = Stakeholder.objected | Stakeholder.restricted | Stakeholder.retain_until.is_not(None)
    columns = [getattr(Stakeholder, name) for name in ("id", "name", "kind", *FIELDS)]
    found = session.execute(select(*columns).where(asked | flagged | Stakeholder.review_on.is_not(None)))
    stale = _stale_judgements(session, today)
    rows = []
    for row in found.mappings():
        values = dict(row)
        care = Care(**{name: values[name] for name in Care.__dataclass_fields__})
        rows.append(
            PersonRow(**values, lacks=lacks(care, today), stale_judgements=stale.get(values["id"], 0))
        )
    return sorted(rows, key=lambda one: (not one.is_due, one.name.casefold(), one.id))


def _stale_judgements(session: Session, today: date) -> dict[str, int]:
    """Return how many judgements on each stakeholder are past their review, by the rule of their plan."""
    days = {row.id: row.review_days for row in session.execute(select(Campaign.id, Campaign.review_days))}
    found: dict[str, int] = {}
    columns = (Assessment.stakeholder_id, Assessment.campaign_id, Assessment.made_on, Assessment.review_by)
    for key, campaign, made_on, review_by in session.execute(select(*columns)):
        due = review_due(made_on, review_by, review_days=days.get(campaign) or REVIEW_DAYS)
        if is_stale(due, today):
            found[key] = found.get(key, 0) + 1
    return found


def set_care(session: Session, ids: Collection[str], **values: Any) -> None:
    """Set fields of the care for the data of several persons at once. Raises ``InvalidValueError``."""
    for name in ("review_on", "retain_until"):
        if values.get(name) is not None:
            checked_day(values[name], name)
    for key in ids:
        change(get(session, Stakeholder, key), values)
    session.flush()


@dataclass(frozen=True, slots=True)
class Decided:
    """What is done with one person's record, and until when it is kept where it is."""

    fate: Fate
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """How many were kept, put under a code name and erased; what to show anew, and what is out of reach."""

    kept: int
    pseudonymised: int
    erased: int
    changes: tuple[Changes, ...]
    out_of_reach: tuple[rights.OutOfReach, ...]


def carry_out(
    document: Document, decisions: Mapping[str, Decided], progress: Progress = NO_PROGRESS
) -> CarriedOut:
    """Carry out what was decided person by person. Keeping can be undone; the other two cannot."""
    kept = {key: one for key, one in decisions.items() if one.fate is Fate.KEEP}
    changes = []
    if kept:
        edit = document.edit(Label("person.keep"), lambda session: _keep(session, kept))
        changes.append(edit.changes)
    left: dict[rights.OutOfReach, None] = {}
    for fate in (Fate.PSEUDONYMISE, Fate.ERASE):
        keys = [key for key, one in decisions.items() if one.fate is fate]
        if keys:
            done = _for_good(document, fate, keys, progress)
            changes.append(done.changes)
            left |= dict.fromkeys(done.out_of_reach)
    counts = {fate: sum(one.fate is fate for one in decisions.values()) for fate in Fate}
    told = {fate.value: number for fate, number in counts.items()}
    document.log_access(AccessKind.RETENTION, **told)
    return CarriedOut(
        counts[Fate.KEEP], counts[Fate.PSEUDONYMISE], counts[Fate.ERASE], tuple(changes), tuple(left)
    )


def _for_good(document: Document, fate: Fate, keys: list[str], progress: Progress) -> rights.Erased:
    subjects = document.read(lambda session: [rights.subject_of(session, key) for key in keys])
    if fate is Fate.PSEUDONYMISE:
        return rights.pseudonymise(document, subjects, progress)
    return rights.erase(document, rights.together(subjects), progress)


def _keep(session: Session, kept: Mapping[str, Decided]) -> None:
    for key, one in kept.items():
        set_care(session, [key], retain_until=one.until, review_on=None)


def notice_text(session: Session, campaign_id: str, stakeholder_id: str | None = None) -> str:
    """Return the text that tells a person what is kept on them, why, on what ground, and what they may ask.

    It is in the active language (``i18n.speaking`` chooses another). What is not known stands in square brackets, to
    be filled in before it is sent.
    """
    plan = get(session, Campaign, campaign_id)
    home = session.scalars(select(Office)).one()
    person = session.get(Stakeholder, stakeholder_id) if stakeholder_id else None
    blank = _("[to be filled in]")
    until = person.retain_until if person else None
    facts = {
        "name": person.name if person else blank,
        "controller": plan.controller or home.name,
        "purpose": plan.purpose or blank,
        "basis": _(plan.legal_basis.text) if plan.legal_basis else blank,
        "source": (person.data_source if person else "") or blank,
        "until": format_date(until) if until else blank,
    }
    paragraphs = (
        _("To {name}"),
        _("{controller} keeps information on you in connection with its humanitarian work."),
        _("Why we keep it: {purpose}"),
        _("On what ground: {basis}"),
        _(
            "What we keep: your function and how to reach you in it, what you have said in public and to us, our "
            "meetings, and our assessment of your position on the matter. Where it is from: {source}"
        ),
        _(
            "Who reads it: staff of {controller} who work on this matter. It is not sold and not used for any other "
            "purpose."
        ),
        _("How long we keep it: until {until}"),
        _(
            "You may ask to see it, to have it corrected, to have its use restricted or to have it erased, and you "
            "may object to it at any time. Write to us at: {blank}"
        ),
        _("You may also complain to the data protection authority of your country, where there is one."),
    )
    return "\n\n".join(one.format(**facts, blank=blank) for one in paragraphs)
