"""The head of the room: which view, what its rows and columns are, and what is filtered in all views alike."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.channels.menu import PlanMenu
from hdplanner.ui.channels.models import Offers, Wanted
from hdplanner.ui.channels.more_filters import MoreFilters
from hdplanner.ui.common.filter import FilterField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout

MATRIX, TIMELINE, CALENDAR, TABLE, WORKLOAD = "matrix", "timeline", "calendar", "table", "workload"
_BESIDE = 250  # pixels at 100 % text, for what stands between the views and the buttons
_NARROW = 640  # pixels at 100 % text, below which the button shows its sign only
_NARROWEST = 110  # pixels at 100 % text, in which a choice can still be told from the others


class ChannelsHeader(QWidget):
    """Says what the person wants to see; the page shows it."""

    view_chosen = Signal(str)
    filtered = Signal(object)
    """A Wanted."""
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = label(_("Channels"), "title")
        views = [(MATRIX, _("Matrix")), (TIMELINE, _("Timeline")), (CALENDAR, _("Calendar"))]
        self.view = Segmented([*views, (TABLE, _("Table")), (WORKLOAD, _("Workload"))], _("View"))
        self.words = FilterField(_("Filter by words"), theme)
        self.more = MoreFilters()
        self.menu = PlanMenu(theme)
        self.shown = button("", self.clear, "link")
        self.add = button(_("Plan an activity"), self.add_wanted.emit, "primary")
        self._bars: dict[str, QWidget] = {}
        self._lay_out()
        self._connect()
        self.wear(theme)

    def put_bar(self, view: str, bar: QWidget) -> None:
        """Show the choices of one view before the filters, while it is shown."""
        self._bars[view] = bar
        self._second.addWidget(bar)
        bar.setVisible(self.view.current() == view)

    def end_bars(self) -> None:
        """All views have given their bars: what comes now are the filters."""
        for part in (*self._filters(), *self.more.chips.values(), self.shown):
            self._second.addWidget(part)

    def wanted(self) -> Wanted:
        """What is filtered now."""
        return Wanted(
            words=self.words.text(),
            **self.more.values(),
        )

    def offer(self, offers: Offers) -> None:
        """Offer what there is to filter by; a choice that is no longer there lets all through."""
        before = self.wanted()
        entries = {"messenger": offers.messengers, "audience": offers.audiences, "window": offers.windows}
        self.more.offer(**entries)
        if self.wanted() != before:
            self.filtered.emit(self.wanted())

    def clear(self) -> None:
        """Show all rows again."""
        self.more.clear()
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.filtered.emit(self.wanted())

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows are shown; a click shows all."""
        text = _("{shown} of {total} shown · clear")
        said = text.format(shown=format_number(shown), total=format_number(total))
        self.shown.setText(said if shown < total else "")
        self.shown.setVisible(shown < total)

    def show_view(self, view: str) -> None:
        """Only the choices of the view that is shown; the workload is always that of the whole plan."""
        for key, bar in self._bars.items():
            bar.setVisible(key == view)
        for part in self._filters():
            part.setVisible(view != WORKLOAD)

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse adding."""
        self.add.setEnabled(editable)
        self.menu.set_editable(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.words.wear(theme)
        self.words.setMinimumWidth(round(_NARROWEST * theme.scale))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title.setContentsMargins(0, 0, round(8 * theme.scale), 0)
        self.add.setIcon(icon("add", theme, "on_accent"))
        self.menu.wear(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the name of the room gives way: the sidebar says it too."""
        super().resizeEvent(event)
        wanted = sum(one.sizeHint().width() for one in (self._title, self.view, self.add, self.menu))
        self._title.setVisible(self.width() > wanted + round(_BESIDE * self._theme.scale))
        narrow = self.width() < round(_NARROW * self._theme.scale)
        self.add.setText("" if narrow else _("Plan an activity"))

    def _lay_out(self) -> None:
        first, self._second = WrapLayout(), WrapLayout()
        first.addWidget(self._title)
        first.addWidget(self.view)
        first.push()
        first.addWidget(self.menu)
        first.addWidget(self.add)
        named(self.add, _("Plan an activity"))
        self.shown.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(self._second)

    def _connect(self) -> None:
        self.view.chosen.connect(self.view_chosen)
        self.words.filtered.connect(self._on_filter)
        self.more.filtered.connect(lambda: self._on_filter(None))

    def _filters(self) -> tuple[QWidget, ...]:
        return (self.words, self.more)

    def _on_filter(self, _value: object) -> None:
        self.filtered.emit(self.wanted())
