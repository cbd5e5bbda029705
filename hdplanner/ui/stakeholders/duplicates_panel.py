"""Two stakeholders side by side: each field in which they differ, with a choice, and what comes along.

Knows no file: it is given a comparison and says what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import at_start, direct
from hdplanner.ui.common.pieces import empty, label, named, with_look

if TYPE_CHECKING:
    from hdplanner.services.comparison import Comparison, FieldPair

FIRST, SECOND, BOTH = "first", "second", "both"
_TOP: Final = Qt.AlignmentFlag.AlignTop
_SHOWN: Final = 280


class _Value(QFrame):
    """A value with its radio button; a click anywhere on it chooses it."""

    def __init__(self, title: str, side: str, text: str, shown_as: str = "") -> None:
        super().__init__()
        said = shown_as or text
        self.radio = named(QRadioButton(), _("{field}: {value}").format(field=title, value=said))
        self.side = side
        cut = said[:_SHOWN] + ("…" if len(said) > _SHOWN else "")
        shown = label(cut, "muted" if shown_as else "", wrap=True)
        shown.setAlignment(at_start() & ~Qt.AlignmentFlag.AlignVCenter | _TOP)
        shown.setContentsMargins(0, 2, 0, 0)
        direct(shown, said)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.radio, 0, _TOP)
        row.addWidget(shown, 1)
        with_look(self, "sunken")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.radio.isEnabled():
            self.radio.setChecked(True)
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)


class ComparisonPanel(QWidget):
    """Rows of a field's name and its two values. `values` is what is to be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._fields: dict[str, tuple[FieldPair, QButtonGroup, list[_Value]]] = {}

    def show_comparison(self, found: Comparison | None) -> None:
        """Show another pair, or nothing."""
        empty(self._grid)
        self._fields = {}
        for row in range(self._grid.rowCount()):  # a layout keeps its rows, and how they stretch
            self._grid.setRowStretch(row, 0)
        for column, stretch in enumerate((0, 5, 5, 0)):
            self._grid.setColumnStretch(column, stretch)
        if found is None:
            return
        for row, pair in enumerate(found.fields):
            self._add(row, pair)
        self._grid.setRowStretch(len(found.fields), 1)

    def choose(self, field: str, side: str) -> None:
        """Choose a side of a field, as a click would."""
        for value in self._fields[field][2]:
            if value.side == side:
                value.radio.setChecked(True)

    def values(self) -> dict[str, Any]:
        """The chosen value of each field that is shown."""
        chosen: dict[str, Any] = {}
        for field, (pair, _group, values) in self._fields.items():
            side = next(value.side for value in values if value.radio.isChecked())
            chosen[field] = {FIRST: pair.first, SECOND: pair.second, BOTH: pair.both}[side]
        return chosen

    def sides(self) -> list[str]:
        """The fields that are shown."""
        return list(self._fields)

    def _add(self, row: int, pair: FieldPair) -> None:
        title = label(pair.label, "small", wrap=True)
        title.setContentsMargins(0, 8, 4, 0)
        title.setMinimumWidth(96)
        self._grid.addWidget(title, row, 0, _TOP)
        if pair.first == pair.second:
            self._grid.addWidget(_plain(pair.first_text), row, 1, 1, 2)
            return
        values = [
            _Value(pair.label, FIRST, pair.first_text, "" if pair.first_text else _("Not said")),
            _Value(pair.label, SECOND, pair.second_text, "" if pair.second_text else _("Not said")),
        ]
        if pair.both is not None:
            values.append(_Value(pair.label, BOTH, _("Both")))
        group = QButtonGroup(self)
        for column, value in enumerate(values, 1):
            group.addButton(value.radio)
            self._grid.addWidget(value, row, column)
        self._fields[pair.field] = (pair, group, values)
        self.choose(pair.field, _proposed(pair))


def _plain(text: str) -> QLabel:
    shown = label(text, "heading", wrap=True)
    shown.setContentsMargins(8, 6, 8, 6)
    direct(shown, text)
    return shown


def _proposed(pair: FieldPair) -> str:
    if pair.both is not None:
        return BOTH
    return FIRST if pair.proposed == pair.first else SECOND


def brings_text(brings: Mapping[str, int]) -> str:
    """What comes along with the one that goes, in numbers; nothing where nothing does."""
    counted = [_COUNTED[table](count) for table, count in brings.items() if table in _COUNTED]
    rest = sum(count for table, count in brings.items() if table not in _COUNTED and table not in _SILENT)
    if rest:
        said = ngettext("{count} other record", "{count} other records", rest)
        counted.append(said.format(count=format_number(rest)))
    return _("Comes along: {what}.").format(what=_(", ").join(counted)) if counted else ""


def _counting(one: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: one(count).format(count=format_number(count))


_SILENT: Final = frozenset({"involvement", "distinct_pair", "network_place"})
"""Tables that hold nothing a person would count."""

_COUNTED: Final = {
    "assessment": _counting(lambda n: ngettext("{count} assessment", "{count} assessments", n)),
    "tie": _counting(lambda n: ngettext("{count} tie", "{count} ties", n)),
    "contact": _counting(lambda n: ngettext("{count} contact", "{count} contacts", n)),
    "commitment": _counting(lambda n: ngettext("{count} promise", "{count} promises", n)),
    "meeting": _counting(lambda n: ngettext("{count} meeting", "{count} meetings", n)),
    "post_holder": _counting(lambda n: ngettext("{count} holder", "{count} holders", n)),
    "stakeholder_name": _counting(lambda n: ngettext("{count} further name", "{count} further names", n)),
}
