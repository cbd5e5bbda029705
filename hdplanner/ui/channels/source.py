"""The activities and windows of the room: read once, then only what an edit touched; names wait until they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow
    from hdplanner.services.plan_choices import ExpectedRow, PlanChoices
    from hdplanner.services.windows import WindowRow
    from hdplanner.storage import Changes

_OWN = frozenset({"activity", "activity_dependency"})
_NAMES = frozenset({"stakeholder", "coalition", "message", "variant", "messenger", "team_member"})
"""Tables whose names the rows carry."""
_BESIDE = frozenset({"stakeholder_role", "involvement", "decision_step", "movement_consultation", "campaign"})
"""Tables that only what is offered, or expected, depends on."""
_MANY = 400
_YEAR = 366


class PlanSource(QObject):
    """Keeps `rows` (in time, the unscheduled last) and `windows` true to the file, for one plan."""

    changed = Signal(object)
    """`rows` or `windows` are others. With it come the ids of the rows that differ; None stands for any."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = context.gateway
        self.rows: tuple[ActivityRow, ...] = ()
        self.windows: tuple[WindowRow, ...] = ()
        self._by_id: dict[str, ActivityRow] = {}
        self._choices: PlanChoices | None = None
        self._expected: Sequence[ExpectedRow] | None = None
        self._awake = True
        self._waiting = False
        self._gateway.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read all."""
        from hdplanner.services import activities

        self._waiting = False
        self._choices = self._expected = None
        plan = self._gateway.campaign_id
        self._hold(tuple(self._gateway.read(activities.activity_rows, campaign_id=plan)))
        self._read_windows()
        self.changed.emit(None)

    def row(self, row_id: str | None) -> ActivityRow | None:
        """One activity by its id."""
        return self._by_id.get(row_id or "")

    def __contains__(self, row_id: str) -> bool:
        return row_id in self._by_id

    def window(self, row_id: str | None) -> WindowRow | None:
        """One window by its id."""
        return next((row for row in self.windows if row.id == row_id), None)

    @property
    def choices(self) -> PlanChoices:
        """What an activity can be given; read when it is first asked for."""
        from hdplanner.services import plan_choices

        if self._choices is None:
            self._choices = self._gateway.read(
                plan_choices.plan_choices, campaign_id=self._gateway.campaign_id
            )
        return self._choices

    @property
    def expected(self) -> Sequence[ExpectedRow]:
        """The stakeholders whom the plan should reach."""
        from hdplanner.services import plan_choices
        from hdplanner.services.values import today_here

        if self._expected is None:
            self._expected = self._gateway.read(
                plan_choices.expected_audiences, campaign_id=self._gateway.campaign_id, today=today_here()
            )
        return self._expected

    def days_off(self, around: date) -> frozenset[date]:
        """The weekends and public holidays where the office is, for a year before and two after a day."""
        from hdplanner.services.holiday_calendar import HolidayCalendar

        calendar, country = HolidayCalendar(), self.choices.country
        days = (around + timedelta(days=number) for number in range(-_YEAR, 2 * _YEAR))
        return frozenset(day for day in days if calendar.day_off(country, day))

    def wake(self, awake: bool) -> None:
        """Follow the file in all, or only in the activities until the room is seen again."""
        self._awake = awake
        if awake and self._waiting and self._gateway.is_open:
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        tables = {table for table, keys in changes.keys.items() if keys}
        if not self._gateway.is_open or not tables:
            return
        if tables & _BESIDE:
            self._choices = self._expected = None
        if tables & (_NAMES | {"decision_window"}):
            self._when_seen(self.reload)
        elif tables & _OWN:
            ids = self._ids_in(changes)
            self.reload() if ids is None else self._renew(ids)
        elif tables & _BESIDE:
            self._when_seen(lambda: self.changed.emit(frozenset()))

    def _when_seen(self, act: Callable[[], None]) -> None:
        if self._awake:
            act()
        else:
            self._waiting = True

    def _ids_in(self, changes: Changes) -> frozenset[str] | None:
        """The activities that an edit was about; None for too many to be read one by one."""
        found = set(changes.keys.get("activity", ()))
        if len(found) > _MANY:
            return None
        if changes.keys.get("activity_dependency"):
            for change in self._gateway.document.changes_in(changes.group):
                if change.table == "activity_dependency":
                    image = change.after or change.before or {}
                    found.add(str(image.get("activity_id")))
        return frozenset(found)

    def _renew(self, ids: frozenset[str]) -> None:
        """Read some rows anew and put them where they belong in time."""
        from hdplanner.services import activities

        plan = self._gateway.campaign_id
        fresh = self._gateway.read(activities.activity_rows, campaign_id=plan, ids=sorted(ids))
        kept = [row for row in self.rows if row.id not in ids]
        self._hold(tuple(sorted([*kept, *fresh], key=activities.in_time)))
        self._read_windows()
        self.changed.emit(ids)

    def _read_windows(self) -> None:
        from hdplanner.services import windows

        plan = self._gateway.campaign_id
        self.windows = tuple(self._gateway.read(windows.window_rows, campaign_id=plan))

    def _hold(self, rows: tuple[ActivityRow, ...]) -> None:
        self.rows = rows
        self._by_id = {row.id: row for row in rows}
