"""What a person may ask of the office: who is meant, what an erasure would reach, and the erasure itself.

Versions are erased first and the file last: whoever is broken off in between finds the person still there, and asks
again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.name_search import tidy
from hdplanner.domain.packs import HandOut
from hdplanner.domain.rules_rights import PERSON
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import AccessKind, StakeholderKind
from hdplanner.errors import DiskFailedError, DiskFullError, NotFoundError, PlannerError
from hdplanner.i18n import _, format_date, format_datetime
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.stakeholders import find_stakeholder
from hdplanner.storage import access_log, erasure, pseudonymising, scrubbing, versions
from hdplanner.storage.changes import Changes, Label
from hdplanner.storage.in_hand import InHand

if TYPE_CHECKING:
    from hdplanner.storage import Document


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a request is about: the stakeholder's key, or the rows that know them by name only; all their names."""

    title: str
    id: str
    kind: StakeholderKind | None
    keys: frozenset[tuple[str, str]]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Something that left the file, or cannot be opened: ``what`` is a sentence, ``at`` when."""

    kind: str
    what: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What an erasure would do: rows by table, other texts that name the person, versions, what is out of reach."""

    subject: Subject
    rows: Mapping[str, int]
    passages: tuple[scrubbing.Mention, ...]
    versions: int
    out_of_reach: tuple[OutOfReach, ...]

    @property
    def count(self) -> int:
        """How many rows would go."""
        return sum(self.rows.values())


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did. ``changes`` are for those who show the file; they are no step that can be undone."""

    count: int
    texts: int
    versions: int
    out_of_reach: tuple[OutOfReach, ...]
    changes: Changes


def find_subject(session: Session, name: str) -> Subject:
    """Return who is called ``name``: a stakeholder by name, code name or key, else somebody known by name only.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    try:
        return subject_of(session, find_stakeholder(session, name))
    except NotFoundError:
        raw = erasure.raw_of(session)
        keys = frozenset(erasure.named_alone(raw, [name]))
        if not keys:
            raise
        return Subject(tidy(name), "", None, keys, (tidy(name),))


def subject_of(session: Session, stakeholder_id: str) -> Subject:
    """Return the stakeholder with this key as the subject of a request."""
    found = session.execute(
        select(Stakeholder.name, Stakeholder.kind).where(Stakeholder.id == stakeholder_id)
    ).one()
    raw = erasure.raw_of(session)
    own = frozenset({(PERSON, stakeholder_id)})
    keys = erasure.reach(raw, own)
    names = erasure.names_of(raw, keys) - erasure.borne_by_others(raw, keys)
    alone = erasure.named_alone(raw, names)
    return Subject(found.name, stakeholder_id, found.kind, own | alone, tuple(sorted(names)))


def plan_erasure(document: Document, subject: Subject) -> ErasurePlan:
    """Return what erasing somebody would do; nothing is changed."""

    def read(hand: InHand) -> tuple[Mapping[str, int], list[scrubbing.Mention], int]:
        raw = hand.link.raw
        keys = erasure.reach(raw, subject.keys)
        names = scrubbing.Names(subject.names, erasure.borne_by_others(raw, keys))
        found = [one for one in scrubbing.mentions(raw, names) if one.id not in keys.get(one.table, ())]
        return {table: len(ids) for table, ids in keys.items()}, found, len(_versions(hand.path))

    rows, passages, number = document.on_file(read)
    return ErasurePlan(subject, rows, tuple(passages), number, tuple(out_of_reach(document, subject)))


def together(subjects: Collection[Subject]) -> Subject:
    """Return several subjects as one, so that what is done to all of them is one act."""
    return Subject(
        title=_("several persons") if len(subjects) != 1 else next(iter(subjects)).title,
        id="",
        kind=None,
        keys=frozenset(key for one in subjects for key in one.keys),
        names=tuple(sorted({name for one in subjects for name in one.names})),
    )


def erase(
    document: Document,
    subject: Subject,
    progress: Progress = NO_PROGRESS,
    kind: AccessKind = AccessKind.ERASURE,
) -> Erased:
    """Erase somebody from the file and all its versions, for good. Cancelled, the file is as it was."""
    left = out_of_reach(document, subject)

    def act(hand: InHand, step: Progress) -> erasure.Gone:
        return erasure.erase_rows(hand, subject.keys, subject.names, step)

    return for_good(document, act, left, kind, {"ids": _ids(subject)}, progress)


