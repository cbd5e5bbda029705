"""The steps of the history for a list, fetched piece by piece while a person scrolls; a line for each day between them.

Work is done in small bites between events, so that looking for a rare word never holds the window up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from hdplanner.i18n import _, format_date, format_datetime, pgettext

if TYPE_CHECKING:
    from hdplanner.services.history import HistoryFilter, StepRow
    from hdplanner.ui.gateway import Gateway

Index = QModelIndex | QPersistentModelIndex

_BITE = 60
"""Steps that are read at once: a few hundredths of a second."""
_SIEVED = 240
"""The same, where most of them are passed over."""
_PAGE = 120
"""Lines that are fetched ahead of those that are seen."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """The line above the steps of one day."""

    day: date


class HistoryModel(QAbstractListModel):
    """`reading_changed` comes when reading begins, and when enough was found or nothing is left."""

    reading_changed = Signal()

    def __init__(self, gateway: Gateway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._wanted: HistoryFilter | None = None
        self._numbers: list[int] = []
        self._place = 0
        self._aim = 0
        self._lines: list[StepRow | DayLine] = []
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._read_on)

    @property
    def reading(self) -> bool:
        """Whether more is being looked for now."""
        return self._next.isActive()

    @property
    def steps(self) -> int:
        """How many steps are in the list by now."""
        return sum(1 for line in self._lines if not isinstance(line, DayLine))

    def total(self) -> int:
        """How many steps there are, before the words and the kind of record are looked at."""
        return len(self._numbers)

    def show(self, wanted: HistoryFilter) -> None:
        """Begin anew with what is wanted."""
        from hdplanner.services import history

        self.beginResetModel()
        self._wanted = self._gateway.read(history.prepared, wanted=wanted)
        self._lines, self._place, self._aim = [], 0, _PAGE
        self._numbers = self._gateway.read(history.order, wanted=wanted)
        self.endResetModel()
        self._read_on()

    def stop(self) -> None:
        """Read no more, and forget what was read."""
        self._next.stop()
        self.beginResetModel()
        self._numbers, self._lines, self._place = [], [], 0
        self.endResetModel()

    def step_at(self, index: Index) -> StepRow | None:
        """The step at a place; None on the line of a day."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        return None if isinstance(line, DayLine) else line

    def line_at(self, row: int) -> StepRow | DayLine:
        """What stands on a line."""
        return self._lines[row]

    def row_of(self, number: int) -> int:
        """The line of a step; -1 where it was not read yet."""
        return next(
            (row for row, line in enumerate(self._lines) if getattr(line, "number", None) == number), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return day_word(line.day) if isinstance(line, DayLine) else line.sentence
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return day_word(line.day) if isinstance(line, DayLine) else told(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        day = index.isValid() and isinstance(self._lines[index.row()], DayLine)
        return Qt.ItemFlag.NoItemFlags if day else super().flags(index)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.reading and self._place < len(self._numbers)

    def fetchMore(self, parent: Index) -> None:
        self._aim = len(self._lines) + _PAGE
        self._read_on()

    def _read_on(self) -> None:
        """Read one bite, and go on after the next events until enough was found."""
        if self._wanted is None or not self._gateway.is_open:
            return
        from hdplanner.services import history

        wanted = self._wanted
        sieved = bool(wanted.author or wanted.kind or wanted.text)
        bite = self._numbers[self._place : self._place + (_SIEVED if sieved else _BITE)]
        self._place += len(bite)
        if bite:
            self._add(self._gateway.read(history.steps, numbers=bite, wanted=self._wanted))
        if self._place < len(self._numbers) and len(self._lines) < self._aim:
            self._next.start()
        self.reading_changed.emit()

    def _add(self, steps: list[StepRow]) -> None:
        lines: list[StepRow | DayLine] = []
        day = self._last_day()
        for step in steps:
            if step.at.date() != day:
                day = step.at.date()
                lines.append(DayLine(day))
            lines.append(step)
        if lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def _last_day(self) -> date | None:
        last = self._lines[-1] if self._lines else None
        return None if last is None or isinstance(last, DayLine) else last.at.date()


def day_word(day: date) -> str:
    """A day as the heading above its steps."""
    return format_date(day, "full")


def told(step: StepRow) -> str:
    """A step in one sentence: what, who, when, and whether it still stands."""
    who = step.author or pgettext("author", "unknown")
    line = _("{step}: {author}, {when}").format(step=step.sentence, author=who, when=format_datetime(step.at))
    return _("{step} (taken back since)").format(step=line) if step.undone else line
