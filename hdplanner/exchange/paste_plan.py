"""What pasting a table will do: which rows are stakeholders of the file, which are new, which cells are not understood.

Pure: it is told what the file has, and touches nothing. An empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hdplanner.domain.values import MOVEMENT, StakeholderKind, StakeholderRoleValue
from hdplanner.exchange.cells import Row
from hdplanner.exchange.fields import CHOICES, FIELDS, GATHERING, RATINGS, field_of
from hdplanner.exchange.headings import column_letter
from hdplanner.exchange.plan import Problem
from hdplanner.exchange.stakeholder_rows import RowReading, read_row
from hdplanner.i18n import _
from hdplanner.services.importing import StakeholderDraft

OURS: Final = ("owner", "next_step")
"""Fields of our own work, which a table from outside hardly has; ours does."""

TARGETS: Final = (*FIELDS, *OURS, "id")
"""Everything that a column can go to; ``id`` only tells which stakeholder a row is about."""

_OF_COLUMN: Final = {
    "roles": "role",
    "languages": "language",
    "tags": "tag",
    "other_names": "other_name",
    "assessed_position": "position",
}
_CELL_OF: Final = {"role": "roles", "language": "languages", "tag": "tags"}
_NAMING: Final = ("id", "name", "short_name", "code_name")
UNKNOWN: Final = object()
"""Stands for a value that the caller does not know."""


@dataclass(frozen=True, slots=True)
class Known:
    """A stakeholder of the file, under all its names; ``here`` where it is part of the plan, ``rated`` where it may be."""

    id: str
    names: tuple[str, ...]
    here: bool = True
    rated: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where the table would go without headings: columns and stakeholders from the current cell onwards."""

    columns: tuple[str, ...] = ("name",)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastePlan:
    """``cells`` are for stakeholders of the file and for those that ``drafts`` make."""

    headings: bool
    titles: tuple[str, ...]
    fields: tuple[str, ...]
    by_place: bool
    rows: int
    cells: Mapping[str, Mapping[str, Any]]
    drafts: tuple[StakeholderDraft, ...]
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> int:
        """How many stakeholders of the file will be changed."""
        return len(self.cells.keys() - {draft.id for draft in self.drafts})


