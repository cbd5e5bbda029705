"""The head of the room: drawing or table of ties, how the drawing is laid out, on which objective, what is filtered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.values import TieKind
from hdplanner.figures.network import LAYOUT_NAMES, NetworkLayout
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.filter import FilterField
from hdplanner.ui.common.fonts import font
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, icon_button, label, named
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.network.menu import NetworkMenu
from hdplanner.ui.network.models import Wanted

DRAWING, TIES = "drawing", "ties"
_NARROWEST = 108  # pixels at 100 % text, in which a choice can still be told from the others
_WIDEST = 230
_BESIDE = 90  # pixels at 100 % text, for what is between


class NetworkHeader(QWidget):
    """Says what the person wants to see; the page shows it."""

    view_chosen = Signal(str)
    layout_chosen = Signal(object)
    """A NetworkLayout."""
    centre_chosen = Signal(object)
    objective_chosen = Signal(object)
    filtered = Signal(object)
    """A Wanted."""
    fit_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = label(_("Network"), "title")
        self.view = Segmented([(DRAWING, _("Drawing")), (TIES, _("Ties"))], _("View"))
        entries: list[tuple[object, str]] = [(one, _(LAYOUT_NAMES[one])) for one in NetworkLayout]
        self.layouts = ChoiceField(_("Layout of the drawing"), entries)
        self.centre = ChoiceField(_("Who stands in the middle of the rings"), [])
        self.centre.setToolTip(_("Who stands in the middle of the rings"))
        self.objective = ChoiceField(_("Objective"), [])
        self.objective.setToolTip(_("The objective on which positions are shown"))
        self.words = FilterField(_("Filter by words"), theme)
        self.kind = ChoiceField(_("Filter by kind of tie"), choices_of(TieKind, empty=_("All kinds of tie")))
        self.shown = button("", self.clear, "link")
        self.fit = icon_button(theme, "zoom-fit", _("Show the whole network (0)"), self.fit_wanted.emit)
        self.menu = NetworkMenu(theme)
        self.add = button(_("Add"), self.add_wanted.emit)
        named(self.add, _("Add a tie"))
        self._lay_out()
        self._connect()
        self.wear(theme)

    def wanted(self) -> Wanted:
        """What is filtered now."""
        return Wanted(self.words.text(), self.kind.value())

    def clear(self) -> None:
        """Show all ties again."""
        self.kind.setCurrentIndex(0)
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.filtered.emit(self.wanted())

    def show_count(self, shown: int, total: int) -> None:
        """Say how many ties are shown; a click shows all."""
        text = _("{shown} of {total} ties · clear")
        self.shown.setText(text.format(shown=format_number(shown), total=format_number(total)))
        self.shown.setVisible(shown < total)

    def show_objectives(self, entries: Sequence[tuple[str, str]], current: str | None) -> None:
        """Offer the objectives of the plan; hidden where there is none to choose from."""
        self.objective.set_choices(entries)
        self.objective.show_value(current)
        self.objective.setVisible(len(entries) > 1)

    def show_centres(self, entries: Sequence[tuple[str, str]], current: str | None) -> None:
        """Offer who may stand in the middle."""
        self.centre.set_choices(entries)
        self.centre.show_value(current)

    def show_view(self, view: str) -> None:
        """What is of no use beside a table is hidden there."""
        drawing = view == DRAWING
        for part in (self.layouts, self.fit):
            part.setVisible(drawing)
        self.centre.setVisible(drawing and self.layouts.value() is NetworkLayout.RINGS)

    def show_layout(self, layout: NetworkLayout) -> None:
        """Say how the drawing is laid out."""
        self.layouts.show_value(layout)
        self.show_view(self.view.current())

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse adding."""
        self.add.setEnabled(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.words.wear(theme)
        for field in (self.words, self.layouts, self.centre, self.objective, self.kind):
            field.setMinimumWidth(round(_NARROWEST * theme.scale))
        for field in (self.centre, self.kind, self.objective):
            field.setMaximumWidth(round(_WIDEST * theme.scale))
        names = [self.layouts.itemText(number) for number in range(self.layouts.count())]
        widest = max(map(QFontMetrics(font(theme.pixels("text_base"))).horizontalAdvance, names))
        self.layouts.setMaximumWidth(widest + round(64 * theme.scale))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title.setContentsMargins(0, 0, round(8 * theme.scale), 0)
        self.add.setIcon(icon("add", theme))
        self.fit.setIcon(icon("zoom-fit", theme, "muted"))
        self.menu.wear(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the name of the room gives way: the sidebar says it too."""
        super().resizeEvent(event)
        others = (self._title, self.view, self.add, self.menu, self.fit)
        wanted = sum(one.sizeHint().width() for one in others) + self.layouts.maximumWidth()
        self._title.setVisible(self.width() > wanted + round(_BESIDE * self._theme.scale))

    def _lay_out(self) -> None:
        first, second = WrapLayout(), WrapLayout()
        for one in (self._title, self.view, self.layouts):
            first.addWidget(one)
        first.push()
        for tool in (self.fit, self.menu, self.add):
            first.addWidget(tool)
        for field in (self.words, self.kind, self.objective, self.centre, self.shown):
            second.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.view.chosen.connect(self.view_chosen)
        self.layouts.committed.connect(self.layout_chosen)
        self.centre.committed.connect(self.centre_chosen)
        self.objective.committed.connect(self.objective_chosen)
        self.words.filtered.connect(lambda _text: self.filtered.emit(self.wanted()))
        self.kind.committed.connect(lambda _value: self.filtered.emit(self.wanted()))
