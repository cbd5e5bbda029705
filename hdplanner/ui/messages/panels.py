"""The inspector of the Messages room: the facts of a message, those of a proof point, and where the message is planned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import ActivityStatus, Disclosure, Sensitivity
from hdplanner.i18n import _, format_date, ngettext
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, LineField, ProseField, WrapField
from hdplanner.ui.common.pieces import button, empty, hairline, label, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.models import joined, state_line

if TYPE_CHECKING:
    from datetime import date

    from hdplanner.services.message_around import UseRow
    from hdplanner.services.message_house import ProofRow
    from hdplanner.ui.messages.source import MessageSource


_OVER = (ActivityStatus.DONE, ActivityStatus.CANCELLED)
_MOST = 8
"""So many activities are named, those to come first."""


class MessageFacts(QWidget):
    """What is true of the whole message."""

    def __init__(self, edits: MessageEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._id = ""
        grid = FactGrid()
        plan = _("As the plan")
        self.fields: dict[str, Any] = {
            "objective_id": grid.add(_("Objective"), ChoiceField(_("Objective"), [])),
            "ask_id": grid.add(_("Ask"), ChoiceField(_("Ask"), [])),
            "owner_id": grid.add(_("Owner"), ChoiceField(_("Owner"), [])),
            "language": grid.add(_("Language"), LineField(_("Language"))),
            "disclosure": grid.add(_("May be said"), ChoiceField(_("May be said"), choices_of(Disclosure))),
            "sensitivity": grid.add(
                _("Marking"), ChoiceField(_("Marking"), choices_of(Sensitivity, empty=plan))
            ),
            "expires_on": grid.add(_("Valid until"), DateField(_("Valid until"), theme)),
            "note": grid.add(_("Notes"), ProseField(_("Notes"), "", 1)),
        }
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(grid)

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        """Show the facts of the message that is chosen."""
        from hdplanner.services.languages import language_name

        if source.house is None:
            return
        row = source.house.row
        self._id = row.id
        self.setEnabled(editable)
        nothing: list[tuple[object, str]] = [(None, _("None"))]
        self.fields["objective_id"].set_choices(nothing + [(key, title) for key, title in source.objectives])
        self.fields["ask_id"].set_choices(nothing + [(one.id, one.action) for one in source.asks])
        nobody: list[tuple[object, str]] = [(None, _("Nobody"))]
        self.fields["owner_id"].set_choices(nobody + [(one.id, one.name) for one in source.members])
        for name, field in self.fields.items():
            value = getattr(row, name)
            field.show_value(language_name(value) if name == "language" else value)

    def _on_committed(self, name: str, value: Any) -> None:
        if self._id:
            self._edits.update(self._id, **{name: value})


class ProofFacts(QWidget):
    """The proof point that the focus is on: where it is from, and whether it still holds."""

    def __init__(self, edits: MessageEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._id = self._message = ""
        self._words = label("", "muted", wrap=True)
        grid = FactGrid()
        plan = _("As the plan")
        self.fields: dict[str, Any] = {
            "source": grid.add(_("Source"), WrapField(_("Source of the proof point"), _("Where it stands"))),
            "source_on": grid.add(_("Dated"), DateField(_("Date of the source"), theme)),
            "disclosure": grid.add(
                _("May be said"),
                ChoiceField(_("Whether the proof point may be said"), choices_of(Disclosure)),
            ),
            "sensitivity": grid.add(
                _("Marking"),
                ChoiceField(_("Marking of the proof point"), choices_of(Sensitivity, empty=plan)),
            ),
            "withdrawn_on": grid.add(
                _("Withdrawn"), DateField(_("Day on which the proof point was withdrawn"), theme)
            ),
        }
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        self._used = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (label(_("Proof point"), "heading"), self._words, grid, self._used):
            column.addWidget(part)

    def show_row(self, row: ProofRow | None, source: MessageSource, *, editable: bool) -> None:
        """Show a proof point; hidden without one."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._id, self._message = row.id, source.chosen
        self.setEnabled(editable)
        self._words.setText(in_own_direction(row.text))
        for name, field in self.fields.items():
            field.show_value(getattr(row, name))
        titles = [one.title for one in source.rows if one.id in row.used_by and one.id != source.chosen]
        used = _("Also below: {messages}").format(messages=", ".join(titles))
        self._used.setText(used if titles else "")
        self._used.setVisible(bool(titles))

    def _on_committed(self, name: str, value: object) -> None:
        if self._id:
            self._edits.update_part("proof_point", self._id, self._message, **{name: value})


class MessagePanel(QWidget):
    """What the shell puts into its inspector."""

    def __init__(
        self,
        edits: MessageEdits,
        theme: Theme,
        today: date,
        go: Callable[[str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._go = today, go
        self.facts = MessageFacts(edits, theme)
        self.proof = ProofFacts(edits, theme)
        self._title = label("", "lead", wrap=True)
        self._state = label("", "small", wrap=True)
        self._line = hairline()
        self._uses = QVBoxLayout()
        self._uses.setSpacing(4)
        self._nothing = label(_("Choose a message to see its facts."), "muted", wrap=True)
        self._filled = QWidget()
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(8)
        for part in (self._title, self._state, self.facts, self._line, self.proof, hairline()):
            filled.addWidget(part)
        filled.addWidget(label(_("Planned in"), "heading"))
        filled.addLayout(self._uses)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self._nothing)
        column.addWidget(self._filled)
        column.addStretch(1)

    def show_source(self, source: MessageSource, proof_id: str, *, editable: bool) -> None:
        """Show the message that is chosen, and a proof point of it."""
        self._nothing.setVisible(source.house is None)
        self._filled.setVisible(source.house is not None)
        if source.house is None:
            return
        row = source.house.row
        self._title.setText(in_own_direction(row.title))
        self._state.setText(state_line(row, self._today))
        self.facts.show_source(source, editable=editable)
        found = next((one.proof for one in source.house.floor if one.proof.id == proof_id), None)
        self.proof.show_row(found, source, editable=editable)
        self._line.setVisible(found is not None)
        empty(self._uses)
        uses = sorted(source.uses, key=lambda use: use.status in _OVER)
        for use in uses[:_MOST]:
            self._uses.addWidget(self._use(use))
        more = len(uses) - _MOST
        if more > 0:
            text = ngettext("and {number} more", "and {number} more", more).format(number=more)
            self._uses.addWidget(label(text, "small"))
        if not uses:
            self._uses.addWidget(label(_("No activity carries this message yet."), "muted", wrap=True))

    def _use(self, use: UseRow) -> QWidget:
        """What is planned, in two lines, and the way there."""
        title = use.title or use.audience or _("An activity")
        day = format_date(use.on) if use.on else _("not scheduled")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(in_own_direction(title), wrap=True))
        words.addWidget(label(joined(use.audience, day, words_for(use.status)), "small", wrap=True))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 4)
        row.addLayout(words, 1)
        go = button(_("Go"), partial(self._go, "activity", use.id), "link")
        named(go, _("Go to {activity}").format(activity=title))
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return made