def pseudonymise(
    document: Document, subjects: Collection[Subject], progress: Progress = NO_PROGRESS
) -> Erased:
    """Keep the records of stakeholders under code names only: in the file and all its versions, for good."""
    keys = [one.id for one in subjects if one.id]
    word = _("Person {number}")
    codes = document.on_file(lambda hand: pseudonymising.codes_for(hand.link.raw, keys, word))
    names = {one.id: one.names for one in subjects}
    left = [found for one in subjects for found in out_of_reach(document, one)]

    def act(hand: InHand, step: Progress) -> erasure.Gone:
        return pseudonymising.rename_rows(hand, codes, names, step)

    facts = {"ids": sorted(keys), "pseudonymised": len(keys)}
    return for_good(document, act, list(dict.fromkeys(left)), AccessKind.RETENTION, facts, progress)


def for_good(
    document: Document,
    act: erasure.Act,
    left: list[OutOfReach],
    kind: AccessKind,
    facts: Mapping[str, object],
    progress: Progress = NO_PROGRESS,
) -> Erased:
    """Do an act to every version and then to the file; ``left`` is what is known to be out of reach."""
    treated, closed = document.on_file(lambda hand: _in_versions(hand, act, progress), writing=True)
    left = [*left, *closed]
    told = {"versions": treated, "out_of_reach": len(left), **facts}
    gone = document.on_file(lambda hand: erasure.for_good(hand, act, kind, told, progress), writing=True)
    changes = Changes("", Label("person.erase"), gone.touched)
    return Erased(gone.count, sum(map(len, gone.scrubbed.values())), treated, tuple(left), changes)


def _ids(subject: Subject) -> list[str]:
    return sorted(key for _table, key in subject.keys)


def _in_versions(hand: InHand, act: erasure.Act, progress: Progress) -> tuple[int, list[OutOfReach]]:
    """Do the act to each version that the key of the file opens; return how many, and those that it does not."""
    paths = _versions(hand.path)
    treated, closed = 0, []
    for done, path in enumerate(paths):
        progress.step(done, len(paths), _("version {number}").format(number=done + 1))
        try:
            versions.rewritten(
                path, hand.link.key, hand.layout, lambda version: erasure.in_version(version, act)
            )
            treated += 1
        except (DiskFailedError, DiskFullError):
            raise  # the version opens, so it must not be left behind: the person asks again
        except PlannerError:
            what = _("The version {file} does not open with the passphrase of the file.")
            closed.append(OutOfReach("version", what.format(file=path.name)))
    return treated, closed


def _versions(path: Path | None) -> list[Path]:
    return [] if path is None else versions.all_of(path)


def out_of_reach(document: Document, subject: Subject, campaign_id: str = "") -> list[OutOfReach]:
    """Return what left the file and may tell of somebody: copies handed out, exports and copies of the file.

    With ``campaign_id`` all copies of the packs of that plan are among them.
    """
    handed = document.read(
        lambda session: [*_namesakes(session, subject), *_handed(session, subject, campaign_id)]
    )
    entries = document.on_file(lambda hand: access_log.entries(hand.link.raw))
    sentences: dict[str, str] = {
        AccessKind.EXPORT.value: _("An export was made on {when} by {author}."),
        AccessKind.COPY.value: _("A copy of the file was made on {when} by {author}."),
        AccessKind.MERGE.value: _("Another copy of the file was merged on {when} by {author}."),
    }
    return handed + [
        OutOfReach(
            entry.kind,
            sentences[entry.kind].format(when=format_datetime(entry.at.astimezone()), author=entry.author),
            entry.at.isoformat(timespec="seconds"),
        )
        for entry in entries
        if entry.kind in sentences
    ]


def _namesakes(session: Session, subject: Subject) -> Iterator[OutOfReach]:
    """Yield the names that somebody else in the file bears: they stay in texts."""
    raw = erasure.raw_of(session)
    keys = erasure.reach(raw, subject.keys)
    for name in sorted(erasure.names_of(raw, keys) & erasure.borne_by_others(raw, keys)):
        what = _("“{name}” stays in texts: somebody else in the file bears that name.")
        yield OutOfReach("namesake", what.format(name=name))


def _handed(session: Session, subject: Subject, campaign_id: str) -> Iterator[OutOfReach]:
    """Yield the copies of packs that are still out and are about somebody, or about a plan they are in."""
    own = {key for table, key in subject.keys if table == PERSON}
    asked = select(Involvement.campaign_id).where(Involvement.stakeholder_id.in_(own))
    plans = {campaign_id, *session.scalars(asked)}
    rows = session.scalars(
        select(HandOut)
        .where(HandOut.returned_on.is_(None))
        .where(HandOut.stakeholder_id.in_(own) | HandOut.campaign_id.in_(plans))
        .order_by(HandOut.handed_on, HandOut.copy_number, HandOut.id)
    )
    for row in rows:
        what = _("Copy {number} of “{title}” was handed to {recipient} on {day}.").format(
            number=row.copy_number or 1,
            title=row.title,
            recipient=row.recipient,
            day=format_date(row.handed_on) if row.handed_on else "",
        )
        yield OutOfReach("hand-out", what, row.handed_on.isoformat() if row.handed_on else "")
