"""What the views and the inspector of the room share: what is read, what is changed, and what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.objectives.edits import ObjectiveEdits
from hdplanner.ui.objectives.source import ObjectiveSource


class Desk(QObject):
    """Keeps the one selection: the table of a record and its id."""

    chosen = Signal()
    """Something else is selected."""
    told = Signal()
    """The person wants to read about what is selected."""
    opened = Signal()
    """The person wants to write in the form of what is selected."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.source = ObjectiveSource(context, self)
        self.edits = ObjectiveEdits(context)
        self.selection: tuple[str, str] = ("", "")

    @property
    def theme(self) -> Theme:
        """The theme that is worn."""
        return self.context.appearance.theme

    def choose(self, kind: str, row_id: str) -> None:
        """Select a record; with empty names, none."""
        if (kind, row_id) != self.selection:
            self.selection = (kind, row_id)
            self.chosen.emit()

    def show(self, kind: str, row_id: str) -> None:
        """Select a record and bring the inspector, where what is found on it stands."""
        self.choose(kind, row_id)
        self.told.emit()

    def open(self, kind: str, row_id: str) -> None:
        """Select a record and go into its form."""
        self.choose(kind, row_id)
        self.opened.emit()

    def add(self, kind: str, parent_id: str, **values: object) -> str | None:
        """Add a record, and go into its form; its id, or None where that was refused."""
        made = self.edits.add(kind, parent_id, **values)
        if made is not None:
            self.open(kind, made)
        return made

    def shift(self, kind: str, row_id: str, by: int) -> None:
        """Move a record up or down among its siblings."""
        order = self.source.siblings(kind, row_id)
        if row_id in order and 0 <= (place := order.index(row_id) + by) < len(order):
            self.edits.move(kind, row_id, place)

    def delete(self) -> None:
        """Delete what is selected; its neighbour is selected then."""
        kind, row_id = self.selection
        if self.source.row(kind, row_id) is None or kind == "campaign":
            return
        order = self.source.siblings(kind, row_id)
        place = order.index(row_id)
        left = [one for one in order if one != row_id]
        neighbour = (kind if left else "", left[min(place, len(left) - 1)] if left else "")
        self.choose(*neighbour)
        self.edits.delete(kind, row_id)
        self.choose(*neighbour)  # again: the focus may have gone through others on its way
