"""Who reaches them: the best routes from us to a stakeholder, each step explained, the first of them a plan in one click.

Looked for a moment after the stakeholder is shown, so that walking through the grid is never slowed down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.pieces import button, label, set_margins
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.line_list import LineList, two_lines
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.network import RouteRow
    from hdplanner.services.profile_rows import ProfileRow

_PAUSE_MS = 120
_COUNT = 3


class RoutesPanel(QWidget):
    """At most three routes, the best first."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._editable = False
        self._first: RouteRow | None = None
        self._numbers: dict[int, int] = {}
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.look)
        self._words = label("", "small", wrap=True)
        self.lines = LineList(self._line, most=_COUNT)
        self.plan = _small_link(_("Make route 1 the plan"))
        self.plan.clicked.connect(self._on_plan)
        self.why = _small_link("")
        self.why.clicked.connect(self._on_why)
        self._explained = False
        self.network = _small_link(_("Show in the network"))
        self.network.clicked.connect(self._on_network)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        for part in (self.lines, self._words, self.why, self.plan, self.network):
            column.addWidget(part)
        self.plan.hide()
        self.why.hide()

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Look for the routes to a stakeholder, soon."""
        if self._profile is None or self._profile.row.id != profile.row.id:
            self._show((), "", _("Looking for routes …"))
        self._profile, self._editable = profile, editable
        self._pause.start()

    def begin(self) -> None:
        """There is nothing to write here: the way on is the network."""
        self.network.setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Nothing of its own has a colour."""

    def look(self) -> None:
        """Look for the routes now."""
        self._pause.stop()
        if self._profile is None or not self._edits.context.gateway.is_open:
            return  # the file may be closed while the pause lasts
        row = self._profile.row
        if row.do_not_approach or row.at_risk:
            self._show((), row.id, _("Kept off every route: do not approach, or at risk."))
            return
        try:
            found = self._edits.routes(row.id, _COUNT)
        except PlannerError as error:
            self._show((), row.id, str(error))
            return
        self._show(tuple(found.routes), row.id, "" if found.routes else self._none(len(found.missing_links)))

    def _show(self, routes: tuple[RouteRow, ...], of: str, words: str) -> None:
        self._first = routes[0] if routes else None
        self._numbers = {id(route): number for number, route in enumerate(routes, 1)}
        self.lines.show_rows((), of)
        self.lines.show_rows(routes, of)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.why.setText(_("Only the stations") if self._explained else _("Explain each step"))
        self.why.setVisible(bool(routes))
        self.plan.setVisible(bool(routes) and self._editable)

    def _none(self, missing: int) -> str:
        if not missing:
            return _("Nobody of ours reaches them within three steps.")
        words = ngettext(
            "Nobody of ours reaches them yet; {count} stakeholder could open a way.",
            "Nobody of ours reaches them yet; {count} stakeholders could open a way.",
            missing,
        )
        return words.format(count=missing)

    def _line(self, route: RouteRow) -> QWidget:
        """The stations in their order; why each step holds is said by the tip, and below where it is asked for."""
        made = QWidget()
        row = QHBoxLayout(made)
        set_margins(row, 6, 0, 0, 0)
        row.setSpacing(8)
        number = label(str(self._numbers.get(id(route), 0)), "heading")
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        stations = [step.from_name for step in route.steps]
        through = (" ← " if is_mirrored() else " → ").join(stations)
        why = " ".join(step.why for step in route.steps)
        text = two_lines(through, why if self._explained else "")
        text.setToolTip(why)
        text.setAccessibleName(
            _("Route {number}: {stations}. {why}").format(number=number.text(), stations=through, why=why)
        )
        row.addWidget(text, 1)
        return made

    def _on_why(self) -> None:
        self._explained = not self._explained
        self.look()

    def _on_plan(self) -> None:
        if self._profile is None or self._first is None:
            return
        made = self._edits.plan_route(self._profile.row.id, self._first.steps)
        if made:
            words = ngettext(
                "{count} step is planned with {name}.", "{count} steps are planned with {name}.", len(made)
            )
            self._edits.context.tell(words.format(count=len(made), name=self._profile.row.name))

    def _on_network(self) -> None:
        if self._profile is not None:
            self._edits.context.navigate("network", self._profile.row.id)


def _small_link(text: str) -> QPushButton:
    made = button(text, lambda: None, "link")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
