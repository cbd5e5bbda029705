"""Everything that a file holds on one person, for that person to read: other persons in it are masked.

What belongs to a person, and what points to them, is worked out from the keys between tables, so that a new table
is in it by itself. Judgements about other persons are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Text, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import CleanText
from hdplanner.domain.meetings import Delegate
from hdplanner.domain.models import METADATA
from hdplanner.domain.name_search import NameSearch, tidy
from hdplanner.domain.office import TeamMember
from hdplanner.domain.rules_rights import NAMES, PERSON, POINTS
from hdplanner.domain.stakeholders import PostHolder, Stakeholder, StakeholderName
from hdplanner.domain.values import StakeholderKind
from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.rights import OutOfReach, Subject, out_of_reach
from hdplanner.storage import erasure, history_log, scrubbing, versions

if TYPE_CHECKING:
    from hdplanner.storage import Document
    from hdplanner.storage.in_hand import InHand

Row = Mapping[str, Any]

_PARTS_OF = ("meeting", "commitment", "activity")
"""Rows that only point to a person, but whose parts tell of them too: what was said at a meeting, say."""
_JUDGING = frozenset({"judgement", "note", "redline", "source"})
_SILENT = frozenset({"id", "office_id", "rank", "x", "y", "digest", "cleared_digest"})


@dataclass(frozen=True, slots=True)
class Record:
    """A row on the person: what each field holds, others masked. ``about`` says why it is here."""

    table: str
    id: str
    about: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of another row in which the person is named; ``None`` where it judges another person."""

    table: str
    id: str
    field: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Past:
    """A former state of a row on the person, from the change log."""

    at: str
    kind: str
    table: str
    id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class VersionHolding:
    """A version of the file and how many rows on the person it holds; ``None`` where it does not open."""

    version: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Access:
    """The answer to a request. ``given`` is who was given it; ``withheld`` passages are about other persons."""

    subject: Subject
    records: tuple[Record, ...]
    passages: tuple[Passage, ...]
    history: tuple[Past, ...]
    versions: tuple[VersionHolding, ...]
    given: tuple[OutOfReach, ...]

    @property
    def withheld(self) -> int:
        """How many passages are left out because they judge somebody else."""
        return sum(one.text is None for one in self.passages)

    @property
    def count(self) -> int:
        """How many records of the file tell of the person."""
        return len(self.records) + len({(one.table, one.id) for one in self.passages})


def everything_on(document: Document, subject: Subject, progress: Progress = NO_PROGRESS) -> Access:
    """Return everything that the file and its versions hold on somebody. Nothing is changed."""
    records, passages, history = document.read(lambda session: _Reading(session, subject).all())
    held = document.on_file(lambda hand: tuple(_in_versions(hand, subject, progress)))
    return Access(subject, records, passages, history, held, tuple(out_of_reach(document, subject)))


def _in_versions(hand: InHand, subject: Subject, progress: Progress) -> Iterator[VersionHolding]:
    paths = [] if hand.path is None else versions.all_of(hand.path)
    for done, path in enumerate(paths):
        progress.step(done, len(paths))
        try:
            with versions.opened(path, hand.link.key) as link:
                rows = sum(map(len, erasure.reach(link.raw, subject.keys).values()))
            yield VersionHolding(path.stem, rows)
        except PlannerError:
            yield VersionHolding(path.stem, None)


