"""The views of the room, one over the other: each gets the same rows, the same choice and the same colours.

Only the view that is seen is laid out anew; the others follow when the person comes to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hdplanner.domain.labels import label
from hdplanner.figures.plan_parts import Lane, audience_lane
from hdplanner.ui.channels.calendar import CalendarView
from hdplanner.ui.channels.header import CALENDAR, MATRIX, TABLE, TIMELINE, WORKLOAD
from hdplanner.ui.channels.matrix import MatrixView
from hdplanner.ui.channels.plan_view_base import PlanView
from hdplanner.ui.channels.table_pane import TablePane
from hdplanner.ui.channels.timeline import TimelineView
from hdplanner.ui.channels.workload_pane import WorkloadPane
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow
    from hdplanner.services.plan_choices import ExpectedRow
    from hdplanner.services.windows import WindowRow


class ViewsPane(QStackedWidget):
    """Matrix, timeline, calendar, table and workload. Says what the person does in any of them."""

    chosen = Signal(list)
    activated = Signal(str)
    rescheduled = Signal(list)
    linked = Signal(str, str)
    adding = Signal(dict)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, theme: Theme, table: TablePane, workload: WorkloadPane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.matrix = MatrixView(theme)
        self.timeline = TimelineView(theme)
        self.calendar = CalendarView(theme)
        self.table = table
        self.workload = workload
        self.pictures: dict[str, PlanView] = {
            MATRIX: self.matrix,
            TIMELINE: self.timeline,
            CALENDAR: self.calendar,
        }
        self._pages: dict[str, QWidget] = {**self.pictures, TABLE: table, WORKLOAD: workload}
        self._plan: tuple[Sequence[ActivityRow], Sequence[WindowRow], date] | None = None
        self._expected: Sequence[Lane] = ()
        self._late: set[str] = set()
        self._selection: tuple[str, ...] = ()
        for page in self._pages.values():
            self.addWidget(page)
        for view in self.pictures.values():
            self._connect(view)
        table.chosen.connect(self.chosen)
        table.menu_wanted.connect(self.menu_wanted)
        workload.chosen.connect(self.chosen)

    @property
    def page(self) -> QWidget:
        """What is shown."""
        return self._pages[self.key]

    @property
    def key(self) -> str:
        """The view that is shown."""
        return next(key for key, page in self._pages.items() if page is self.currentWidget())

    def show_view(self, key: str) -> None:
        """Show a view, true to the plan as it is now."""
        self.setCurrentWidget(self._pages[key])
        self._catch_up(key)
        self._pages[key].setFocus(Qt.FocusReason.OtherFocusReason)
        if self._selection:
            self.reveal(self._selection[0])

    def show_plan(self, rows: Sequence[ActivityRow], windows: Sequence[WindowRow], *, today: date) -> None:
        """Show these activities in whichever view is seen."""
        self._plan = (rows, windows, today)
        self._late = set(self.pictures)
        self._catch_up(self.key)

    def show_expected(self, expected: Sequence[ExpectedRow]) -> None:
        """Give those whom the plan should reach a row of their own, from the next `show_plan` on."""
        self._expected = [
            Lane(one.id, one.name, _note(one), True, {"stakeholder_id": one.id}) for one in expected
        ]

    def _in_use_first(self, rows: Sequence[ActivityRow], lanes: Sequence[Lane]) -> list[Lane]:
        """On the timeline what is planned comes before what is missing, which the list of findings says too."""
        reached = {lane.key: lane for lane in map(audience_lane, rows) if lane.key}
        expected = {lane.key for lane in lanes}
        planned = [lane for lane in lanes if lane.key in reached]
        others = [lane for key, lane in reached.items() if key not in expected]
        missing = [lane for lane in lanes if lane.key not in reached]
        return [*planned, *sorted(others, key=lambda lane: lane.title.casefold()), *missing]

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Mark the activities on which the checks find something: the role of its colour, by id."""
        for view in self.pictures.values():
            view.show_marks(marks)

    def choose_quietly(self, ids: Sequence[str]) -> None:
        """Show what is chosen, in every view."""
        self._selection = tuple(ids)
        for view in self.pictures.values():
            view.choose_quietly(ids)
        self.table.choose_quietly(ids)

    def reveal(self, row_id: str) -> None:
        """Bring an activity into sight."""
        page = self.currentWidget()
        if isinstance(page, PlanView | TablePane):
            page.reveal(row_id)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse changes."""
        for view in self.pictures.values():
            view.set_editable(editable)
        self.table.set_editable(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        for view in self.pictures.values():
            view.wear(theme)
        self.table.wear(theme)
        self.workload.wear(theme)

    def picture(self) -> PlanView | None:
        """The view that is shown, where it is a picture."""
        return self.pictures.get(self.key)

    def _connect(self, view: PlanView) -> None:
        view.chosen.connect(self.chosen)
        view.activated.connect(self.activated)
        view.rescheduled.connect(self.rescheduled)
        view.linked.connect(self.linked)
        view.adding.connect(self.adding)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        to_screen: Callable[[QPoint], QPoint] = view.viewport().mapToGlobal
        view.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(to_screen(place)))

    def _catch_up(self, key: str) -> None:
        if key in self._late and self._plan is not None:
            self._late.discard(key)
            rows, windows, today = self._plan
            # Set, not shown: to show the plan lays it out once for both.
            lanes = self._in_use_first(rows, self._expected) if key == TIMELINE else self._expected
            self.pictures[key].lanes = tuple(lanes)
            self.pictures[key].show_plan(rows, windows, today=today)
            self.pictures[key].choose_quietly(self._selection)


def _note(row: ExpectedRow) -> str:
    """Why they should be reached, in a word or two: the step they take, else the part they play."""
    if row.action is not None:
        return label(row.action)
    return "" if row.role is None else label(row.role)
