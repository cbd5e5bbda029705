"""A short list of lines in the inspector. A line whose row is as before stays the widget it is: nothing blinks or jumps."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.i18n import ngettext
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import button, label, set_margins

MOST = 5


class LineList(QWidget):
    """Shows at most `most` rows; the rest on request. `make` gives the widget of a row."""

    def __init__(
        self, make: Callable[[Any], QWidget], most: int = MOST, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._most = most
        self._all = False
        self._of = ""
        self._rows: tuple[Hashable, ...] = ()
        self._lines: dict[Hashable, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._more = button("", self._show_all, "link")
        self._column.addWidget(self._more)
        self.hide()

    def show_rows(self, rows: Sequence[Hashable], of: str) -> None:
        """Show the rows of the stakeholder `of`; of another one, the first few again."""
        if of != self._of:
            self._all, self._of = False, of
        self._rows = tuple(rows)
        self._show()

    def renew(self) -> None:
        """Make every line again: in other colours, or with other buttons."""
        self._drop(set(self._lines))
        self._show()

    def line(self, row: Hashable) -> QWidget | None:
        """The widget of a row that is shown."""
        return self._lines.get(row)

    def _show(self) -> None:
        shown = self._rows if self._all else self._rows[: self._most]
        self._drop(set(self._lines) - set(shown))
        for place, row in enumerate(shown):
            if row not in self._lines:
                self._lines[row] = self._make(row)
            widget = self._lines[row]
            if self._column.indexOf(widget) != place:
                self._column.insertWidget(place, widget)
                widget.show()  # now, not when the events come round: the line below must not jump twice
        left = len(self._rows) - len(shown)
        self._more.setText(ngettext("Show {count} more", "Show {count} more", left).format(count=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(self._rows))

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _drop(self, rows: set[Hashable]) -> None:
        for row in rows:
            widget = self._lines.pop(row)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def line_of(text: QWidget, *buttons: QWidget) -> QWidget:
    """A line with its text at the leading edge and small buttons at the far one."""
    made = QWidget()
    row = QHBoxLayout(made)
    set_margins(row, 6, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(text, 1)
    for one in buttons:
        row.addWidget(one)
    return made


def two_lines(text: str, small: str, *, above: str = "") -> QWidget:
    """A text with something small below it, both wrapped."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 2)
    column.setSpacing(0)
    for words, look in ((above, "small"), (text, ""), (small, "small")):
        if words:
            one = label(in_own_direction(words), look, wrap=True)
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            column.addWidget(one)
    return made
