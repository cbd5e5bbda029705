"""How the grid is laid out: a named method, or any two ratings of one's own choice.

Three choosers that the header puts where there is room; the last two are shown for an own choice only.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hdplanner.figures.methods import AXES, LAYOUTS, GridMethod, Layout, layout_of, own_layout
from hdplanner.i18n import _
from hdplanner.ui.common.form import ChoiceField


class AxesChoice(QObject):
    """Says `chosen` with the layout that is wanted now."""

    chosen = Signal(object)
    """A Layout."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        named = [(key, _(one.name)) for key, one in LAYOUTS.items()]
        self.method = ChoiceField(_("Layout of the grid"), [*named, (GridMethod.OWN, _("Own choice…"))])
        ratings = [(field, _(axis.name)) for field, axis in AXES.items()]
        self.across = ChoiceField(_("Rating across the grid"), ratings)
        self.up = ChoiceField(_("Rating up the grid"), ratings)
        for field, tip in ((self.across, _("From left to right")), (self.up, _("From below upwards"))):
            field.setToolTip(tip)
        self._x, self._y = own_layout().x.field, own_layout().y.field
        self._is_shown = True
        self.method.committed.connect(lambda _value: self._on_chosen())
        self.across.committed.connect(lambda _value: self._on_axis(self.across, self.up))
        self.up.committed.connect(lambda _value: self._on_axis(self.up, self.across))
        self._show()

    def layout(self) -> Layout:
        """What is chosen."""
        method = self.method.value()
        return own_layout(self._x, self._y) if method is GridMethod.OWN else layout_of(method)

    def fields(self) -> tuple[ChoiceField, ...]:
        """The choosers, in their order."""
        return self.method, self.across, self.up

    def show_for(self, grid: bool) -> None:
        """Show the choosers beside a grid, hide them beside a table."""
        self._is_shown = grid
        self._show()

    def text(self) -> str:
        """What is chosen, as the settings keep it: "mendelow", "own:interest:confidence"."""
        layout = self.layout()
        if layout.method is not GridMethod.OWN:
            return layout.method.value
        return f"{GridMethod.OWN.value}:{self._x}:{self._y}"

    def restore(self, text: str) -> None:
        """Choose what the settings kept; what they do not know is the first method."""
        method, _colon, axes = text.partition(":")
        x, _colon, y = axes.partition(":")
        if x in AXES and y in AXES and x != y:
            self._x, self._y = x, y
        known = method if method in set(GridMethod) else GridMethod.MENDELOW.value
        self.choose(GridMethod(known))

    def choose(self, method: GridMethod) -> None:
        """Choose a method quietly."""
        self.method.show_value(method)
        self._show()

    def _on_chosen(self) -> None:
        self._show()
        self.chosen.emit(self.layout())

    def _on_axis(self, changed: ChoiceField, other: ChoiceField) -> None:
        """Two different ratings: who chooses the one that the other side has, changes sides."""
        if changed.value() == other.value():
            other.show_value(self._x if changed is self.across else self._y)
        self._x, self._y = self.across.value(), self.up.value()
        self.chosen.emit(self.layout())

    def _show(self) -> None:
        own = self.method.value() is GridMethod.OWN and self._is_shown
        self.method.setVisible(self._is_shown)
        self.across.show_value(self._x)
        self.up.show_value(self._y)
        self.across.setVisible(own)
        self.up.setVisible(own)
