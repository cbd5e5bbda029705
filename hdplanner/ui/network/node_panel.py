"""One stakeholder in the network, in the inspector: its ties in and out, who of us knows it, and how central it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Influence, Position, Relationship, Strength, TieSign
from hdplanner.i18n import _, format_date, format_number
from hdplanner.ui.common.pieces import button, hairline, icon_button, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.network.edits import NetworkEdits
from hdplanner.ui.network.parts import MARGINS, Lines, column_of, link, prose, row_of, under
from hdplanner.ui.network.relation_card import RelationCard

if TYPE_CHECKING:
    from hdplanner.services.network import MeasureRow, Network
    from hdplanner.services.relations import RelationRow
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.services.ties import TieRow


class NodePanel(QWidget):
    """Shows one stakeholder; goes to others and to ties on request."""

    chosen = Signal(str)
    """The person wants to go to another stakeholder."""
    tie_chosen = Signal(str)
    routes_wanted = Signal(str)
    profile_wanted = Signal(str)

    def __init__(self, edits: NetworkEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._id = ""
        self._editable = False
        self.words_only = False
        self.measure_of: Callable[[str], MeasureRow | None] = lambda _id: None
        self._title = prose("", "lead")
        self._standing = prose("", "muted")
        self._care = prose("", "warning")
        self.routes = button(_("Who reaches them?"), lambda: self.routes_wanted.emit(self._id))
        self.profile = button(_("Open in Stakeholders"), lambda: self.profile_wanted.emit(self._id), "link")
        self.out = Lines(_("Reaches"), _("No tie from here yet. Press T, or pull from the round handle."))
        self.into = Lines(_("Is reached by"))
        self.ours = Lines(_("Who of us knows them"), _("Nobody yet."))
        self.card = RelationCard(edits, theme)
        self.measures = button(_("How central?"), self._on_measures, "link")
        self._measures = prose("", "small")
        for one in (self.profile, self.measures):
            one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._lay_out()

    def show_node(self, row: StakeholderRow, network: Network, *, editable: bool) -> None:
        """Show a stakeholder as the network has it."""
        other = row.id != self._id
        self._id, self._editable = row.id, editable
        self._title.setText(row.name)
        self._standing.setText(_standing(row))
        self._care.setText(_care(row))
        self._care.setVisible(bool(self._care.text()))
        self.routes.setVisible(not row.movement)
        ties = sorted(network.ties, key=lambda tie: -(tie.strength or 0))
        self.out.show_lines(self._tie(tie, out=True) for tie in ties if tie.source_id == row.id)
        self.into.show_lines(self._tie(tie, out=False) for tie in ties if tie.target_id == row.id)
        known = [one for one in network.relations if one.stakeholder_id == row.id]
        self.ours.show_lines(self._relation(one) for one in sorted(known, key=_closeness))
        own = [one for one in network.messengers if one.stakeholder_id != row.id]
        self.card.show_for(row.id, own, editable=editable, renew=other)
        if other or self.words_only:
            self._measures.hide()
            self.measures.setVisible(not self.words_only)
        elif self._measures.isVisible():
            self._on_measures()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme, in what is shown next."""
        self._theme = theme
        self.card.level.wear(theme)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        for text in (self._title, self._standing, self._care):
            column.addWidget(text)
        ways = WrapLayout(spacing=4)
        ways.addWidget(self.routes)
        ways.addWidget(self.profile)
        column.addLayout(ways)
        for part in (hairline(), self.out, self.into, hairline(), self.ours, self.card):
            column.addWidget(part)
        column.addWidget(self.measures)
        column.addWidget(self._measures)
        column.addStretch(1)

    def _tie(self, tie: TieRow, *, out: bool) -> QWidget:
        other, name = (tie.target_id, tie.target) if out else (tie.source_id, tie.source)
        go = link(name, partial(self.chosen.emit, other))
        change = _("Show the tie with {name}").format(name=name)
        opener = icon_button(self._theme, "edit", change, partial(self.tie_chosen.emit, tie.id))
        text = column_of(go, under(tie_words(tie)))
        return named(row_of(text, opener), f"{words_for(tie.kind)}: {name}")

    def _relation(self, row: RelationRow) -> QWidget:
        parts = [step_label(Relationship, row.level)]
        parts += [_("strained")] if row.strained else []
        parts += [_("seen {day}").format(day=format_date(row.seen_on))] if row.seen_on else []
        text = column_of(prose(row.messenger), prose(" · ".join(parts), "small"))
        if not self._editable:
            return text
        change = _("Change what we know of {name} and them").format(name=row.messenger)
        drop = _("Take back what was recorded of {name}").format(name=row.messenger)
        edit = icon_button(self._theme, "edit", change, lambda: self.card.start(row))
        away = icon_button(self._theme, "clear", drop, lambda: self._edits.delete_relation(row.id, self._id))
        return row_of(text, edit, away)

    def _on_measures(self) -> None:
        found = self.measure_of(self._id)
        if found is None:
            return
        self._measures.setText(measure_words(found))
        self._measures.show()
        self.measures.hide()


def tie_words(tie: TieRow) -> str:
    """What a tie is, in one line: "Advises · Strong · high confidence"."""
    parts = [words_for(tie.kind)]
    if tie.sign is TieSign.OBSTRUCTING:
        parts.append(words_for(tie.sign))
    if tie.strength is not None:
        parts.append(step_label(Strength, tie.strength))
    if tie.confidence is not None:
        parts.append(_("{confidence} confidence").format(confidence=step_label(Confidence, tie.confidence)))
    return " · ".join(parts)


def measure_words(row: MeasureRow) -> str:
    """How central one is, with what the measures mean."""
    return _(
        "Neighbours (degree): {degree}. Stands between others (betweenness, 0 to 1): {between}. "
        "Is near to all (closeness, 0 to 1): {near}."
    ).format(
        degree=format_number(row.degree),
        between=format_number(row.betweenness, 3),
        near=format_number(row.closeness, 3),
    )


def _standing(row: StakeholderRow) -> str:
    if row.movement:
        return _("Component of the Movement, not rated")
    parts = [step_label(Position, row.position)]
    if row.influence is not None:
        influence = step_label(Influence, row.influence)
        parts.append(_("{rating}: {step}").format(rating=_("Influence"), step=influence))
    parts += [row.holder] if row.holder else []
    return " · ".join(parts)


def _care(row: StakeholderRow) -> str:
    if row.do_not_approach:
        return _("Do not approach. No route passes here.")
    return _("At risk. No route passes here.") if row.at_risk else ""


def _closeness(row: RelationRow) -> tuple[int, str]:
    return (-(row.level or 0), row.messenger.casefold())
