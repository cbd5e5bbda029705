"""The balance of support as bars, at the width of the inspector: the unknown apart, never a percentage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.rules_balance import Balance, Unknown
from hdplanner.figures.balance import balance_figure
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import format_number, ngettext
from hdplanner.ui.common.figure_view import FigureView, measure
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.parts import prose

if TYPE_CHECKING:
    from hdplanner.services.balance import CountedTwice
    from hdplanner.services.stakeholders import StakeholderRow

_NARROWEST = 250.0
_NAMED = 3


class BalanceView(QWidget):
    """A heading and the bars below it."""

    def __init__(
        self, title: str, theme: Theme, *, tells_twice: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tells_twice = tells_twice
        self._theme = theme
        self._balance: Balance | None = None
        self._title = label(title, "heading", wrap=True)
        self.figure = FigureView(theme)
        self.figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.figure)
        self.twice = prose("", "small")
        column.addWidget(self.twice)

    def show_rows(self, rows: Sequence[StakeholderRow], title: str = "") -> None:
        """Show the balance among stakeholders as they stand, or are supposed to."""
        from hdplanner.services.balance import balance_of_rows

        found = balance_of_rows(rows)
        self._balance = Balance(
            found.support,
            found.opposition,
            found.uncommitted,
            Unknown(found.unknown_influence, found.unknown_count),
            found.uncounted,
        )
        self.twice.setText(twice_words(found.counted_twice))
        self.twice.setVisible(bool(found.counted_twice) and self._tells_twice)
        if title:
            self._title.setText(title)
        self._draw()

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.figure.wear(theme)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._balance is None:
            return
        scale = self._theme.scale
        wide = max(_NARROWEST, self.width() / scale)
        figure = balance_figure(self._balance, wide, measure=measure, number=format_number)
        self.figure.show_figure(figure)
        self.figure.setFixedHeight(round(figure.height * scale))


def twice_words(pairs: Sequence[CountedTwice]) -> str:
    """That some heads count beside the houses that they lead."""
    if not pairs:
        return ""
    names = ", ".join(shortened(pair.name, 40) for pair in pairs[:_NAMED])
    words = ngettext(
        "{count} counts beside the house it belongs to: {names}.",
        "{count} count beside the house they belong to, such as: {names}.",
        len(pairs),
    )
    return words.format(count=len(pairs), names=names)
