"""Who acts together, where each coalition stands, how closely it is tied, and who stands between the camps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, hairline, icon_button
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.models import told_apart
from hdplanner.ui.network.parts import MARGINS, Lines, NameLine, column_of, link, prose, row_of, under
from hdplanner.ui.network.picker import StakeholderPicker

if TYPE_CHECKING:
    from hdplanner.services.coalitions import CoalitionRow, CoalitionStanding
    from hdplanner.services.network import BrokerRow, Network

_BROKERS = 5
_CLOSE, _LOOSE = 0.2, -0.2


class CoalitionsPanel(QWidget):
    """One coalition at a time; choosing it chooses its members on the drawing."""

    members_chosen = Signal(list)
    """The ids that the drawing is to lift."""
    chosen = Signal(str)

    def __init__(self, edits: NetworkEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._network: Network | None = None
        self._selection: tuple[str, ...] = ()
        self._editable = False
        self._renaming = ""
        self.coalition = ChoiceField(_("Coalition"), [])
        self.coalition.committed.connect(lambda _value: self._on_coalition())
        self.rename = icon_button(theme, "edit", _("Rename this coalition"), self._on_rename)
        self.away = icon_button(theme, "delete", _("Delete this coalition"), self._on_away)
        self.new = button(_("New coalition"), self.start_new)
        self.name = NameLine(_("Name of the coalition"), _("Name of the coalition"))
        self.name.named.connect(self._on_named)
        self._standing = prose("")
        self.members = Lines(_("Members"), _("Nobody yet."))
        self.adder = StakeholderPicker(_("Add a member"))
        self.adder.picked.connect(self._on_added)
        self.add_chosen = button("", self._on_add_chosen, "link")
        self.brokers = Lines(_("Between the camps"), _("Nobody has ties with both camps."))
        self._lay_out()

    def show_network(self, network: Network, *, editable: bool) -> None:
        """Show the coalitions of a network."""
        self._network, self._editable = network, editable
        self.coalition.set_choices([(row.id, row.name) for row in network.coalitions])
        self.adder.offer(told_apart(network.nodes))
        self._show()

    def show_selection(self, ids: Sequence[str]) -> None:
        """Know who is chosen on the drawing, to be made members."""
        self._selection = tuple(ids)
        self._show_add_chosen()

    def start_new(self) -> None:
        """Ask for the name of a coalition of those who are chosen."""
        self._renaming = ""
        self.name.ask(_("Create"))

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.rename.setIcon(icon("edit", theme, "muted"))
        self.away.setIcon(icon("delete", theme, "muted"))
        if self._network is not None:
            self._show()

    def row(self) -> CoalitionRow | None:
        """The coalition that is shown."""
        rows = self._network.coalitions if self._network is not None else ()
        return next((row for row in rows if row.id == self.coalition.value()), None)

    def show_coalition(self, coalition_id: str) -> None:
        """Show one coalition, with its members on the drawing."""
        self.coalition.show_value(coalition_id)
        self._on_coalition()

    def member_ids(self) -> list[str]:
        """The members of the coalition that is shown."""
        row = self.row()
        return list(row.members) if row is not None else []

    # -- what is shown

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(10)
        column.addWidget(prose(_("Who acts together?"), "lead"))
        self._chooser = row_of(self.coalition, self.rename, self.away)
        column.addWidget(self._chooser)
        column.addWidget(self.name)
        column.addWidget(row_of(self.new, QWidget(), stretch=1))
        self._hint = prose(_("Choose several on the drawing, then press “New coalition”."), "muted")
        for part in (self._hint, self._standing, self.members):
            column.addWidget(part)
        column.addWidget(self.adder)
        column.addWidget(row_of(self.add_chosen, QWidget(), stretch=1))
        column.addWidget(hairline())
        column.addWidget(self.brokers)
        column.addStretch(1)

    def _show(self) -> None:
        from hdplanner.services import network as service

        assert self._network is not None
        row = self.row()
        for part in (self._chooser, self._standing, self.members):
            part.setVisible(row is not None)
        self.adder.setVisible(row is not None and self._editable)
        for one in (self.rename, self.away, self.new):
            one.setEnabled(self._editable)
        self._hint.setVisible(row is None)
        if row is not None:
            standings = service.coalition_standings(self._network)
            self._standing.setText(standing_words(next(one for one in standings if one.row.id == row.id)))
            names = {node.id: node.name for node in self._network.nodes}
            self.members.show_lines(self._member(key, names[key]) for key in row.members if key in names)
        self.brokers.show_lines(self._broker(one) for one in service.brokers(self._network)[:_BROKERS])
        self._show_add_chosen()

    def _show_add_chosen(self) -> None:
        row = self.row()
        new = [key for key in self._selection if row is None or key not in row.members]
        text = ngettext("Add the {count} chosen", "Add the {count} chosen", len(new))
        self.add_chosen.setText(text.format(count=len(new)))
        self.add_chosen.setVisible(bool(new) and row is not None and self._editable)

    def _member(self, key: str, name: str) -> QWidget:
        go = link(name, partial(self.chosen.emit, key), quiet=True)
        if not self._editable:
            return row_of(go, QWidget(), stretch=1)
        drop = _("Take {name} out of the coalition").format(name=name)
        away = icon_button(self._theme, "clear", drop, partial(self._on_dropped, key))
        return row_of(go, QWidget(), away, stretch=1)

    def _broker(self, one: BrokerRow) -> QWidget:
        words = _("Tied with {supporters} in favour and {opponents} reserved or opposed.")
        go = link(one.name, partial(self.chosen.emit, one.id), quiet=True)
        said = words.format(supporters=one.supporters, opponents=one.opponents)
        return column_of(row_of(go, QWidget(), stretch=1), under(said))

    # -- what happens

    def _on_coalition(self) -> None:
        self._show()
        row = self.row()
        self.members_chosen.emit(list(row.members) if row else [])

    def _on_rename(self) -> None:
        row = self.row()
        if row is not None:
            self._renaming = row.id
            self.name.ask(_("Rename"), row.name)

    def _on_named(self, name: str) -> None:
        if self._renaming:
            self._edits.update_coalition(self._renaming, name=name)
            return
        made = self._edits.add_coalition(name, self._selection)
        if made is not None:
            self.coalition.show_value(made)
            self._on_coalition()

    def _on_away(self) -> None:
        row = self.row()
        if row is not None:
            self._edits.delete_coalition(row.id)

    def _on_added(self, key: str) -> None:
        row = self.row()
        self.adder.clear()
        if row is not None and key not in row.members:
            self._edits.set_members(row.id, [*row.members, key])

    def _on_add_chosen(self) -> None:
        row = self.row()
        if row is not None:
            self._edits.set_members(row.id, list(dict.fromkeys([*row.members, *self._selection])))

    def _on_dropped(self, key: str) -> None:
        row = self.row()
        if row is not None:
            self._edits.set_members(row.id, [one for one in row.members if one != key])


def standing_words(standing: CoalitionStanding) -> str:
    """Where a coalition stands and how closely it is tied, in two sentences."""
    counted = _(
        "In favour: {supporting}. Reserved or opposed: {reserved}. Uncommitted: {open}. Not known: {unknown}."
    )
    where = counted.format(
        supporting=standing.supporting,
        reserved=standing.reserved,
        open=standing.uncommitted,
        unknown=standing.unknown,
    )
    return f"{where} {cohesion_words(standing)}"


def cohesion_words(standing: CoalitionStanding) -> str:
    """How closely a coalition is tied within itself, beside its ties to others."""
    if standing.cohesion is None:
        return _("No tie of its members is recorded.")
    if standing.cohesion >= _CLOSE:
        return _("Closely tied: more ties among themselves than to others.")
    if standing.cohesion <= _LOOSE:
        return _("Loosely tied: more ties to others than among themselves.")
    return _("About as many ties among themselves as to others.")
