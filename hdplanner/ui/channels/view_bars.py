"""The choices of each view, beside the views in the head of the room: what the rows and columns are, zoom, the month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.channels.calendar import CalendarView
from hdplanner.ui.channels.matrix import MatrixView
from hdplanner.ui.channels.timeline import TimelineView
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, icon_button, label
from hdplanner.ui.common.theme import Theme


class TimelineBar(QWidget):
    """Rows by audience or messenger, and zoom."""

    def __init__(self, view: TimelineView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows: list[tuple[object, str]] = [
            ("audience", _("By audience")),
            ("messenger", _("By messenger")),
        ]
        self.rows = ChoiceField(_("Rows"), rows)
        self.rows.committed.connect(view.set_rows_by)
        self._buttons = {
            "zoom-out": icon_button(theme, "zoom-out", _("Show more days"), view.zoom_out),
            "zoom-in": icon_button(theme, "zoom-in", _("Show fewer days"), view.zoom_in),
            "zoom-fit": icon_button(theme, "zoom-fit", _("Show all that is planned"), view.fit),
        }
        _in_a_row(self, (self.rows, *self._buttons.values()))
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        _fit(self.rows, theme)
        for name, tool in self._buttons.items():
            tool.setIcon(icon(name, theme, "muted"))


class MatrixBar(QWidget):
    """Columns by channel or by week."""

    def __init__(self, view: MatrixView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: list[tuple[object, str]] = [
            ("channel", _("By channel")),
            ("week", _("By week")),
        ]
        self.columns = ChoiceField(_("Columns"), columns)
        self.columns.committed.connect(view.set_columns_by)
        _in_a_row(self, (self.columns,))
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        _fit(self.columns, theme)


class CalendarBar(QWidget):
    """A month or a week, which one, and back to today."""

    def __init__(self, view: CalendarView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        extents: list[tuple[object, str]] = [("month", _("Month")), ("week", _("Week"))]
        self.extent = ChoiceField(_("Shown at once"), extents)
        self.extent.committed.connect(view.set_extent)
        self.back = icon_button(theme, "chevron-left", _("Back"), lambda: view.turn(-1))
        self.on = icon_button(theme, "chevron-right", _("Go on"), lambda: view.turn(1))
        self.today = button(_("Today"), view.go_to, "quiet")
        self.period = label(view.period, "heading")
        self.period.setContentsMargins(4, 0, 12, 0)
        view.page_turned.connect(self.period.setText)
        self._view = view
        _in_a_row(self, (self.extent, self.back, self.on, self.today, self.period))
        self.wear(theme)

    def renew(self) -> None:
        """Say which month or week is shown."""
        self.period.setText(self._view.period)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme; back is where the window's lines begin."""
        _fit(self.extent, theme)
        back, on = ("right", "left") if is_mirrored() else ("left", "right")
        self.back.setIcon(icon(f"chevron-{back}", theme, "muted"))
        self.on.setIcon(icon(f"chevron-{on}", theme, "muted"))


def _fit(field: ChoiceField, theme: Theme) -> None:
    """As wide as the longest entry wants, and no wider."""
    texts = [field.itemText(number) for number in range(field.count())]
    widest = max(map(field.fontMetrics().horizontalAdvance, texts))
    field.setFixedWidth(widest + round(70 * theme.scale))


def _in_a_row(bar: QWidget, parts: Sequence[QWidget]) -> None:
    row = QHBoxLayout(bar)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for part in parts:
        row.addWidget(part)
