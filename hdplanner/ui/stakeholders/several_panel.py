"""What several stakeholders have in common, and what can be changed for all of them as one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.values import ActorType, Level, Sensitivity, StakeholderKind
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, LineField
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.stakeholders.models import choices_of
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

MIXED = "(mixed)"
"""As `services.profiles.MIXED`: the members differ."""


class SeveralPanel(QWidget):
    """A field a fact: the value that all share, or "Mixed"."""

    def __init__(self, edits: ProfileEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._ids: tuple[str, ...] = ()
        self._title = label("", "lead")
        grid = FactGrid()
        unsaid = _("Not said")
        self.fields: dict[str, Any] = {
            "kind": grid.add(_("Kind"), _choice(_("Kind"), choices_of(StakeholderKind))),
            "actor_type": grid.add(_("Type"), _choice(_("Type"), choices_of(ActorType, empty=unsaid))),
            "level": grid.add(_("Level"), _choice(_("Level"), choices_of(Level, empty=unsaid))),
            "country": grid.add(_("Country"), LineField(_("Country"))),
            "sensitivity": grid.add(
                _("Marking"), _choice(_("Marking"), choices_of(Sensitivity, empty=_("As the plan")))
            ),
        }
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        self.owner = grid.add(_("Owner"), LineField(_("Owner of all"), _("Who of us cares for them")))
        self.owner.committed.connect(self._on_owner)
        self._leave = button(_("Take them out of this plan"), lambda: edits.base.leave(self._ids), "link")
        self._leave.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        hint = _("Drag one of them on the grid and all go along. A change here is made to all, as one step.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(grid)
        column.addWidget(self._leave)
        column.addStretch(1)

    def show_ids(self, ids: Sequence[str], editable: bool) -> None:
        """Show how many there are, and what they share."""
        if self._ids != tuple(ids):
            self.owner.show_value("")
        self._ids = tuple(ids)
        count = len(ids)
        self._title.setText(
            ngettext("{count} stakeholder", "{count} stakeholders", count).format(count=count)
        )
        self.setEnabled(editable)
        shared = self._edits.shared(self._ids)
        for name, field in self.fields.items():
            value = shared.get(name, MIXED)
            if name == "country":
                field.setPlaceholderText(_("Mixed") if value == MIXED else "")
                field.show_value("" if value == MIXED else value)
            else:
                field.show_value(value)

    def _on_committed(self, name: str, value: object) -> None:
        if value != MIXED:
            self._edits.base.fact(self._ids, **{name: value})

    def _on_owner(self, name: str) -> None:
        self._edits.own_all(self._ids, name)


def _choice(title: str, choices: list[tuple[object, str]]) -> ChoiceField:
    return ChoiceField(title, [(MIXED, _("Mixed")), *choices])
