"""A plan as a workbook: one sheet of activities, one of decision windows, with days and times that sort and count.

No text of ours becomes a formula, a link or a number. The same content gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, TypeVar

from hdplanner.domain.choices import Choice
from hdplanner.domain.labels import label
from hdplanner.files import write_atomically
from hdplanner.i18n import _, active_language, direction
from hdplanner.services.activity_rows import ActivityRow
from hdplanner.services.plan_records import PlanRecords, WindowRecord

Cell = str | int | date | time | Choice | None
Row = TypeVar("Row")
Columns = Sequence[tuple[str, int, Callable[[Row], Cell]]]
"""Heading, width in characters, and what stands below it."""

_MADE: Final = datetime(2020, 1, 1)  # noqa: DTZ001  the format wants a clock time; it says nothing of the writing
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FIRST_DAY: Final = date(1900, 1, 1)
"""Earlier days are no days to a spreadsheet: they stand as text."""
_LONGEST: Final = 32_767
"""So many characters a cell holds."""
_SHORT, _WIDE, _DAY_WIDTH = 16, 44, 12


def write(path: Path | str, records: PlanRecords) -> int:
    """Write the workbook to ``path``, whole or not at all, and return how many rows its two sheets hold."""
    write_atomically(path, to_bytes(records))
    return len(records.activities) + len(records.windows)


def to_bytes(records: PlanRecords) -> bytes:
    """Return the workbook."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": records.title, "created": _MADE})
    titles = {row.id: row.title for row in records.activities}
    sheet = _Sheet(book, _("Plan"))
    sheet.fill(_activity_columns(titles), records.activities)
    sheet = _Sheet(book, _("Windows"))
    sheet.fill(_window_columns(), records.windows)
    book.close()
    return out.getvalue()


class _Sheet:
    """One sheet of the workbook, and how its cells look."""

    def __init__(self, book: Any, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._clock = book.add_format({"num_format": "hh:mm", "valign": "top", "align": "left"})
        if direction(active_language()) == "rtl":
            self._sheet.right_to_left()

    def fill(self, columns: Columns[Row], rows: Iterable[Row]) -> None:
        """Write headings and rows; the headings stay in sight and filter."""
        last = 0
        for place, (heading, width, _value) in enumerate(columns):
            self._sheet.write_string(0, place, heading, self._head)
            self._sheet.set_column(place, place, width)
        for last, row in enumerate(rows, 1):
            for place, (_heading, _width, value) in enumerate(columns):
                self._put(last, place, value(row))
        self._sheet.freeze_panes(1, 1)
        self._sheet.autofilter(0, 0, last, len(columns) - 1)

    def _put(self, row: int, column: int, value: Cell) -> None:
        if isinstance(value, Choice):
            self._sheet.write_string(row, column, label(value), self._text)
        elif isinstance(value, date) and value < _FIRST_DAY:
            self._sheet.write_string(row, column, value.isoformat(), self._text)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, time):
            self._sheet.write_datetime(row, column, value, self._clock)
        elif isinstance(value, int):
            self._sheet.write_number(row, column, value, self._text)
        elif value:
            self._sheet.write_string(row, column, value[:_LONGEST], self._text)


def _activity_columns(titles: Mapping[str, str]) -> Columns[ActivityRow]:
    return (
        (_("Title"), _WIDE, lambda row: row.title),
        (_("Status"), _SHORT, lambda row: row.status),
        (_("First day"), _DAY_WIDTH, lambda row: row.on),
        (_("Last day"), _DAY_WIDTH, lambda row: row.until),
        (_("Begins"), _DAY_WIDTH, lambda row: _clock(row, row.starts_at)),
        (_("Ends"), _DAY_WIDTH, lambda row: _clock(row, row.ends_at)),
        (_("Time zone"), _SHORT, lambda row: row.zone if _clock(row, row.starts_at) else ""),
        (_("Decision window"), _SHORT, lambda row: row.window),
        (_("Days before the decision"), _DAY_WIDTH, lambda row: row.days_before),
        (_("Audience"), _SHORT, lambda row: row.audience_name),
        (_("Message"), _SHORT, lambda row: row.message),
        (_("Messenger"), _SHORT, lambda row: row.messenger),
        (_("Level"), _SHORT, lambda row: row.level),
        (_("Channel"), _SHORT, lambda row: row.channel),
        (_("Mode"), _SHORT, lambda row: row.mode),
        (_("Attribution"), _SHORT, lambda row: row.attribution),
        (_("Place"), _SHORT, lambda row: row.place),
        (_("Purpose"), _WIDE, lambda row: row.purpose),
        (_("Paper"), _SHORT, lambda row: row.paper_title or row.paper),
        (
            _("Waits for"),
            _WIDE,
            lambda row: "; ".join(titles[key] for key in row.depends_on if key in titles),
        ),
        (_("Owner"), _SHORT, lambda row: row.owner),
        (_("Follow-up"), _WIDE, lambda row: row.follow_up),
        (_("Signed off by"), _SHORT, lambda row: row.signed_off_by),
        (_("Signed off on"), _DAY_WIDTH, lambda row: row.signed_off_on),
        (_("Private way exhausted"), _WIDE, lambda row: row.private_exhausted),
        (_("Sensitivity"), _SHORT, lambda row: row.sensitivity),
    )


def _window_columns() -> Columns[WindowRecord]:
    return (
        (_("Title"), _WIDE, lambda row: row.title),
        (_("Body"), _SHORT, lambda row: row.body),
        (_("Decision"), _WIDE, lambda row: row.decision),
        (_("Opens"), _DAY_WIDTH, lambda row: row.opens_on),
        (_("Decides"), _DAY_WIDTH, lambda row: row.decides_on),
        (_("Closes"), _DAY_WIDTH, lambda row: row.closes_on),
        (_("Certainty"), _SHORT, lambda row: row.certainty),
        (_("Note"), _WIDE, lambda row: row.note),
    )


def _clock(row: ActivityRow, moment: datetime | None) -> time | None:
    return None if moment is None or row.date_only else moment.time()
