"""Ties of a stakeholder in and out, to go to, add, mend and take away; and the coalitions it is in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Strength, TieKind, TieSign
from hdplanner.i18n import _, format_date, ngettext
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, ProseField, WrapField
from hdplanner.ui.common.pieces import button, icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.line_list import LineList, line_of
from hdplanner.ui.stakeholders.models import choices_of, steps_of
from hdplanner.ui.stakeholders.name_fields import CompletedLine
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import CoalitionLine, ProfileRow, TieLine


class TiesPanel(QWidget):
    """A line a tie; a card below them for the one that is mended, another to add one."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._id = ""
        self._editable = False
        self.lines = LineList(self._line)
        self.card = TieCard(edits, theme)
        self.adder = _Adder(edits, theme)
        self.adder.name.entered.connect(self._on_added)
        self._together = label(_("Together with others"), "small")
        self.coalitions = LineList(self._coalition)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        for part in (self.lines, self.card, self.adder, self._together, self.coalitions):
            column.addWidget(part)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show the ties of a stakeholder."""
        if profile.row.id != self._id:
            self.card.hide()
            self.adder.name.clear()
        self._id = profile.row.id
        if editable != self._editable:
            self._editable = editable
            self.lines.renew()
        self.adder.setVisible(editable)
        self.lines.show_rows(profile.ties, self._id)
        self.card.renew(self._id, {tie.id: tie for tie in profile.ties})
        self._together.setVisible(bool(profile.coalitions))
        self.coalitions.show_rows(profile.coalitions, self._id)

    def begin(self) -> None:
        """A tie begins with the name of the other end."""
        self.adder.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.lines.renew()
        self.coalitions.renew()

    def _line(self, tie: TieLine) -> QWidget:
        """The kind of the tie, which way it runs, the other end to go to, and how sure it is."""
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        way = _("{kind} →") if tie.outgoing else _("← {kind}")
        column.addWidget(label(way.format(kind=words_for(tie.kind)), "small", wrap=True))
        go = partial(self._edits.context.navigate, "stakeholder", tie.other_id)
        column.addWidget(link(tie.other, go))
        column.addWidget(label(strength_words(tie), "small", wrap=True))
        named(text, _("{kind}: {name}").format(kind=words_for(tie.kind), name=tie.other))
        if not self._editable:
            return line_of(text)
        change = _("Change the tie with {name}").format(name=tie.other)
        drop = _("Take away the tie with {name}").format(name=tie.other)
        return line_of(
            text,
            icon_button(self._theme, "edit", change, lambda: self.card.start(self._id, tie)),
            icon_button(self._theme, "clear", drop, lambda: self._edits.delete_tie(self._id, tie.id)),
        )

    def _coalition(self, row: CoalitionLine) -> QWidget:
        members = ngettext("{count} member", "{count} members", row.members).format(count=row.members)
        words = _("{name} · {members}").format(name=row.name, members=members)
        return line_of(label(words, wrap=True))

    def _on_added(self, name: str) -> None:
        self._edits.add_tie(
            self._id, name, outgoing=bool(self.adder.way.value()), kind=self.adder.kind.value()
        )


class _Adder(QWidget):
    """One tie more: what kind, which way, with whom. Enter adds it."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ways: list[tuple[object, str]] = [(True, _("From here to")), (False, _("To here from"))]
        self.way = ChoiceField(_("Which way the tie runs"), ways)
        self.kind = ChoiceField(_("Kind of tie"), choices_of(TieKind))
        self.name = CompletedLine(_("The other end of the tie"), _("Name of a stakeholder"), edits.names)
        self.name.setMinimumWidth(60)
        bottom = QHBoxLayout()
        bottom.setSpacing(4)
        bottom.addWidget(self.name, 1)
        bottom.addWidget(icon_button(theme, "add", _("Add this tie"), self.name.enter))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.kind)
        column.addWidget(self.way)
        column.addLayout(bottom)


class TieCard(QFrame):
    """What we know of one tie. Each field commits by itself."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self._edits = edits
        self._of = self._id = ""
        self._title = label("", "heading", wrap=True)
        grid = FactGrid()
        unsaid: list[tuple[object, str]] = [(None, _("Not said, counts as low"))]
        self.fields: dict[str, Any] = {
            "kind": grid.add(_("Kind"), ChoiceField(_("Kind of tie"), choices_of(TieKind))),
            "sign": grid.add(_("Effect"), ChoiceField(_("Effect of the tie"), choices_of(TieSign))),
            "strength": grid.add(
                _("Strength"), ChoiceField(_("Strength"), unsaid + list(steps_of(Strength)))
            ),
            "confidence": grid.add(
                _("Confidence"), ChoiceField(_("Confidence"), unsaid + list(steps_of(Confidence)))
            ),
            "evidence": grid.add(_("Evidence"), ProseField(_("Evidence of the tie"), _("How we know"), 1)),
            "source": grid.add(_("Source"), WrapField(_("Source of the tie"), _("Who or what says so"))),
            "checked_on": grid.add(_("Checked"), DateField(_("Checked on"), theme)),
        }
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Done"), self.hide))
        column.addLayout(row)
        self.hide()

    def start(self, stakeholder_id: str, tie: TieLine) -> None:
        """Open with a tie."""
        self._of, self._id = stakeholder_id, tie.id
        self._show(tie)
        self.show()
        self.fields["kind"].setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self, stakeholder_id: str, ties: dict[str, TieLine]) -> None:
        """Show what the file holds now; close where the tie is gone."""
        tie = ties.get(self._id) if stakeholder_id == self._of else None
        if tie is None:
            self._id = ""
            self.hide()
        else:
            self._show(tie)

    def _show(self, tie: TieLine) -> None:
        way = _("To {name}") if tie.outgoing else _("From {name}")
        self._title.setText(way.format(name=tie.other))
        for name, field in self.fields.items():
            field.show_value(getattr(tie, name))

    def _on_committed(self, name: str, value: object) -> None:
        if self._id:
            self._edits.update_tie(self._of, self._id, **{name: value})


def link(text: str, go: Any) -> QWidget:
    """A name that one can go to; a long one is cut off where the panel ends, and told whole by its tip."""
    made = button(text, go, "link")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(40)
    made.setToolTip(text)
    return made


def strength_words(tie: TieLine) -> str:
    """How strong a tie is, how sure, when it was looked at: "Strong · high confidence · 5 May 2026"."""
    parts = []
    if tie.sign is TieSign.OBSTRUCTING:
        parts.append(words_for(tie.sign))
    if tie.strength is not None:
        parts.append(step_label(Strength, tie.strength))
    if tie.confidence is not None:
        parts.append(_("{confidence} confidence").format(confidence=step_label(Confidence, tie.confidence)))
    if tie.checked_on is not None:
        parts.append(_("checked {day}").format(day=format_date(tie.checked_on)))
    return " · ".join(parts) or _("Strength not said")
