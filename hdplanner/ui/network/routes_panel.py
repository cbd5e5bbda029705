"""Who blocks, and who reaches them: the best routes from us to one stakeholder, and who matters for them.

Looks for routes in what the room has read; the file is changed only by "Make this the plan".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.form import ChoiceField, stacked
from hdplanner.ui.common.pieces import button
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.models import first_target, leading, told_apart
from hdplanner.ui.network.parts import MARGINS, Lines, column_of, link, prose, row_of, under
from hdplanner.ui.network.route_card import RouteCard

if TYPE_CHECKING:
    from hdplanner.services.network import MissingLink, NamedRow, Network, RouteRow, RoutesFound

_STEPS, _COUNT, _LINKS = 3, 5, 3


class RoutesPanel(QWidget):
    """The target, the routes to it, and below them whom to win, whom all hang on, and who is spared."""

    highlighted = Signal(list)
    """The keys along the route that the drawing is to lift; empty for none."""
    chosen = Signal(str)
    """The person wants to go to a stakeholder."""

    def __init__(self, context: AppContext, edits: NetworkEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._edits = edits
        self._theme = context.appearance.theme
        self._network: Network | None = None
        self._editable = False
        self._kept: tuple[str, ...] = ()
        self.cards: list[RouteCard] = []
        self.target = ChoiceField(_("Who is to be reached"), [])
        self.target.committed.connect(self._on_target)
        steps = [
            (number, ngettext("at most {count} step", "at most {count} steps", number).format(count=number))
            for number in (1, 2, 3)
        ]
        self.steps = ChoiceField(_("How many steps at most"), steps)
        self.steps.show_value(_STEPS)
        self.steps.committed.connect(lambda _value: self.look())
        self._none = prose("", "muted")
        self._routes = Lines(_("Best routes"))
        self._links = Lines(_("If we reached one of these"))
        self._points = Lines(_("All routes hang on"))
        self._avoided = Lines(_("Not used"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(12)
        column.addWidget(prose(_("Who blocks, and who reaches them?"), "lead"))
        self._asked = stacked(_("To reach"), self.target)
        column.addWidget(self._asked)
        column.addWidget(self.steps)
        column.addWidget(self._none)
        for part in (self._routes, self._links, self._points, self._avoided):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def target_id(self) -> str | None:
        """Who is to be reached."""
        found: str | None = self.target.value()
        return found

    def show_network(self, network: Network, *, editable: bool) -> None:
        """Look for routes in another network, to the same one where it is still there."""
        first = self._network is None
        self._network, self._editable = network, editable
        order = leading(network.nodes)
        held = self.target_id if self.target_id in {row.id for row in order} else None
        if first or held is None:
            held = first_target(order)
        self.target.set_choices(told_apart(order))
        self.target.show_value(held)
        self._asked.setVisible(bool(order))
        self.steps.setVisible(bool(order))
        self.look()

    def ask(self, target_id: str) -> None:
        """Look for the routes to somebody."""
        self.target.show_value(target_id)
        self._kept = ()
        self.look()

    def look(self) -> None:
        """Look for the routes now, and show them."""
        if self._network is None or self.target_id is None:
            self._say(_("Add stakeholders first; then routes to those who decide are found here."))
            return
        from hdplanner.services import network as service

        try:
            steps = self.steps.value() or _STEPS
            found = service.routes(self._network, self.target_id, steps=steps, count=_COUNT)
        except PlannerError as error:
            self._say(str(error))
            return
        self._show(found)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        if self._network is not None:
            self.look()

    # -- what is shown

    def _show(self, found: RoutesFound) -> None:
        self.cards = [self._card(number, route) for number, route in enumerate(found.routes, 1)]
        self._none.setText("" if found.routes else self._why_none(found))
        self._none.setVisible(not found.routes)
        self._routes.show_lines(self.cards)
        links = [] if len(found.routes) >= _COUNT and found.routes[0].score >= 1 else found.missing_links
        self._links.show_lines(self._link(one) for one in links[:_LINKS])
        self._points.show_lines(self._named(one) for one in found.single_points)
        self._avoided.show_lines(self._named(one) for one in found.avoided)
        self._keep(self._kept)

    def _say(self, words: str) -> None:
        self.cards = []
        self._none.setText(words)
        self._none.show()
        for part in (self._routes, self._links, self._points, self._avoided):
            part.show_lines(())
        self._keep(())

    def _why_none(self, found: RoutesFound) -> str:
        network = self._network
        assert network is not None
        target = next(row for row in network.nodes if row.id == found.target_id)
        if target.do_not_approach:
            return _("No route is looked for: {name} is marked “Do not approach”.").format(name=target.name)
        if target.at_risk:
            return _("No route is looked for: {name} is at risk.").format(name=target.name)
        if not network.relations:
            return _(
                "No relation of our messengers is recorded yet. Select a stakeholder and record who of us knows it."
            )
        if found.missing_links:
            return _("Nobody of ours reaches them yet. The stakeholders below could open a way.")
        return _(
            "Nobody of ours reaches them in so few steps. Draw the ties that lead to them, or allow more."
        )

    def _card(self, number: int, route: RouteRow) -> RouteCard:
        card = RouteCard(number, route, self._theme, editable=self._editable)
        card.pointed.connect(lambda on: self.highlighted.emit(card.stations() if on else list(self._kept)))
        card.chosen.connect(lambda: self._on_chosen(card))
        card.plan_wanted.connect(lambda: self._on_plan(card.route))
        return card

    def _link(self, one: MissingLink) -> QWidget:
        plan = button(_("Plan a first contact"), partial(self._on_first_contact, one.id, one.name), "link")
        plan.setEnabled(self._editable)
        name = link(one.name, partial(self.chosen.emit, one.id), quiet=True)
        return column_of(
            row_of(name, QWidget(), stretch=1), under(one.why), row_of(plan, QWidget(), stretch=1)
        )

    def _named(self, one: NamedRow) -> QWidget:
        name = link(one.name, partial(self.chosen.emit, one.id), quiet=True)
        return column_of(row_of(name, QWidget(), stretch=1), under(one.why))

    # -- what happens

    def _on_target(self, _value: object) -> None:
        self._kept = ()
        self.look()
        if self.target_id is not None and not self.cards:
            self.highlighted.emit([self.target_id])

    def _on_chosen(self, card: RouteCard) -> None:
        self._keep(() if card.is_kept else card.stations())

    def _keep(self, stations: Sequence[str]) -> None:
        """Keep a route on the drawing; one that is gone after an edit is kept no more."""
        known = [tuple(card.stations()) for card in self.cards]
        self._kept = tuple(stations) if tuple(stations) in known else ()
        for card in self.cards:
            card.keep(bool(self._kept) and tuple(card.stations()) == self._kept)
        self.highlighted.emit(list(self._kept))

    def _on_plan(self, route: RouteRow) -> None:
        if self.target_id is None:
            return
        made = self._edits.plan_route(self.target_id, route.steps)
        if made is None:
            return
        words = ngettext(
            "{count} activity is planned, to reach {name}.",
            "{count} activities are planned in order, to reach {name}.",
            len(made),
        )
        name = route.steps[-1].to_name
        self._context.tell(words.format(count=len(made), name=name), _("Undo"), self._context.gateway.undo)

    def _on_first_contact(self, row_id: str, name: str) -> None:
        if self._edits.plan_first_contact(row_id, name) is not None:
            words = _("A first contact with {name} is planned.").format(name=name)
            self._context.tell(words, _("Undo"), self._context.gateway.undo)