@dataclass
class _Making:
    """What grows while the rows are read."""

    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    drafts: dict[str, StakeholderDraft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0


def plan_paste(
    rows: Sequence[Row],
    known: Sequence[Known],
    *,
    place: Place,
    titles: Mapping[str, str],
    current: Callable[[str, str], Any] = lambda _id, _field: UNKNOWN,
    persons_rated: bool = True,
    headings: bool | None = None,
    fields: Sequence[str] | None = None,
    blanks: Collection[str] = (),
) -> PastePlan:
    """Return what pasting ``rows`` will do.

    ``titles`` are the headings of our own table and the columns they stand for; ``current`` tells what a stakeholder
    has in a field, or ``UNKNOWN``. ``headings`` is whether the first row holds them (None: find out), ``fields``
    replaces what each column is matched to ("" leaves it out), ``blanks`` are words of our own table for a value that
    is not there.
    """
    own = {_key(title): column for title, column in titles.items()}
    named = [_field_of(cell, own) for cell in rows[0]]
    headed = any(one in _NAMING for one in named) if headings is None else headings
    chosen = (
        list(fields) if fields is not None else _once(named if headed else _by_place(place, len(rows[0])))
    )
    shown = _headed(rows[0] if headed else [""] * len(rows[0]))
    planning = _Planning(shown, chosen, known, current, persons_rated, frozenset(map(_key, blanks)))
    by_place = not headed and not set(chosen) & set(_NAMING)
    body = rows[1:] if headed else rows
    for number, row in enumerate(body):
        line = number + 1 + headed
        if by_place:
            planning.read_at(row, line, place.ids[number] if number < len(place.ids) else None)
        else:
            planning.read(row, line)
    made = planning.made
    return PastePlan(
        headings=headed,
        titles=shown,
        fields=tuple(chosen),
        by_place=by_place,
        rows=len(body),
        cells=made.cells,
        drafts=tuple(made.drafts.values()),
        unchanged=made.unchanged,
        problems=tuple(made.problems),
    )


def _headed(cells: Row) -> tuple[str, ...]:
    """A heading of its own for each column; its letter where it has none."""
    seen: set[str] = set()
    made = []
    for number, cell in enumerate(cells):
        letter = column_letter(number)
        title = " ".join(cell.split()) or letter
        made.append(f"{title} ({letter})" if title in seen else title)
        seen.add(title)
    return tuple(made)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _field_of(title: str, own: Mapping[str, str]) -> str:
    """The field that a heading names: first as our own table is headed, then as people call it."""
    if _key(title) == "id":
        return "id"
    if column := own.get(_key(title)):
        return _target(column)
    found = field_of(title)
    return found[0] if found else ""


def _target(column: str) -> str:
    wanted = _OF_COLUMN.get(column, column)
    return wanted if wanted in TARGETS else ""


def _by_place(place: Place, count: int) -> list[str]:
    found = [_target(column) for column in place.columns[:count]]
    return found + [""] * (count - len(found))


def _once(fields: Sequence[str]) -> list[str]:
    """Each field once, but those that gather several columns."""
    seen: set[str] = set()
    kept = []
    for one in fields:
        kept.append("" if one in seen and one not in GATHERING else one)
        seen.add(one)
    return kept


class _Planning:
    """The plan in the making."""

    def __init__(
        self,
        titles: Sequence[str],
        fields: Sequence[str],
        known: Sequence[Known],
        current: Callable[[str, str], Any],
        persons_rated: bool,
        blanks: frozenset[str],
    ) -> None:
        self._blanks = blanks
        self.made = _Making()
        self._titles = titles
        self._read_as = {n: name for n, name in enumerate(fields) if name in FIELDS}
        self._ours = {n: name for n, name in enumerate(fields) if name in OURS}
        self._id_column = next((n for n, name in enumerate(fields) if name == "id"), None)
        self._known = {one.id: one for one in known}
        self._current = current
        self._persons_rated = persons_rated
        self._by_name: dict[str, set[str]] = {}
        for one in known:
            for name in one.names:
                if name:
                    self._by_name.setdefault(_key(name), set()).add(one.id)

    def read(self, row: Row, line: int) -> None:
        """A row that says itself whom it is about."""
        row = self._filled(row)
        reading = read_row(row, self._read_as, self._titles)
        asked = row[self._id_column].strip() if self._id_column is not None else ""
        found = {asked} if asked in self._known else self._named(reading)
        if len(found) > 1:
            self._tell(
                line, "", _("“{name}” is the name of several; the row was left out").format(name=reading.name)
            )
        elif found:
            self._change(row, line, reading, next(iter(found)), by_id=bool(asked in self._known))
        elif not reading.name:
            self._tell(line, "", _("The row has no name and was left out."))
        elif _key(reading.name) in self.made.drafts:
            self._tell(
                line, "", _("“{name}” is there twice; this row was left out").format(name=reading.name)
            )
        else:
            self._make(row, line, reading)

    def read_at(self, row: Row, line: int, row_id: str | None) -> None:
        """A row for the stakeholder at its place in the table."""
        if row_id is None:
            self._tell(line, "", _("The table ends before this row; it was left out."))
        else:
            row = self._filled(row)
            self._change(row, line, read_row(row, self._read_as, self._titles), row_id, by_id=True)

    def _filled(self, row: Row) -> Row:
        """The row without the words that stand for nothing in lists and scales."""
        listed = {n for n, name in self._read_as.items() if name in RATINGS or name in CHOICES}
        return [
            "" if number in listed and _key(cell) in self._blanks else cell for number, cell in enumerate(row)
        ]

    def _named(self, reading: RowReading) -> set[str]:
        """Those who go by one of the names of the row; the first name that anybody has decides."""
        for name in ("name", "short_name", "code_name"):
            found = self._by_name.get(_key(str(reading.values.get(name, ""))))
            if found:
                return found
        return set()

    def _change(self, row: Row, line: int, reading: RowReading, key: str, *, by_id: bool) -> None:
        known = self._known[key]
        cells = {**self._understood(line, reading), **self._of_ours(row)}
        if not by_id:
            cells.pop("name", None)
        self._find_parent(line, reading, cells, key)
        if not known.rated and reading.judged:
            self._tell(line, "", _("This stakeholder is not rated; its other cells are taken."))
            for name in reading.judged:
                cells.pop(name, None)
        changed = {name: value for name, value in cells.items() if self._current(key, name) != value}
        if changed or not known.here:
            self.made.cells.setdefault(key, {}).update(changed)
        else:
            self.made.unchanged += 1

    def _understood(self, line: int, reading: RowReading) -> dict[str, Any]:
        """What the cells say, without those that are not understood: these stay as they were, and are told."""
        cells: dict[str, Any] = {**reading.values, **reading.judged}
        for name, values in reading.lists.items():
            if name in _CELL_OF and values:
                listed = [StakeholderRoleValue(one) for one in values] if name == "role" else values
                cells[_CELL_OF[name]] = tuple(sorted(listed))
        for title in {title for title, _said in reading.faults}:
            number = self._titles.index(title)
            name = self._read_as[number]
            cells.pop(_CELL_OF.get(name, name), None)
            self._tell(line, title, _("not understood, or too long; the cell stays as it was"))
        return cells

    def _of_ours(self, row: Row) -> dict[str, str]:
        return {name: row[n].strip() for n, name in self._ours.items() if row[n].strip()}

    def _find_parent(self, line: int, reading: RowReading, cells: dict[str, Any], key: str) -> None:
        """Point to the parent by its key; one that is not known is told."""
        if not reading.parent:
            return
        found = self._by_name.get(_key(reading.parent), set()) - {key}
        if len(found) == 1:
            cells["parent_id"] = next(iter(found))
        else:
            title = next(self._titles[n] for n, name in self._read_as.items() if name == "parent")
            self._tell(line, title, _("“{name}” is no stakeholder here").format(name=reading.parent[:80]))

    def _make(self, row: Row, line: int, reading: RowReading) -> None:
        reason = self._why_unrated(reading)
        if reason and reading.rated:
            reading.refuse_judgement(reason)
        for title, said in reading.faults:
            self._tell(line, title, said)
        draft = reading.draft(line)
        self.made.drafts[_key(reading.name)] = draft
        cells: dict[str, Any] = self._of_ours(row)
        self._find_parent(line, reading, cells, draft.id)
        if cells:
            self.made.cells[draft.id] = cells

    def _why_unrated(self, reading: RowReading) -> str:
        if reading.values.get("actor_type") in MOVEMENT:
            return _("a component of the Movement is not rated; the words are kept in the note")
        if reading.values.get("kind") is StakeholderKind.PERSON and not self._persons_rated:
            return _(
                "a person is rated only when the plan's purpose and legal basis are recorded; "
                "the words are kept in the note"
            )
        return ""

    def _tell(self, line: int, title: str, said: str) -> None:
        self.made.problems.append(Problem("", line, title, said))
