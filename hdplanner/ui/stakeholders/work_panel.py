"""Our work with a stakeholder: who holds the post, who of us cares for them, the next step, the roles they play."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.values import StakeholderKind, StakeholderRoleValue
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.checks_field import ChecksField
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import DateField, LineField, ProseField
from hdplanner.ui.common.pieces import button, label, set_margins
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.dialogs import HolderCard
from hdplanner.ui.stakeholders.edits import StakeholderEdits

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


class WorkPanel(QWidget):
    """Holder, owner, next step and roles: what one asks for first."""

    def __init__(self, edits: StakeholderEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._grid = FactGrid()
        self._holder = label("", wrap=True)
        self._change = button(_("New holder…"), self._on_change, "link")
        self._change.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._holder_row = _below(self._holder, self._change)
        self.holder_card = HolderCard(theme)
        self.holder_card.held.connect(self._on_held)
        self._grid.add(_("Holder"), self._holder_row)
        self._grid.add_wide(self.holder_card)
        self.owner = self._grid.add(_("Owner"), LineField(_("Owner"), _("Who of us cares for them")))
        self.next_step = self._grid.add(_("Next step"), ProseField(_("Next step"), _("What we do next"), 1))
        self.next_on = self._grid.add(_("By"), DateField(_("Next step by"), theme))
        self.roles = self._grid.add(_("Roles"), ChecksField(_("Roles"), StakeholderRoleValue))
        self.owner.committed.connect(lambda name: self._edits.own(self._id(), name))
        self.next_step.committed.connect(lambda text: self._edits.work(self._id(), next_step=text))
        self.next_on.committed.connect(lambda day: self._edits.work(self._id(), next_on=day))
        self.roles.committed.connect(lambda roles: self._edits.roles(self._id(), roles))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show a stakeholder. A new holder that is being written stays while it is the same one."""
        if self._profile is None or self._profile.row.id != profile.row.id:
            self.holder_card.hide()
        self._profile = profile
        self.setEnabled(editable)
        is_post = profile.row.kind is StakeholderKind.POST
        self._grid.show_field(self._holder_row, is_post or bool(profile.holders))
        self._holder.setText(_holder(profile))
        self.owner.show_value(profile.row.owner)
        self.next_step.show_value(profile.row.next_step)
        self.next_on.show_value(profile.next_on)
        self.roles.show_value(profile.row.roles)

    def _id(self) -> str:
        return self._profile.row.id if self._profile else ""

    def _on_change(self) -> None:
        self.holder_card.start()

    def _on_held(self, name: str, since: date | None) -> None:
        self._edits.hold(self._id(), name, since)


def _below(first: QWidget, second: QWidget) -> QWidget:
    """One above the other, both at the leading edge."""
    made = QWidget()
    column = QVBoxLayout(made)
    set_margins(column, 4, 4, 0, 0)
    column.setSpacing(0)
    column.addWidget(first)
    column.addWidget(second)
    return made


def _holder(profile: ProfileRow) -> str:
    if not profile.holders or not profile.row.holder:
        return _("Not recorded")
    since = profile.holders[0].since_on
    if since is None or profile.holders[0].name != profile.row.holder:
        return profile.row.holder
    return _("{name}, since {day}").format(name=profile.row.holder, day=format_date(since))
