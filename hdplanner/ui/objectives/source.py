"""What the room shows, read from the file: the frame, objectives, windows with their paths, and the theory of change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.frames import FrameRow
    from hdplanner.services.objectives import AskRow, ChangeStepRow, ObjectiveRow
    from hdplanner.services.windows import HangingRow, StepRow, WindowRow
    from hdplanner.storage import Changes

_SHOWN = frozenset(
    {
        *("campaign", "campaign_goal", "objective", "ask", "ask_conflict", "change_step", "bottom_line"),
        *("red_line", "movement_consultation", "decision_window", "decision_step", "activity"),
        *("team_member", "stakeholder", "involvement"),
    }
)
"""Tables of which something stands in this room."""
_NAMES = frozenset({"campaign", "stakeholder", "involvement"})


class ObjectiveSource(QObject):
    """Keeps the rows true to the file, for one plan; says `changed` after each reading."""

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = context.gateway
        self.frame: FrameRow | None = None
        self.objectives: tuple[ObjectiveRow, ...] = ()
        self.windows: tuple[WindowRow, ...] = ()
        self.paths: dict[str, tuple[StepRow, ...]] = {}
        self.changes: tuple[ChangeStepRow, ...] = ()
        self.names: tuple[tuple[str, str], ...] = ()
        self._names_of = ""
        self._awake, self._waiting = True, False
        self._gateway.changed.connect(self._on_changed)
        self._gateway.campaign_changed.connect(lambda _key: self.reload())

    @property
    def campaign_id(self) -> str:
        """The plan that is shown."""
        return self._gateway.campaign_id

    @property
    def editable(self) -> bool:
        """Whether the file takes changes."""
        return self._gateway.can_edit

    def today(self) -> date:
        """The day that countdowns are counted from."""
        from hdplanner.services.values import today_here

        return today_here()

    def reload(self) -> None:
        """Read all rows."""
        from hdplanner.services import frames, objectives, windows

        plan = self.campaign_id
        self._waiting = False
        if not plan:
            return
        read = self._gateway.read
        self.frame = read(frames.frame, campaign_id=plan)
        self.objectives = tuple(read(objectives.objective_details, campaign_id=plan))
        self.windows = tuple(read(windows.window_rows, campaign_id=plan))
        self.paths = {row.id: tuple(read(windows.step_rows, window_id=row.id)) for row in self.windows}
        self.changes = tuple(read(objectives.change_rows, campaign_id=plan))
        if self._names_of != plan:
            self._read_names()
        self.changed.emit()

    def wake(self, awake: bool) -> None:
        """Follow the file, or wait until the room is seen again."""
        self._awake = awake
        if awake and self._waiting and self._gateway.is_open:
            self.reload()

    def row(self, kind: str, row_id: str) -> Any:
        """One record by its table and its id; None where it is gone."""
        return next((row for row in self.rows(kind) if row.id == row_id), None)

    def rows(self, kind: str) -> list[Any]:
        """All records of a table, in their order."""
        shown: dict[str, Callable[[], list[Any]]] = {
            "campaign": lambda: [self.frame] if self.frame else [],
            "objective": lambda: list(self.objectives),
            "ask": self.asks,
            "bottom_line": lambda: [one for row in self.objectives for one in row.bottom_lines],
            "red_line": lambda: [one for row in self.objectives for one in row.red_lines],
            "movement_consultation": lambda: [one for row in self.objectives for one in row.consultations],
            "decision_window": lambda: list(self.windows),
            "decision_step": lambda: [one for steps in self.paths.values() for one in steps],
            "change_step": lambda: list(self.changes),
        }
        return shown[kind]() if kind in shown else []

    def asks(self) -> list[AskRow]:
        """Every ask of the plan."""
        return [ask for row in self.objectives for ask in row.asks]

    def siblings(self, kind: str, row_id: str) -> list[str]:
        """The ids of the records that stand in one order with this one."""
        row = self.row(kind, row_id)
        parent = "window_id" if kind == "decision_step" else "objective_id"
        if row is None:
            return []
        wanted = getattr(row, parent, None)
        return [one.id for one in self.rows(kind) if getattr(one, parent, None) == wanted]

    def conflict_reasons(self, ask_id: str) -> dict[str, str]:
        """Why other asks contradict one, by their ids."""
        from hdplanner.services import objectives

        return self._gateway.read(objectives.conflict_reasons, ask_id=ask_id)

    def hanging(self, window_id: str) -> list[HangingRow]:
        """What would stay behind if a window moved."""
        from hdplanner.services import windows

        return self._gateway.read(windows.hanging, window_id=window_id)

    def planned_towards(self, stakeholder_id: str) -> list[ActivityRow]:
        """The open activities that address a stakeholder."""
        from hdplanner.services import frames

        return self._gateway.read(
            frames.planned_towards, campaign_id=self.campaign_id, stakeholder_id=stakeholder_id
        )

    def _read_names(self) -> None:
        from hdplanner.services import frames

        self._names_of = self.campaign_id
        self.names = tuple(self._gateway.read(frames.addressable, campaign_id=self.campaign_id))

    def _on_changed(self, changes: Changes) -> None:
        tables = {table for table, keys in changes.keys.items() if keys}
        if not self._gateway.is_open or not tables & _SHOWN:
            return
        if tables & _NAMES:
            self._names_of = ""
        if self._awake:
            self.reload()
        else:
            self._waiting = True