@dataclass
class _Reading:
    """One reading of the file for one person."""

    session: Session
    subject: Subject
    own: dict[str, frozenset[str]] = field(default_factory=dict)

    def all(self) -> tuple[tuple[Record, ...], tuple[Passage, ...], tuple[Past, ...]]:
        self.own = erasure.reach(self._raw, self.subject.keys)
        around = self._around()
        records = [
            Record(table, str(row["id"]), about, self._shown(table, row))
            for about, keys in (("own", self.own), ("around", around))
            for table in _ordered(keys)
            for row in self._rows(table, keys[table])
        ]
        told = {(one.table, one.id) for one in records}
        passages = (self._passage(one) for one in self._mentions() if (one.table, one.id) not in told)
        return tuple(records), tuple(passages), tuple(self._history())

    @cached_property
    def _raw(self) -> Any:
        return erasure.raw_of(self.session)

    @cached_property
    def _persons(self) -> dict[str, str]:
        """Other stakeholders: their names, "another person" for persons."""
        rows = self.session.execute(select(Stakeholder.id, Stakeholder.name, Stakeholder.kind))
        masked = _("another person")
        return {key: masked if kind is StakeholderKind.PERSON else name for key, name, kind in rows}

    @cached_property
    def _own_names(self) -> frozenset[str]:
        return frozenset(tidy(name).casefold() for name in (*self.subject.names, self.subject.title))

    @cached_property
    def _search(self) -> NameSearch:
        """The names of all persons in the file, those of the person asking among them: a longer name comes first."""
        persons = select(Stakeholder.id).where(Stakeholder.kind == StakeholderKind.PERSON)
        asked = (
            select(Stakeholder.name).where(Stakeholder.id.in_(persons)),
            select(Stakeholder.short_name).where(Stakeholder.id.in_(persons)),
            select(StakeholderName.name).where(StakeholderName.stakeholder_id.in_(persons)),
            select(PostHolder.name),
            select(Delegate.name),
            select(TeamMember.name),
        )
        others = {name for query in asked for name in self.session.scalars(query)}
        return NameSearch({*others, *self.subject.names, self.subject.title})

    def _masked(self, text: str) -> str:
        parts, at = [], 0
        for found in self._search.find(text):
            if found.name.casefold() not in self._own_names:
                parts += [text[at : found.start], _("another person")]
                at = found.end
        return "".join([*parts, text[at:]]) if at else text

    def _around(self) -> dict[str, set[str]]:
        """The rows that only point to the person, the meetings they sat in, and what belongs to these."""
        found: dict[str, set[str]] = {}
        keys = self.own.get(PERSON, frozenset())
        for name, column in sorted(POINTS):
            if name != PERSON:
                table = METADATA.tables[name]
                asked = select(table.c.id).where(table.c[column].in_(keys))
                found.setdefault(name, set()).update(self.session.scalars(asked))
        sat = select(Delegate.meeting_id).where(Delegate.id.in_(self.own.get("delegate", ())))
        found.setdefault("meeting", set()).update(self.session.scalars(sat))
        for part in METADATA.sorted_tables:
            for pointer in part.columns:
                for parent in (key.column.table.name for key in pointer.foreign_keys):
                    if parent in _PARTS_OF and not pointer.nullable and found.get(parent):
                        asked = select(part.c.id).where(pointer.in_(found[parent]))
                        found.setdefault(part.name, set()).update(self.session.scalars(asked))
        return {name: ids - self.own.get(name, frozenset()) for name, ids in found.items()}

    def _rows(self, name: str, keys: Iterable[str]) -> list[Row]:
        table = METADATA.tables[name]
        columns = [column for column in table.columns if column.name != "content"]
        found = self.session.execute(select(*columns).where(table.c.id.in_(keys)).order_by(table.c.id))
        return [dict(row) for row in found.mappings()]

    def _shown(self, name: str, row: Row) -> dict[str, object]:
        """What the fields of a row hold, where they hold something; pointers as names."""
        found: dict[str, object] = {}
        for column in METADATA.tables[name].columns:
            value = row.get(column.name)
            if column.name not in _SILENT and value not in (None, ""):
                found[column.name] = self._value(name, column, value)
        return found

    def _value(self, table: str, column: Column[Any], value: Any) -> object:
        for key in column.foreign_keys:
            return self._named(key.column.table.name, str(value))
        if column.info.get("reveals") == "source" and table != PERSON:
            return _("left out, to protect who told us")
        if isinstance(column.type, CleanText):
            is_name = column.info.get("reveals") == "name"
            mine = self._is_mine(str(value)) or column.name in NAMES.get(table, ())
            return self._masked(str(value)) if mine or not is_name else _("another person")
        return self._masked(str(value)) if isinstance(column.type, Text) else value

    def _is_mine(self, value: str) -> bool:
        return tidy(value).casefold() in self._own_names

    def _named(self, table: str, key: str) -> object:
        """What a pointer points to: the person's own name, a mask, or the title of the record."""
        if table == PERSON:
            mine = key in self.own.get(PERSON, ())
            return self.subject.title if mine else self._masked(self._persons.get(key, _("another person")))
        if table in ("team_member", "messenger", "post_holder", "delegate"):
            mine = key in self.own.get(table, ())
            return self.subject.title if mine else _("another person")
        target = METADATA.tables[table]
        column = target.c.get("title", target.c.get("name"))
        if column is None:
            return key
        found = self.session.execute(select(column).where(target.c.id == key)).scalar_one_or_none()
        return self._masked(str(found)) if found else key

    def _mentions(self) -> Iterator[scrubbing.Mention]:
        names = scrubbing.Names(self.subject.names, erasure.borne_by_others(self._raw, self.own))
        return scrubbing.mentions(self._raw, names)

    def _passage(self, found: scrubbing.Mention) -> Passage:
        column = METADATA.tables[found.table].columns[found.field]
        judges = column.info.get("reveals") in _JUDGING and self._is_about_another(found.table, found.id)
        return Passage(found.table, found.id, found.field, None if judges else self._masked(found.text))

    def _is_about_another(self, name: str, key: str) -> bool:
        """Whether a row belongs to a stakeholder who is another person."""
        if name == PERSON:
            return self._is_person(key)
        table = METADATA.tables[name]
        for column in table.columns:
            for to in column.foreign_keys:
                if to.column.table.name == PERSON:
                    owner = self.session.execute(select(column).where(table.c.id == key)).scalar()
                    if owner and owner not in self.own.get(PERSON, ()) and self._is_person(str(owner)):
                        return True
        return False

    def _is_person(self, key: str) -> bool:
        kind = self.session.execute(select(Stakeholder.kind).where(Stakeholder.id == key)).scalar()
        return kind is StakeholderKind.PERSON

    def _history(self) -> Iterator[Past]:
        """Former states of the person's own rows."""
        rows = history_log.changes_of(
            self.session, [(table, key) for table, keys in self.own.items() for key in keys]
        )
        steps = {one.seq: one for one in history_log.steps(self.session, sorted({row.step for row in rows}))}
        for row in sorted(rows, key=lambda one: (one.table, one.seq)):
            before, after = (
                None if image is None else self._image(row.table, image) for image in (row.before, row.after)
            )
            step = steps[row.step]
            when = step.at.isoformat(timespec="seconds")
            yield Past(when, step.kind.value, row.table, row.key, *_differing(before, after))

    def _image(self, table: str, image: Mapping[str, Any]) -> dict[str, object]:
        known = METADATA.tables[table].columns
        return {
            name: self._value(table, known[name], value)
            for name, value in image.items()
            if name in known and name not in _SILENT and value not in (None, "")
        }


def _differing(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> tuple[Mapping[str, object] | None, Mapping[str, object] | None]:
    """Of a row that was changed, only the fields that differ."""
    if before is None or after is None:
        return before, after
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: before.get(name, "") for name in names}, {name: after.get(name, "") for name in names}


def _ordered(keys: Mapping[str, object]) -> list[str]:
    """Tables in the order of the domain: the person first, parents before parts."""
    known = [table.name for table in METADATA.sorted_tables if keys.get(table.name)]
    return sorted(known, key=lambda name: name != PERSON)
