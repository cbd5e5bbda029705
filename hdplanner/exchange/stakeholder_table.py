"""A sheet of stakeholders, worked out into a plan: what will be made, what was not understood, what looks double.

Pure: it is told which stakeholders the file has, and touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hdplanner.domain.rules_likeness import NameIndex, comparable
from hdplanner.domain.values import MOVEMENT, StakeholderKind
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Row, Sheet
from hdplanner.exchange.choosing import choose_sheet, share_recognised
from hdplanner.exchange.headings import Headings, asked_columns, match_columns
from hdplanner.exchange.plan import Duplicate, ImportPlan, MappingError, Problem
from hdplanner.exchange.stakeholder_rows import RowReading, read_row
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.importing import KnownStakeholder, StakeholderDraft

_TOLD_EVERY = 500


def plan_stakeholders(
    path: Path | str,
    sheets: Sequence[Sheet],
    known: Iterable[KnownStakeholder] = (),
    *,
    sheet: str | None = None,
    heading_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    persons_rated: bool = True,
    progress: Progress = NO_PROGRESS,
) -> ImportPlan:
    """Return what importing one of ``sheets`` will do.

    Without ``sheet`` (a name, or a number from 1) the one whose headings are best understood. ``mapping`` (column to
    field) replaces the matching; ``persons_rated`` is whether the plan may rate persons. Raises ``MappingError`` for a sheet, row, column or field that is not there, and
    ``UnreadableSourceError`` where there is no table or no column holds names.
    """
    path = Path(path)
    chosen, headings = choose_sheet(path, sheets, sheet, heading_row)
    rows = chosen.rows[headings.first :]
    if mapping:
        columns = asked_columns(headings, mapping)
        if "name" not in columns.values():
            raise MappingError(_("Say which column holds the names: --map COLUMN=name."))
    else:
        columns = match_columns(headings, rows, share_recognised)
        if not {"name", "short_name"} & set(columns.values()):
            raise UnreadableSourceError(
                path,
                _(
                    "no column of sheet “{sheet}” is known to hold names; say which with --map COLUMN=name"
                ).format(sheet=chosen.name),
            )
    return _Planning(path, chosen, headings, columns, persons_rated).plan(rows, known, progress)


class _Planning:
    """The plan in the making."""

    def __init__(
        self, path: Path, sheet: Sheet, headings: Headings, columns: Mapping[int, str], persons_rated: bool
    ) -> None:
        self.persons_rated = persons_rated
        self.path, self.sheet, self.headings, self.columns = path, sheet, headings, columns
        self.errors: list[Problem] = []
        self.skipped: list[Problem] = []
        self.duplicates: list[Duplicate] = []
        self.drafts: list[StakeholderDraft] = []
        self.parents: dict[str, str] = {}
        self.index = NameIndex()
        self.rows = 0

    def plan(self, rows: Sequence[Row], known: Iterable[KnownStakeholder], progress: Progress) -> ImportPlan:
        """Read every row, and return the plan."""
        known = list(known)
        for stakeholder in known:
            self.index.add(stakeholder.id, stakeholder.names, stakeholder.short_name)
        for done, row in enumerate(rows):
            if done % _TOLD_EVERY == 0:
                progress.step(done, len(rows), _("Reading rows"))
            if any(cell.strip() for cell in row):
                self.rows += 1
                self._read(row, self.headings.first + done + 1)
        self._find_parents(known)
        titles = self.headings.titles
        return ImportPlan(
            source=self.path.name,
            sheet=self.sheet.name,
            about=self.sheet.about,
            heading_row=self.headings.row + 1,
            rows=self.rows,
            mapping={titles[column]: field for column, field in self.columns.items()},
            drafts=tuple(self.drafts),
            errors=tuple(self.errors),
            skipped=tuple(self.skipped),
            duplicates=tuple(self.duplicates),
            unmapped=tuple(title for i, title in enumerate(titles) if i not in self.columns),
        )

    def _read(self, row: Row, number: int) -> None:
        reading = read_row(row, self.columns, self.headings.titles)
        if reason := self._why_not(row, reading):
            self.skipped.append(Problem(self.sheet.name, number, "", reason))
            return
        if reason := self._why_unrated(reading):
            reading.refuse_judgement(reason)
        draft = reading.draft(number)
        self.errors += [Problem(self.sheet.name, number, title, said) for title, said in reading.faults]
        if reading.parent:
            self.parents[draft.id] = reading.parent
        self._compare(draft)
        self.drafts.append(draft)

    def _why_not(self, row: Row, reading: RowReading) -> str:
        """Why a row is left out, or nothing."""
        if not reading.name:
            return _("The row has no name and was left out.")
        cells = [" ".join(cell.split()) for cell in row if cell.strip()]
        if len(cells) > 1 and set(cells) <= set(self.headings.titles):
            return _("The row repeats the headings and was left out.")
        return ""

    def _why_unrated(self, reading: RowReading) -> str:
        """Why a stakeholder may not be rated, or nothing."""
        if reading.values.get("actor_type") in MOVEMENT:
            return _("a component of the Movement is not rated; the words are kept in the note")
        if reading.values.get("kind") is StakeholderKind.PERSON and not self.persons_rated:
            return _(
                "a person is rated only when the plan's purpose and legal basis are recorded; "
                "the words are kept in the note"
            )
        return ""

    def _compare(self, draft: StakeholderDraft) -> None:
        """Report what the row is most like, then let later rows be compared with it."""
        name, short = draft.values["name"], str(draft.values.get("short_name", ""))
        alike = self.index.find(name, short)
        if alike is not None:
            self.duplicates.append(Duplicate(draft.row, alike.id, alike.likeness, alike.row))
        self.index.add(draft.id, (name, *draft.other_names), short, draft.row)

    def _find_parents(self, known: Iterable[KnownStakeholder]) -> None:
        """Point each row to its parent: another row first, then a stakeholder of the file; never in a circle."""
        if not self.parents:
            return
        keys = self._keys_by_name(known)
        above: dict[str, str] = {}
        for draft in self.drafts:
            asked = self.parents.get(draft.id)
            found = keys.get(comparable(asked)) if asked else None
            if found and not _is_circle(above, draft.id, found):
                above[draft.id] = found
            elif asked:
                self._tell_parent(draft, asked)
        self.drafts = [
            replace(draft, values={**draft.values, "parent_id": above[draft.id]})
            if draft.id in above
            else draft
            for draft in (self._with_parent_note(draft, above) for draft in self.drafts)
        ]

    def _keys_by_name(self, known: Iterable[KnownStakeholder]) -> dict[str, str]:
        keys: dict[str, str] = {}
        for draft in self.drafts:
            keys.setdefault(comparable(draft.values["name"]), draft.id)
        for draft in self.drafts:
            if short := comparable(str(draft.values.get("short_name", ""))):
                keys.setdefault(short, draft.id)
        for stakeholder in known:
            for name in (*stakeholder.names, stakeholder.short_name):
                if name:
                    keys.setdefault(comparable(name), stakeholder.id)
        return keys

    def _tell_parent(self, draft: StakeholderDraft, asked: str) -> None:
        title = next(self.headings.titles[i] for i, field in self.columns.items() if field == "parent")
        said = _("“{name}” is no stakeholder here; it is kept in the note").format(name=asked[:80])
        self.errors.append(Problem(self.sheet.name, draft.row, title, said))

    def _with_parent_note(self, draft: StakeholderDraft, above: Mapping[str, str]) -> StakeholderDraft:
        asked = self.parents.get(draft.id)
        if not asked or draft.id in above:
            return draft
        title = next(self.headings.titles[i] for i, field in self.columns.items() if field == "parent")
        note = "\n".join(part for part in (draft.values.get("note", ""), f"{title}: {asked}") if part)
        return replace(draft, values={**draft.values, "note": note[:20_000]})


def _is_circle(above: Mapping[str, str], child: str, parent: str) -> bool:
    """Tell whether ``parent`` stands below ``child`` already, or is it."""
    step: str | None = parent
    while step is not None:
        if step == child:
            return True
        step = above.get(step)
    return False
