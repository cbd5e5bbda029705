"""What the grid does besides showing rows: past days, what moved since a briefing, several raters, coalitions,
the evidence for a move, its picture. Reads through the gateway and tells the page which rows to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from hdplanner.domain.values import Sensitivity
from hdplanner.errors import DocumentLentError
from hdplanner.figures.grid_overlays import Overlays
from hdplanner.figures.scene import Ratings
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.grid_pane import GridPane
from hdplanner.ui.stakeholders.grid_past import PastRows
from hdplanner.ui.stakeholders.models import Beside, judged, ratings_of
from hdplanner.ui.stakeholders.raters_panel import RatersPanel
from hdplanner.ui.stakeholders.source import StakeholderSource
from hdplanner.ui.stakeholders.strips import PastStrip, SinceStrip

if TYPE_CHECKING:
    from hdplanner.domain.rules_movement import Change
    from hdplanner.figures.methods import Layout
    from hdplanner.figures.shapes import Figure
    from hdplanner.services.movement import Movement
    from hdplanner.services.raters import Spread
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.ui.stakeholders.grid_menu import GridMenu

_RATINGS = frozenset(field.name for field in fields(Ratings))
_PAUSE_MS = 250
"""After an edit the days, spreads and groups are read again when the hand has come to rest, not within the drag."""


class GridDesk(QObject):
    """Holds which day is shown and what is laid over the grid."""

    rows_changed = Signal(object)
    """`rows` is another list, or is to be shown anew: the ids that differ, None for any."""
    highlight_changed = Signal()
    chosen = Signal(list)

    def __init__(
        self,
        context: AppContext,
        source: StakeholderSource,
        edits: StakeholderEdits,
        pane: GridPane,
        menu: GridMenu,
    ) -> None:
        super().__init__(pane)
        self._context = context
        self._gateway = context.gateway
        self._source = source
        self._edits = edits
        self._pane = pane
        self._menu = menu
        self._past = PastRows(context.gateway)
        self.past_strip = PastStrip()
        self.since_strip = SinceStrip()
        self.raters = RatersPanel(menu)
        self.is_moving = False
        """Whether a drag is being saved: what is slow and beside the grid waits until it is painted."""
        self.highlighted: frozenset[str] | None = None
        self.coalitions: Mapping[str, str] = {}
        self.default_marking = Sensitivity.CONFIDENTIAL
        self._spreads: Mapping[str, tuple[Ratings, ...]] = {}
        self._earlier: dict[str, Ratings] = {}
        self._briefings: list[date] = []
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._on_due)
        self._connect()

    @property
    def rows(self) -> tuple[StakeholderRow, ...]:
        """The rows of the day that is shown."""
        return self._source.rows if self._past.day is None else self._past.rows

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._past.day or self._edits.today()

    @property
    def is_past(self) -> bool:
        """Whether that is not today."""
        return self._past.day is not None

    def renew(self) -> None:
        """The file has changed: the past is to be read again, and what is shown is of today."""
        self._past.forget()
        self._pane.card.dismiss()
        if self.is_past:
            self._leave_past()
        self._due.start()

    def start(self) -> None:
        """Another plan or objective: read all anew."""
        self._past.forget()
        self._leave_past()
        self.read_again()

    def _on_due(self) -> None:
        try:
            self.read_again()
        except DocumentLentError:  # long work has the file: look again when the pause is over
            self._due.start()

    def read_again(self) -> None:
        """Read the days, the groups and what is laid over the grid as they are now."""
        if not self._gateway.is_open:
            return
        self._due.stop()
        from hdplanner.services import coalitions, movement

        campaign_id = self._gateway.campaign_id
        days = self._gateway.read(movement.assessment_days, campaign_id=campaign_id)
        self._briefings = self._gateway.read(movement.briefing_days, campaign_id=campaign_id)
        if not self.is_past:
            self._pane.time.show_days(days, self._briefings, self._edits.today())
        groups = self._gateway.read(coalitions.coalition_rows, campaign_id=campaign_id)
        self.coalitions = {one.id: one.name for one in groups}
        self._menu.coalitions.setEnabled(bool(groups))
        self._read_spreads()
        self._read_movement()
        self._lay_over()

    # -- what the person asks for

    def _connect(self) -> None:
        pane, menu = self._pane, self._menu
        pane.moved.connect(self._on_moved)
        pane.targeted.connect(lambda targets: self._edits.aim(dict(targets)))
        pane.supported.connect(self._edits.support_all)
        pane.time.day_wanted.connect(self._on_day_wanted)
        pane.time.since_wanted.connect(lambda _on: self.read_again())
        self.past_strip.back_wanted.connect(pane.time.back)
        self.since_strip.closed.connect(lambda: pane.time.since.setChecked(False))
        self.since_strip.chosen.connect(self.chosen)
        self.raters.chosen.connect(self.chosen)
        menu.coalitions_wanted.connect(lambda _on: self._lay_over())
        menu.spread_wanted.connect(lambda _on: self.read_again())
        menu.disagreements_wanted.connect(self._on_disagreements_wanted)
        menu.copy_wanted.connect(self.copy_picture)
        menu.export_wanted.connect(self.export_picture)

    def _on_moved(self, moves: list[tuple[str, dict[str, int]]]) -> None:
        self._pane.card.finish()
        self.is_moving = True
        try:
            made = self._edits.assess(judged(moves))
        finally:
            self.is_moving = False
        if made:
            self._pane.ask_for_evidence(made)

    def _on_day_wanted(self, day: date | None) -> None:
        self._pane.card.dismiss()
        was_past = self.is_past
        if day is None:
            self._past.day = None
            changed = None
        else:
            changed = self._past.go(day, self._source.objective_id)
        self.past_strip.show_day(self._past.day)
        self.rows_changed.emit(changed if was_past else None)

    def _leave_past(self) -> None:
        self._past.day = None
        self._pane.time.back()
        self.past_strip.show_day(None)

    def _on_disagreements_wanted(self) -> None:
        self.raters.show_spreads(self._disagreements())
        self.raters.open_below(self._menu)

    # -- what is laid over the grid

    def _read_spreads(self) -> None:
        found: dict[str, tuple[Ratings, ...]] = {}
        if self._menu.spread.isChecked():
            found = others_of(self._disagreements(), self._source.row)
        self._spreads = found

    def _disagreements(self) -> list[Spread]:
        from hdplanner.services import raters

        today = self._edits.today()
        return self._gateway.read(
            raters.disagreements,
            campaign_id=self._gateway.campaign_id,
            objective_id=self._source.objective_id,
            since=today - raters.PERIOD,
            today=today,
        )

    def _read_movement(self) -> None:
        """Who moved, is new or went stale since the last briefing, if that is asked for."""
        self._earlier, self.highlighted = {}, None
        shown = self._pane.time.since.isChecked() and bool(self._briefings) and not self.is_past
        self.since_strip.setVisible(shown)
        if not shown:
            return
        from hdplanner.services import movement

        since = self._briefings[-1]
        found: Movement = self._gateway.read(
            movement.moved_since,
            campaign_id=self._gateway.campaign_id,
            objective_id=self._source.objective_id,
            since=since,
            today=self._edits.today(),
        )
        rows = {one: row for one in _all_ids(found) if (row := self._source.row(one)) is not None}
        self._earlier = {one: ratings_of(row) for one, row in rows.items()}
        for moved in found.moved:
            if moved.stakeholder_id in rows:
                self._earlier[moved.stakeholder_id] = _before(rows[moved.stakeholder_id], moved.changes)
        self.highlighted = frozenset(rows)
        self.since_strip.show_movement(since, found, lambda one: rows[one].name if one in rows else "")

    def _lay_over(self) -> None:
        """Show what is asked for; only what differs is placed anew."""
        made = Beside(self.coalitions, self._spreads, self._earlier)
        overlays = Overlays(
            coalitions=self._menu.coalitions.isChecked(),
            spread=self._menu.spread.isChecked(),
            trails=self.highlighted is not None,
        )
        self._pane.show_overlays(overlays)
        if made != self._pane.beside:
            self._pane.beside = made
            self.rows_changed.emit(None)
        self.highlight_changed.emit()

    # -- the picture

    def copy_picture(self) -> None:
        """Put the grid as it is shown on the clipboard."""
        from hdplanner.ui.stakeholders import grid_picture

        grid_picture.copy_picture(self._figure(), self._marking())

    def export_picture(self) -> None:
        """Ask where to, and write the grid as it is shown into a file."""
        from hdplanner.ui.stakeholders import grid_picture

        page: QWidget = self._pane.window()
        grid_picture.ask_and_export(self._context, page, self._figure(), self._marking())

    def _figure(self) -> Figure:
        from hdplanner.ui.stakeholders import grid_picture

        scene, overlays = self._pane.grid.scene, self._pane.overlays
        return grid_picture.picture_of(scene, overlays, self._title(scene.layout), self.day)

    def _title(self, layout: Layout) -> str:
        """The plan's name and how the grid is laid out."""
        from hdplanner.services import campaigns

        plans = self._gateway.read(campaigns.campaign_rows)
        title = next((row.title for row in plans if row.id == self._gateway.campaign_id), "")
        return f"{title}: {layout.title()}"

    def _marking(self) -> Sensitivity:
        from hdplanner.ui.stakeholders import grid_picture

        return grid_picture.marking_of(self.rows, self.default_marking)


def others_of(
    spreads: Iterable[Spread], row_of: Callable[[str], StakeholderRow | None]
) -> dict[str, tuple[Ratings, ...]]:
    """By stakeholder what each of ours judged; what one did not rate is as it holds."""
    by_author: dict[str, dict[str, dict[str, int]]] = {}
    for spread in spreads:
        for one in spread.opinions:
            by_author.setdefault(spread.stakeholder_id, {}).setdefault(one.author, {})[spread.field] = (
                one.value
            )
    rows = {key: row for key in by_author if (row := row_of(key)) is not None}
    return {
        key: tuple(replace(ratings_of(row), **values) for values in by_author[key].values())
        for key, row in rows.items()
    }


def _all_ids(found: Movement) -> list[str]:
    moved = [one.stakeholder_id for one in found.moved]
    holders = [one.stakeholder_id for one in found.holders]
    return list(dict.fromkeys([*moved, *found.new, *found.stale, *holders]))


def _before(row: StakeholderRow, changes: Iterable[Change]) -> Ratings:
    """Where a stakeholder stood before these changes."""
    was = {one.field: one.was for one in changes if one.field in _RATINGS}
    return replace(ratings_of(row), **was)
