"""The workload: who of our messengers carries how much in which week, who is over-asked, who is never heard from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.figures import workload as figures
from hdplanner.figures.shapes import Figure
from hdplanner.i18n import _, format_day, format_number
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.figure_view import measure
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.table_view import TableView
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.workload import MessengerLoad, Workload

WEEKS = 8
_NAMED = 5
_SHORT = 7


class WorkloadPane(QWidget):
    """A row a messenger, a column a week. Choosing a messenger chooses what they carry."""

    chosen = Signal(list)
    """The ids of the activities of the messengers who were chosen."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gateway = context.gateway
        self.load: Workload | None = None
        self._over = label("", "warning", wrap=True)
        self._silent = label("", "muted", wrap=True)
        self._unmet = label("", "muted", wrap=True)
        self._open = label("", "muted", wrap=True)
        self.model: RowModel[MessengerLoad] = RowModel(_columns(()), self)
        self.model.can_edit = False
        self.table = TableView(self.model, context.appearance.theme, _("Workload by messenger and week"))
        self.model.sort_by([("total", True)])
        self.table.arrangement.show(self.table.arrangement.standard())
        self.table.selected.connect(self._on_selected)
        words = QVBoxLayout()
        words.setContentsMargins(20, 4, 20, 8)
        words.setSpacing(4)
        for part in (self._over, self._silent, self._unmet, self._open):
            words.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def renew(self) -> None:
        """Count anew, from this week on."""
        from hdplanner.services import workload
        from hdplanner.services.values import today_here

        self.load = self._gateway.read(
            workload.workload, campaign_id=self._gateway.campaign_id, today=today_here(), weeks=WEEKS
        )
        self.model.set_columns(_columns(self.load.weeks))
        self.model.set_rows(self.load.messengers)
        self._say(self.load)

    def figure(self) -> Figure | None:
        """The same as a picture."""
        if self.load is None:
            return None
        weeks = self.load.weeks
        loads = [
            figures.Load(one.id, one.name, one.counts, tuple(map(weeks.index, one.over_asked)))
            for one in self.load.messengers
            if not one.never_heard
        ]
        silent = tuple(one.name for one in self.load.never_heard)
        shown = figures.Workload(weeks, tuple(loads), silent, figures.LIMIT, weeks[0])
        title = _("Workload by messenger and week")
        return figures.workload_figure(shown, measure=measure, title=title, mirrored=is_mirrored())

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.table.wear(theme)

    def _say(self, load: Workload) -> None:
        over = _listed([one.name for one in load.over_asked])
        silent = _listed([one.name for one in load.never_heard])
        unmet = _listed([one.name for one in load.unaddressed])
        nobody = sum(load.without_messenger)
        for part, words, value in (
            (self._over, _("Asked for too much in a week: {names}."), over),
            (self._silent, _("Never heard from in these weeks: {names}."), silent),
            (self._unmet, _("Key players whom nobody addresses: {names}."), unmet),
            (self._open, _("Without a messenger yet: {names}."), format_number(nobody) if nobody else ""),
        ):
            part.setText(words.format(names=value))
            part.setVisible(bool(value))

    def _on_selected(self) -> None:
        rows = [self.model.row_of(key) for key in self.table.selected_ids()]
        self.chosen.emit([key for row in rows if row is not None for key in row.activities])


def _listed(names: Sequence[str]) -> str:
    """Some names, and how many more."""
    text = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        more = format_number(len(names) - _NAMED)
        return _("{names} and {count} more").format(names=text, count=more)
    return text


def _columns(weeks: Sequence[date]) -> tuple[Column[MessengerLoad], ...]:
    return (
        Column("name", _("Messenger"), lambda row: row.name, width=200),
        *(_week_column(place, weeks) for place in range(WEEKS)),
        Column(
            "total",
            _("Together"),
            lambda row: format_number(row.total) if row.total else "",
            sort=lambda row: row.total,
            number=True,
            width=84,
        ),
        Column(
            "level",
            _("Level"),
            lambda row: words_for(row.level) if row.level else "",
            width=190,
            standard=False,
        ),
    )


def _week_column(place: int, weeks: Sequence[date]) -> Column[MessengerLoad]:
    """What is carried in the week that begins on a day; too much has a sign, and says so."""
    week = weeks[place] if weeks else None

    def text(row: MessengerLoad) -> str:
        count = row.counts[place]
        if not count:
            return ""
        return _("▲ {count}").format(count=format_number(count)) if over(row) else format_number(count)

    def over(row: MessengerLoad) -> bool:
        return week in row.over_asked

    return Column(
        f"week{place}",
        _heads(weeks)[place] if weeks else "",
        text,
        sort=lambda row: row.counts[place],
        tip=lambda row: _("Too much for one week") if over(row) else text(row),
        number=True,
        width=68,
    )


def _heads(weeks: Sequence[date]) -> list[str]:
    """The days on which the weeks begin; in numbers where a month has no short name."""
    words = [format_day(week) for week in weeks]
    return words if max(map(len, words)) <= _SHORT else [format_day(week, "Md") for week in weeks]
