"""What if they moved: scenarios beside today, which never touch an assessment. Sums and words, never a chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Influence, Position
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.form import ChoiceField, stacked
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, hairline, icon_button, label
from hdplanner.ui.common.scales import PositionShapes, StepBars
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.network.balance_view import BalanceView
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.parts import MARGINS, Lines, NameLine, column_of, led_on, link, prose, row_of, under
from hdplanner.ui.network.source import NetworkSource

if TYPE_CHECKING:
    from hdplanner.services.scenarios import ScenarioRow
    from hdplanner.services.stakeholders import StakeholderRow


class WhatIfPanel(QWidget):
    """Chooses a scenario, supposes positions in it, and shows the balance of support beside today's."""

    scenario_chosen = Signal(object)
    """The id of the scenario that the drawing is to show; None for today."""
    chosen = Signal(str)

    def __init__(
        self, source: NetworkSource, edits: NetworkEdits, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._edits = edits
        self._theme = theme
        self._selection: tuple[str, ...] = ()
        self._editable = False
        self._asking = ""
        self.words_only = False
        self.scenario = ChoiceField(_("Scenario"), [])
        self.scenario.committed.connect(self.scenario_chosen)
        self.rename = icon_button(theme, "edit", _("Rename this scenario"), partial(self._ask, "rename"))
        self.copy = icon_button(theme, "copy", _("Duplicate this scenario"), partial(self._ask, "copy"))
        self.away = icon_button(theme, "delete", _("Delete this scenario"), self._on_away)
        self.new = button(_("New scenario"), partial(self._ask, "new"))
        self.name = NameLine(_("Name of the scenario"), _("What if …"))
        self.name.named.connect(self._on_named)
        hint = _("Suppose where others might stand: select them, then choose below or press 1 to 5.")
        self._hint = prose(hint, "muted")
        self._who = prose("", "heading")
        self.position = PositionShapes(_("Supposed position"), Position, theme)
        self.position.committed.connect(lambda step: self._on_supposed(position=step))
        self.influence = StepBars(_("Supposed influence"), Influence, theme)
        self.influence.committed.connect(lambda step: self._on_supposed(influence=step))
        self.as_today = button(
            _("As today"), lambda: self._on_supposed(position=None, influence=None), "link"
        )
        self._no_sums = prose(_("This plan uses words only: no sums are shown."), "muted")
        self.today_balance = BalanceView(_("Today"), theme, tells_twice=True)
        self.balance = BalanceView("", theme)
        self.moves = Lines(_("Supposed"), _("Nobody yet. Select somebody on the drawing."))
        self.other = ChoiceField(_("Compare with"), [])
        self.other.committed.connect(lambda _value: self._show_comparison())
        self.compared = Lines(_("Who stands where"))
        self._lay_out()

    @property
    def scenario_id(self) -> str | None:
        """The scenario that is shown; None is today."""
        found: str | None = self.scenario.value()
        return found

    def row(self) -> ScenarioRow | None:
        """The scenario that is shown."""
        return self._source.scenario(self.scenario_id)

    def show_network(self, *, editable: bool) -> None:
        """Show the scenarios of the source, as its stakeholders stand."""
        self._editable = editable
        rows = self._source.scenarios
        self.scenario.set_choices([(None, _("Today, as assessed")), *((row.id, row.name) for row in rows)])
        self._show()

    def show_scenario(self, scenario_id: str | None) -> None:
        """Show a scenario, or today."""
        self.scenario.show_value(scenario_id)
        self._show()

    def show_selection(self, ids: Sequence[str]) -> None:
        """Know who is chosen on the drawing, to be supposed elsewhere."""
        self._selection = tuple(ids)
        self._show_supposed()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for tool, name in ((self.rename, "edit"), (self.copy, "copy"), (self.away, "delete")):
            tool.setIcon(icon(name, theme, "muted"))
        for part in (self.position, self.influence):
            part.wear(theme)
        for view in (self.today_balance, self.balance):
            view.wear(theme)
        self._show()

    # -- what is shown

    def _lay_out(self) -> None:
        self.as_today.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tools = row_of(self.rename, self.copy, self.away, QWidget(), stretch=3)
        self._card = column_of(
            self._who,
            stacked(_("Position"), self.position),
            stacked(_("Influence"), self.influence),
            self.as_today,
        )
        self._comparing = stacked(_("Compare with"), self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(10)
        column.addWidget(prose(_("What if they moved?"), "lead"))
        column.addWidget(self._hint)
        column.addWidget(self.scenario)
        column.addWidget(self._tools)
        column.addWidget(self.name)
        column.addWidget(row_of(self.new, QWidget(), stretch=1))
        for part in (self._card, hairline(), self._no_sums, self.today_balance, self.balance, self.moves):
            column.addWidget(part)
        for part in (self._comparing, self.compared):
            column.addWidget(part)
        column.addStretch(1)

    def _show(self) -> None:
        row = self.row()
        for part in (self._tools, self.balance, self.moves):
            part.setVisible(row is not None)
        for one in (self.rename, self.copy, self.away, self.new):
            one.setEnabled(self._editable)
        self._no_sums.setVisible(self.words_only)
        self.today_balance.setVisible(not self.words_only)
        self.balance.setVisible(not self.words_only and row is not None)
        self.today_balance.show_rows(self._source.nodes)
        if row is not None:
            self.balance.show_rows(self._supposed(row), row.name)
            names = {node.id: node for node in self._source.nodes}
            self.moves.show_lines(self._move(names[key], row) for key in row.moves if key in names)
        self._show_supposed()
        others = [one for one in self._source.scenarios if row is not None and one.id != row.id]
        self.other.set_choices([(None, _("Today")), *((one.id, one.name) for one in others)])
        self._comparing.setVisible(bool(others))
        self._show_comparison()

    def _supposed(self, row: ScenarioRow | None) -> list[StakeholderRow]:
        from hdplanner.services.scenarios import suppose

        if row is None:
            return list(self._source.nodes)
        return [suppose(node, row.moves.get(node.id), persons_rated=True) for node in self._source.nodes]

    def _show_supposed(self) -> None:
        row = self.row()
        rated = [key for key in self._selection if (node := self._source.node(key)) and not node.movement]
        self._card.setVisible(row is not None and bool(rated) and self._editable)
        if row is None or not rated:
            return
        count = ngettext("{count} stakeholder", "{count} stakeholders", len(rated)).format(count=len(rated))
        first = self._source.node(rated[0])
        self._who.setText(first.name if first is not None and len(rated) == 1 else count)
        stand = [one for one in self._supposed(row) if one.id in set(rated)]
        for field, name in ((self.position, "position"), (self.influence, "influence")):
            values = {getattr(one, name) for one in stand}
            field.show_value(values.pop() if len(values) == 1 else None)
        self.as_today.setVisible(any(key in row.moves for key in rated))

    def _show_comparison(self) -> None:
        row, other = self.row(), self._source.scenario(self.other.value())
        if row is None or other is None:
            self.compared.hide()
            return
        pairs = zip(self._supposed(row), self._supposed(other), strict=True)
        moved = set(row.moves) | set(other.moves)
        self.compared.title.setText(led_on(row.name, other.name))
        self.compared.show_lines(_compared(one, two) for one, two in pairs if one.id in moved)

    def _move(self, node: StakeholderRow, row: ScenarioRow) -> QWidget:
        move = row.moves[node.id]
        parts = []
        if move.position is not None:
            parts.append(_change(Position, node.position, move.position))
        if move.influence is not None:
            words = _change(Influence, node.influence, move.influence)
            parts.append(_("{rating}: {step}").format(rating=_("Influence"), step=words))
        go = link(node.name, partial(self.chosen.emit, node.id), quiet=True)
        text = column_of(row_of(go, QWidget(), stretch=1), under(" · ".join(parts)))
        if not self._editable:
            return text
        drop = _("Let {name} stand as today").format(name=node.name)
        back = partial(self._edits.suppose, row.id, [node.id], position=None, influence=None)
        return row_of(text, icon_button(self._theme, "clear", drop, back))

    # -- what happens

    def _ask(self, what: str) -> None:
        row = self.row()
        self._asking = what
        if what == "rename" and row is not None:
            self.name.ask(_("Rename"), row.name)
        elif what == "copy" and row is not None:
            self.name.ask(_("Duplicate"), _("{name} (copy)").format(name=row.name))
        else:
            self.name.ask(_("Create"))

    def _on_named(self, name: str) -> None:
        row = self.row()
        if self._asking == "rename" and row is not None:
            self._edits.rename_scenario(row.id, name)
            return
        objective, moves = self._source.objective_id, {}
        if self._asking == "copy" and row is not None:
            objective = row.objective_id
            moves = {
                key: {"position": one.position, "influence": one.influence} for key, one in row.moves.items()
            }
        made = self._edits.add_scenario(name, objective, moves)
        if made is not None:
            self.scenario_chosen.emit(made)

    def _on_away(self) -> None:
        row = self.row()
        if row is not None:
            self.scenario_chosen.emit(None)
            self._edits.delete_scenario(row.id)

    def _on_supposed(self, **values: int | None) -> None:
        row = self.row()
        rated = [key for key in self._selection if (node := self._source.node(key)) and not node.movement]
        if row is not None and rated:
            self._edits.suppose(row.id, rated, **values)


def _change(scale: type[Position] | type[Influence], was: int | None, now: int | None) -> str:
    return led_on(step_label(scale, was), step_label(scale, now))


def _compared(one: StakeholderRow, two: StakeholderRow) -> QWidget:
    parts: Iterable[str] = [_change(Position, one.position, two.position)]
    if one.influence != two.influence:
        words = _change(Influence, one.influence, two.influence)
        parts = [*parts, _("{rating}: {step}").format(rating=_("Influence"), step=words)]
    return column_of(label(one.name, wrap=True), prose(" · ".join(parts), "small"))
