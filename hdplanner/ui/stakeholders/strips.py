"""The quiet strips above the views: the room shows a day of the past, or what moved since the last briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Influence, Interest, Position, Relationship
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _, format_date, ngettext
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import button, empty, label, with_look
from hdplanner.ui.common.wrap_layout import WrapLayout

if TYPE_CHECKING:
    from hdplanner.services.movement import MovedRow, Movement

_NAMED = 3
_SCALES: dict[str, type[Scale]] = {
    "position": Position,
    "target_position": Position,
    "influence": Influence,
    "interest": Interest,
    "relationship": Relationship,
    "confidence": Confidence,
}
Group = tuple[str, Sequence[tuple[str, str, str]]]
"""What a group is called, and of each of its members the id, the name and what happened."""


class PastStrip(QFrame):
    """Says that the room shows the past, where nothing can be changed, and leads back."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self._words = label("", "heading")
        self._hint = label(_("To look at only. The panel at the side is of today."), "muted")
        self.back = button(_("Back to today"), self.back_wanted.emit, "link")
        row = WrapLayout(self, 10)
        row.setContentsMargins(20, 5, 14, 5)
        row.addWidget(self._words)
        row.addWidget(self._hint)
        row.push()
        row.addWidget(self.back)
        self.hide()

    def show_day(self, day: date | None) -> None:
        """Name the day; None hides the strip."""
        self.setVisible(day is not None)
        if day is not None:
            text = _("As it stood on {day}").format(day=format_date(day))
            self._words.setText(text)
            self.setAccessibleName(text)


class SinceStrip(QFrame):
    """Who moved, who is new, who went stale, which posts changed hands. A click on a name or a group selects."""

    chosen = Signal(list)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        head = QHBoxLayout()
        self._title = label("", "heading")
        head.addWidget(self._title, 1)
        head.addWidget(button(_("Close"), self.closed.emit, "link"))
        self._groups = WrapLayout(None, 2)
        self._names: list[QWidget] = []
        self._is_low = False
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 14, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._groups)
        self.hide()

    def show_movement(self, since: date, movement: Movement, name_of: Callable[[str], str]) -> None:
        """Tell what happened since a day; `name_of` gives the name of an id."""
        empty(self._groups)
        self._names = []
        title = _("Since the briefing of {day}").format(day=format_date(since))
        self._title.setText(title)
        self.setAccessibleName(title)
        groups = [group for group in groups_of(movement, name_of) if group[1]]
        if not groups:
            self._groups.addWidget(label(_("All stands as it stood."), "muted"))
        for words, members in groups:
            self._add(words, members)
        self.show()

    def _add(self, words: str, members: Sequence[tuple[str, str, str]]) -> None:
        """A group: its heading selects all of it, each of the first names that one."""
        ids = [one for one, _name, _what in members]
        self._groups.addWidget(self._link(words, ids, _("Choose them all")))
        for row_id, name, what in members[:_NAMED]:
            text = in_own_direction(shortened(name, 30))
            self._add_name(self._link(text, [row_id], what, quiet=True))
        rest = len(members) - _NAMED
        if rest > 0:
            more = label(_("and {count} more").format(count=rest), "small")
            more.setContentsMargins(0, 0, 12, 0)
            self._add_name(more)

    def set_low(self, low: bool) -> None:
        """Give way to the grid where there is little height: the groups only."""
        self._is_low = low
        for one in self._names:
            one.setVisible(not low)

    def _add_name(self, made: QWidget) -> None:
        self._groups.addWidget(made)
        self._names.append(made)
        made.setVisible(not self._is_low)

    def _link(self, text: str, ids: list[str], what: str, *, quiet: bool = False) -> QWidget:
        made = button(text, partial(self.chosen.emit, ids), "quiet-link" if quiet else "link")
        made.setToolTip(what)
        made.setAccessibleDescription(what)
        return made


def groups_of(movement: Movement, name_of: Callable[[str], str]) -> list[Group]:
    """The movement in words, by groups, empty ones included."""
    moved = [(one.stakeholder_id, one.name, changes_in_words(one)) for one in movement.moved]
    new = [(one, name_of(one), _("first assessed since")) for one in movement.new]
    stale = [(one, name_of(one), _("due for review")) for one in movement.stale]
    holders = [
        (
            one.stakeholder_id,
            one.name,
            _("{holder}, since {day}").format(holder=one.holder, day=format_date(one.since_on)),
        )
        for one in movement.holders
    ]
    return [
        (ngettext("{count} moved", "{count} moved", len(moved)).format(count=len(moved)), moved),
        (ngettext("{count} new", "{count} new", len(new)).format(count=len(new)), new),
        (ngettext("{count} went stale", "{count} went stale", len(stale)).format(count=len(stale)), stale),
        (
            ngettext("{count} new holder", "{count} new holders", len(holders)).format(count=len(holders)),
            holders,
        ),
    ]


def changes_in_words(moved: MovedRow) -> str:
    """What changed of one: "Influence: Moderate to High"."""
    names = {
        "position": _("Position"),
        "target_position": _("Realistic target"),
        "influence": _("Influence"),
        "interest": _("Interest"),
        "relationship": _("Relationship"),
        "confidence": _("Confidence"),
    }
    sentence = _("{rating}: {before} to {after}")
    return " · ".join(
        sentence.format(
            rating=names[one.field],
            before=step_label(_SCALES[one.field], one.was),
            after=step_label(_SCALES[one.field], one.now),
        )
        for one in moved.changes
        if one.field in names
    )
