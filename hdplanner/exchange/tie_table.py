"""A list of ties, worked out into a plan: from whom to whom, what was not understood, whom nobody knows yet.

Pure: it is told which stakeholders and ties the file has, and touches nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from hdplanner.domain.base import LINE, new_id
from hdplanner.domain.folding import fold
from hdplanner.domain.rules_likeness import NameIndex
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Row, Sheet
from hdplanner.exchange.choosing import choose_sheet, share_recognised
from hdplanner.exchange.headings import Headings, asked_columns, column_letter, match_columns
from hdplanner.exchange.plan import Duplicate, MappingError, Problem, TiePlan
from hdplanner.exchange.tie_fields import TIES
from hdplanner.exchange.tie_rows import TieReading, read_tie
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.importing import KnownStakeholder, StakeholderDraft, TieDraft

_TOLD_EVERY: Final = 500
_ENDS: Final = ("from", "to")
KnownTie = tuple[str, str, str]
"""Source, target and kind."""


def plan_ties(
    path: Path | str,
    sheets: Sequence[Sheet],
    known: Iterable[KnownStakeholder] = (),
    known_ties: Collection[KnownTie] = (),
    *,
    sheet: str | None = None,
    heading_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress = NO_PROGRESS,
) -> TiePlan:
    """Return what importing one of ``sheets`` as ties will do.

    Two columns without headings are from and to. Raises ``MappingError`` for a sheet, row, column or field that is
    not there, and ``UnreadableSourceError`` where it is not clear from whom to whom the ties go.
    """
    path = Path(path)
    chosen, headings = choose_sheet(path, sheets, sheet, heading_row, TIES)
    rows = chosen.rows[headings.first :]
    if mapping:
        columns = _begun(asked_columns(headings, mapping, TIES))
        if not set(_ENDS) <= set(columns.values()):
            raise MappingError(_("Say from whom to whom: --map COLUMN=from --map COLUMN=to."))
    else:
        columns = _begun(match_columns(headings, rows, _share, TIES))
        if not columns and heading_row is None and (bare := _without_headings(chosen)):
            headings, columns, rows = bare, {0: "from", 1: "to"}, chosen.rows
    if not set(_ENDS) <= set(columns.values()):
        raise UnreadableSourceError(
            path,
            _(
                "no columns of sheet “{sheet}” are known to say from whom to whom; "
                "say which with --map COLUMN=from --map COLUMN=to"
            ).format(sheet=chosen.name),
        )
    return _Planning(path, chosen, headings, columns, known, known_ties).plan(rows, progress)


def _share(name: str, cells: Sequence[str]) -> float:
    return share_recognised("tie_kind" if name == "kind" else name, cells)


def _begun(columns: dict[int, str]) -> dict[int, str]:
    """A column "source" is where a tie begins, unless another column says that."""
    if "from" in columns.values():
        return columns
    return {column: "from" if name == "source" else name for column, name in columns.items()}


def _without_headings(sheet: Sheet) -> Headings | None:
    """The sheet read as names alone, where every row has two cells."""
    filled = [row for row in sheet.rows if any(cell.strip() for cell in row)]
    widths = {max(i for i, cell in enumerate(row) if cell.strip()) for row in filled}
    return Headings(-1, 0, (column_letter(0), column_letter(1))) if filled and widths == {1} else None


class _Planning:
    """The plan in the making."""

    def __init__(
        self,
        path: Path,
        sheet: Sheet,
        headings: Headings,
        columns: Mapping[int, str],
        known: Iterable[KnownStakeholder],
        known_ties: Collection[KnownTie],
    ) -> None:
        self.path, self.sheet, self.headings, self.columns = path, sheet, headings, columns
        self.titles = {name: headings.titles[column] for column, name in columns.items()}
        self.errors: list[Problem] = []
        self.skipped: list[Problem] = []
        self.duplicates: list[Duplicate] = []
        self.drafts: list[TieDraft] = []
        self.made: list[StakeholderDraft] = []
        self.there = dict.fromkeys(known_ties, 0)
        self.index = NameIndex()
        self.ids: list[dict[str, list[str]]] = [{}, {}, {}, {}]
        """Keys by name: the name itself before the code name, the short one, and further names."""
        for one in known:
            self.index.add(one.id, one.names, one.short_name)
            self._remember(one.id, [one.names[:1], (one.code_name,), (one.short_name,), one.names[1:]])

    def plan(self, rows: Sequence[Row], progress: Progress) -> TiePlan:
        """Read every row, and return the plan."""
        count = 0
        for done, row in enumerate(rows):
            if done % _TOLD_EVERY == 0:
                progress.step(done, len(rows), _("Reading rows"))
            if any(cell.strip() for cell in row):
                count += 1
                self._read(read_tie(row, self.columns, self.headings.titles), self.headings.first + done + 1)
        titles = self.headings.titles
        return TiePlan(
            source=self.path.name,
            sheet=self.sheet.name,
            about=self.sheet.about,
            heading_row=self.headings.row + 1,
            rows=count,
            mapping={titles[column]: name for column, name in self.columns.items()},
            drafts=tuple(self.drafts),
            made=tuple(self.made),
            errors=tuple(self.errors),
            skipped=tuple(self.skipped),
            duplicates=tuple(self.duplicates),
            unmapped=tuple(title for i, title in enumerate(titles) if i not in self.columns),
        )

    def _read(self, reading: TieReading, number: int) -> None:
        if problem := self._why_not(reading):
            self._skip(number, *problem)
            return
        source, target = self._end(reading.source, number), self._end(reading.target, number)
        tie = (source, target, reading.kind.value)
        if tie in self.there:
            self._skip(number, "", self._already(self.there[tie]))
            return
        self.there[tie] = number
        self.drafts.append(TieDraft(new_id(), number, source, target, reading.fields()))
        self.errors += [Problem(self.sheet.name, number, title, said) for title, said in reading.faults]

    def _why_not(self, reading: TieReading) -> tuple[str, str] | None:
        """Column and reason where a row is left out."""
        for end, name in (("from", reading.source), ("to", reading.target)):
            title = self.titles[end]
            if not name:
                return title, _("The tie has no name at this end and was left out.")
            if len(name) > LINE:
                said = _("The name has more than {limit} characters; the tie was left out.")
                return title, said.format(limit=LINE)
            if (count := len(self._found(name))) > 1:
                said = _("{count} stakeholders are called “{name}”; the tie was left out.")
                return title, said.format(count=count, name=name[:80])
        same = _key(reading.source) == _key(reading.target)
        mine = self._found(reading.source)
        if same or (mine and mine == self._found(reading.target)):
            return self.titles["to"], _("Nobody has a tie to itself; it was left out.")
        return None

    def _skip(self, number: int, title: str, said: str) -> None:
        self.skipped.append(Problem(self.sheet.name, number, title, said))

    def _already(self, row: int) -> str:
        if row:
            return _("The same tie stands in row {row}; this one was left out.").format(row=row)
        return _("The plan has this tie already; it was left out.")

    def _found(self, name: str) -> list[str]:
        """The keys of those that are called so, by the best of their names."""
        key = _key(name)
        return next((ids[key] for ids in self.ids if key in ids), [])

    def _end(self, name: str, number: int) -> str:
        """The key of a stakeholder; one that nobody knows yet becomes a new organisation."""
        if found := self._found(name):
            return found[0]
        draft = StakeholderDraft(new_id(), number, {"name": name})
        self.made.append(draft)
        alike = self.index.find(name, "")
        if alike is not None:
            self.duplicates.append(Duplicate(number, alike.id, alike.likeness, alike.row))
        self.index.add(draft.id, (name,), "", number)
        self._remember(draft.id, [(name,)])
        return draft.id

    def _remember(self, row_id: str, names: Sequence[Iterable[str]]) -> None:
        for ids, some in zip(self.ids, names, strict=False):
            for key in {_key(name) for name in some if name.strip()}:
                ids.setdefault(key, []).append(row_id)


def _key(name: str) -> str:
    """What two spellings of one name share; a name without a letter is compared as it stands."""
    return fold(name) or name.strip()
