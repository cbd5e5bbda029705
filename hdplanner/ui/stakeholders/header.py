"""The head of the room: grid or table, how the grid is laid out, on which objective, and what is filtered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.labels import NOT_ASSESSED, step_label
from hdplanner.domain.values import Position, StakeholderKind, StakeholderRoleValue
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.filter import FilterField
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.stakeholders.axes_choice import AxesChoice
from hdplanner.ui.stakeholders.filter_menu import FilterMenu
from hdplanner.ui.stakeholders.grid_menu import GridMenu
from hdplanner.ui.stakeholders.models import UNKNOWN, Wanted, choices_of

GRID, TABLE = "grid", "table"
_BESIDE = 320  # pixels at 100 % text, for the choice of an objective and for what is between
_OBJECTIVE = 240  # pixels at 100 % text, for an objective that can be read, and for what is between
_CHROME = 60  # pixels at 100 % text, of a chooser around its text
_NARROWEST = 108  # pixels at 100 % text, in which a choice can still be told from the others


class RoomHeader(QWidget):
    """Says what the person wants to see; the page shows it."""

    view_chosen = Signal(str)
    layout_chosen = Signal(object)
    """A Layout."""
    objective_chosen = Signal(object)
    filtered = Signal(object)
    """A Wanted."""
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_below = False
        self._title = label(_("Stakeholders"), "title")
        self.view = Segmented([(GRID, _("Grid")), (TABLE, _("Table"))], _("View"))
        self.axes = AxesChoice(self)
        self.method = self.axes.method
        self.objective = ChoiceField(_("Objective"), [])
        self.objective.setToolTip(_("The objective on which positions are shown"))
        self.words = FilterField(_("Filter by words"), theme)
        self.kind = ChoiceField(_("Filter by kind"), choices_of(StakeholderKind, empty=_("All kinds")))
        self.role = ChoiceField(_("Filter by role"), choices_of(StakeholderRoleValue, empty=_("All roles")))
        self.position = ChoiceField(_("Filter by position"), _positions())
        self.more = FilterMenu()
        self.faint = with_look(QToolButton(), "quiet")
        self.faint.setCheckable(True)
        named(self.faint, _("Highlight instead of hiding"))
        self.faint.setToolTip(_("Highlight who is found, and show the others faintly"))
        self.menu = GridMenu(theme)
        self.shown = button("", self.clear, "link")
        self.add = button(_("Add"), self.add_wanted.emit)
        named(self.add, _("Add a stakeholder"))
        self._lay_out()
        self._connect()
        self.wear(theme)

    def wanted(self) -> Wanted:
        """What is filtered now."""
        return Wanted(
            self.words.text(),
            self.kind.value(),
            self.role.value(),
            self.position.value(),
            **self.more.values(),
        )

    def highlights(self) -> bool:
        """Whether words highlight on the grid instead of hiding who does not have them."""
        return self.faint.isChecked() and self.view.current() == GRID

    def clear(self) -> None:
        """Show all rows again."""
        for field in (self.kind, self.role, self.position):
            field.setCurrentIndex(0)
        self.more.clear()
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.filtered.emit(self.wanted())

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows are shown; a click shows all."""
        text = _("{shown} of {total} shown · clear")
        self._say_count(text.format(shown=format_number(shown), total=format_number(total)), shown < total)

    def show_found(self, found: int, total: int) -> None:
        """Say how many are highlighted; a click shows all alike."""
        text = _("{shown} of {total} found · clear")
        self._say_count(text.format(shown=format_number(found), total=format_number(total)), True)

    def _say_count(self, text: str, shown: bool) -> None:
        self.shown.setText(text if shown else "")
        self.shown.setVisible(shown)

    def show_objectives(self, entries: Sequence[tuple[str, str]], current: str | None) -> None:
        """Offer the objectives of the plan; hidden where there is none to choose from."""
        self.objective.set_choices(entries)
        self.objective.show_value(current)
        self.objective.setVisible(len(entries) > 1)

    def show_view(self, view: str) -> None:
        """What is of no use beside a table is hidden there."""
        self.axes.show_for(view == GRID)
        self.menu.setVisible(view == GRID)
        self.faint.setVisible(view == GRID)
        self._fit()

    def set_editable(self, editable: bool) -> None:
        """Allow or refuse adding."""
        self.add.setEnabled(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.words.wear(theme)
        for field in (self.words, *self.axes.fields(), self.objective, self.kind, self.role, self.position):
            field.setMinimumWidth(round(_NARROWEST * theme.scale))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for field in (self.kind, self.role, self.position):
            field.setMinimumWidth(self._width_for(field.itemText(0)))
        self.objective.setMaximumWidth(round(300 * theme.scale))
        self._title.setContentsMargins(0, 0, round(8 * theme.scale), 0)
        self._fit_method()
        self.add.setIcon(icon("add", theme))
        self.faint.setIcon(icon("eye", theme, "muted"))
        self.menu.wear(theme)

    def _fit_method(self) -> None:
        """No narrower than what is chosen wants, no wider than the longest entry."""
        names = [self.method.itemText(number) for number in range(self.method.count())]
        self.method.setMinimumWidth(self._width_for(self.method.currentText()))
        self.method.setMaximumWidth(max(map(self._width_for, names)))

    def _width_for(self, text: str) -> int:
        """The width of a chooser that shows a text in full."""
        return self.fontMetrics().horizontalAdvance(text) + round(_CHROME * self._theme.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow, the name of the room gives way (the sidebar says it too), then the objective."""
        others = (self._title, self.view, self.add, self.menu)
        wanted = sum(one.sizeHint().width() for one in others) + self.method.maximumWidth()
        self._title.setVisible(self.width() > wanted + round(_BESIDE * self._theme.scale))
        own = sum(field.minimumWidth() for field in self.axes.fields() if not field.isHidden())
        kept = sum(one.sizeHint().width() for one in (self.view, self.add, self.menu) if not one.isHidden())
        self._put_objective(self.width() < own + kept + round(_OBJECTIVE * self._theme.scale))

    def _put_objective(self, below: bool) -> None:
        """Show the choice of an objective behind the filters, or in the first line."""
        if below == self._is_below:
            return
        self._is_below = below
        old, new = (self._first, self._second) if below else (self._second, self._first)
        beside = self.more if below else self.axes.fields()[-1]
        old.removeWidget(self.objective)
        new.insert_widget(new.indexOf(beside) + 1, self.objective)

    def _lay_out(self) -> None:
        first, second = self._first, self._second = WrapLayout(), WrapLayout()
        for one in (self._title, self.view, *self.axes.fields(), self.objective):
            first.addWidget(one)
        first.push()
        first.addWidget(self.menu)
        first.addWidget(self.add)
        filters = (self.words, self.faint, self.kind, self.role, self.position, self.more)
        for field in (*filters, *self.more.chips.values(), self.shown):
            second.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.view.chosen.connect(self.view_chosen)
        self.axes.method.currentIndexChanged.connect(self._fit_method)
        self.axes.chosen.connect(self.layout_chosen)
        self.objective.committed.connect(self.objective_chosen)
        self.words.filtered.connect(self._on_filter)
        self.more.filtered.connect(lambda: self._on_filter(None))
        self.faint.toggled.connect(self._on_filter)
        for field in (self.kind, self.role, self.position):
            field.committed.connect(self._on_filter)

    def _on_filter(self, _value: object) -> None:
        self.filtered.emit(self.wanted())


def _positions() -> list[tuple[object, str]]:
    steps = sorted(Position, reverse=True)
    entries: list[tuple[object, str]] = [(None, _("All positions"))]
    entries += [(step, step_label(Position, step)) for step in steps]
    return [*entries, (UNKNOWN, _(NOT_ASSESSED))]
