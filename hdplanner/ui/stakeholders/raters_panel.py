"""Where ours judge differently: a card with the largest disagreements first. A click selects the stakeholder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Influence, Interest, Position, Relationship
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import label, named
from hdplanner.ui.stakeholders.popover import Popover

if TYPE_CHECKING:
    from hdplanner.services.raters import Spread

_WIDE, _HIGH = 380, 340  # pixels at 100 % text
_SCALES: dict[str, type[Scale]] = {
    "position": Position,
    "influence": Influence,
    "interest": Interest,
    "relationship": Relationship,
}


class RatersPanel(Popover):
    """A list; Enter or a click selects."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Largest disagreements"), parent)
        self.list = named(QListWidget(), _("Largest disagreements"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._on_picked)
        self.list.itemClicked.connect(self._on_picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(label(_("Largest disagreements"), "heading"))
        column.addWidget(
            label(
                _("Judged by two or more of us in the last three months, furthest apart first."),
                "small",
                wrap=True,
            )
        )
        column.addWidget(self.list, 1)

    def show_spreads(self, spreads: Sequence[Spread]) -> None:
        """Fill the list, in the order given."""
        scale = self.fontMetrics().height() / 18
        self.setFixedSize(round(_WIDE * scale), round(_HIGH * scale))
        self.list.clear()
        for one in spreads:
            item = QListWidgetItem(f"{in_own_direction(shortened(one.name, 60))}\n{spread_words(one)}")
            item.setData(Qt.ItemDataRole.UserRole, one.stakeholder_id)
            item.setToolTip("\n".join(_opinions(one)))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, ". ".join(_opinions(one)))
            item.setSizeHint(QSize(10, round(42 * scale)))
            self.list.addItem(item)
        if not spreads:
            item = QListWidgetItem(_("Nobody was judged differently by two of us."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setSizeHint(QSize(10, round(42 * scale)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _on_picked(self, item: QListWidgetItem) -> None:
        row_id = item.data(Qt.ItemDataRole.UserRole)
        if row_id:
            self.hide()
            self.chosen.emit([row_id])


def spread_words(spread: Spread) -> str:
    """How far apart, in words: "Influence: Moderate to Decisive"."""
    scale = _SCALES[spread.field]
    return _("{rating}: {before} to {after}").format(
        rating=_rating(spread.field),
        before=step_label(scale, spread.low),
        after=step_label(scale, spread.high),
    )


def _opinions(spread: Spread) -> list[str]:
    sentence = _("{name}: {ratings}")
    scale = _SCALES[spread.field]
    return [sentence.format(name=one.author, ratings=step_label(scale, one.value)) for one in spread.opinions]


def _rating(field: str) -> str:
    return {
        "position": _("Position"),
        "influence": _("Influence"),
        "interest": _("Interest"),
        "relationship": _("Relationship"),
    }[field]
