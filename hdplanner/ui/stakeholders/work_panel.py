"""Our work with a stakeholder: who holds the post, who of us cares, the next step, roles, meetings, promises, ties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import CommitmentSide, StakeholderKind, StakeholderRoleValue
from hdplanner.i18n import _, format_date, format_datetime
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import DateField, LineField, ProseField
from hdplanner.ui.common.pieces import button, empty, label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.dialogs import HolderCard
from hdplanner.ui.stakeholders.edits import StakeholderEdits

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import CommitmentLine, ProfileRow, TieLine

_LINES = 5


class _RolesButton(QToolButton):
    """Shows as many of the roles as there is room for; its menu holds all."""

    def __init__(self) -> None:
        super().__init__()
        with_look(self, "bare")
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_roles(self, whole: str) -> None:
        """Show a list of roles in words."""
        self._whole = whole
        self.setToolTip(whole)
        named(self, _("Roles: {roles}").format(roles=whole))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the leading edge, as the fields around it."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        way = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(5, 0, -5, 0), int(way), self.text())

    def _fit(self) -> None:
        room = max(20, self.width() - 14)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class WorkPanel(QWidget):
    """Holder, owner, next step and roles: what one asks for first."""

    def __init__(self, edits: StakeholderEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._grid = FactGrid()
        self._holder = label("", wrap=True)
        self._change = button(_("New holder…"), self._on_change, "link")
        self._holder_row = _below(self._holder, self._change)
        self.holder_card = HolderCard(theme)
        self.holder_card.held.connect(self._on_held)
        self._grid.add(_("Holder"), self._holder_row)
        self._grid.add_wide(self.holder_card)
        self.owner = self._grid.add(_("Owner"), LineField(_("Owner"), _("Who of us cares for them")))
        self.next_step = self._grid.add(_("Next step"), ProseField(_("Next step"), _("What we do next"), 1))
        self.next_on = self._grid.add(_("By"), DateField(_("Next step by"), theme))
        self.roles = _RolesButton()
        self.roles.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.roles.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.roles.setMenu(self._roles_menu())
        self._grid.add(_("Roles"), self.roles)
        self.owner.committed.connect(lambda name: self._edits.own(self._id(), name))
        self.next_step.committed.connect(lambda text: self._edits.work(self._id(), next_step=text))
        self.next_on.committed.connect(lambda day: self._edits.work(self._id(), next_on=day))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show a stakeholder."""
        self._profile = profile
        self.setEnabled(editable)
        self.holder_card.hide()
        is_post = profile.row.kind is StakeholderKind.POST
        self._grid.show_field(self._holder_row, is_post or bool(profile.holders))
        self._holder.setText(_holder(profile))
        self.owner.show_value(profile.row.owner)
        self.next_step.show_value(profile.row.next_step)
        self.next_on.show_value(profile.next_on)
        self._show_roles(profile.row.roles)

    def _id(self) -> str:
        return self._profile.row.id if self._profile else ""

    def _roles_menu(self) -> QMenu:
        menu = QMenu(self)
        self._role_actions: dict[StakeholderRoleValue, QAction] = {}
        for role in StakeholderRoleValue:
            action = menu.addAction(words_for(role))
            action.setCheckable(True)
            action.triggered.connect(self._on_roles)
            self._role_actions[role] = action
        return menu

    def _show_roles(self, roles: tuple[StakeholderRoleValue, ...]) -> None:
        for role, action in self._role_actions.items():
            action.setChecked(role in roles)
        whole = ", ".join(words_for(role) for role in roles) or _("None said")
        self.roles.show_roles(whole)

    def _on_roles(self) -> None:
        chosen = [role for role, action in self._role_actions.items() if action.isChecked()]
        self._edits.roles(self._id(), chosen)

    def _on_change(self) -> None:
        self.holder_card.start()

    def _on_held(self, name: str, since: date | None) -> None:
        self._edits.hold(self._id(), name, since)


class RecordPanel(QWidget):
    """Meetings, promises and ties, newest first: to read, and to go from."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_profile(self, profile: ProfileRow, today: date) -> None:
        """Show what is on record with a stakeholder."""
        empty(self._column)
        self.setVisible(bool(profile.engagements or profile.commitments or profile.ties))
        if profile.engagements:
            self._head(_("Meetings"))
            for meeting in profile.engagements[:_LINES]:
                when = format_datetime(meeting.starts_at) if meeting.starts_at else _("No date")
                self._column.addWidget(_pair(when, meeting.title))
        if profile.commitments:
            self._head(_("Promises"))
            for promise in profile.commitments[:_LINES]:
                self._column.addWidget(_promise(promise, today))
        if profile.ties:
            self._head(_("Ties"))
            for tie in profile.ties[:_LINES]:
                self._column.addWidget(self._tie(tie))
            if len(profile.ties) > _LINES:
                more = _("and {count} more").format(count=len(profile.ties) - _LINES)
                self._column.addWidget(label(more, "small"))

    def _head(self, title: str) -> None:
        if self._column.count():
            self._column.addSpacing(8)
        self._column.addWidget(label(title, "heading"))

    def _tie(self, tie: TieLine) -> QWidget:
        """The kind of the tie, which way it runs, and the other end, to go to."""
        kind = words_for(tie.kind)
        text = _("{kind} →") if tie.outgoing else _("← {kind}")
        other = button(tie.other, lambda: self._context.navigate("stakeholder", tie.other_id), "link")
        other.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = _below(label(text.format(kind=kind), "small"), other)
        named(row, _("{kind}: {name}").format(kind=kind, name=tie.other))
        return row


def _below(first: QWidget, second: QWidget) -> QWidget:
    """One above the other, both at the leading edge."""
    made = QWidget()
    column = QVBoxLayout(made)
    set_margins(column, 4, 4, 0, 0)
    column.setSpacing(0)
    column.addWidget(first)
    column.addWidget(second)
    return made


def _pair(small: str, text: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    set_margins(column, 6, 0, 0, 2)
    column.setSpacing(0)
    column.addWidget(label(text, wrap=True))
    column.addWidget(label(small, "small"))
    return made


def _promise(promise: CommitmentLine, today: date) -> QWidget:
    """Whose promise, in its words, with how it stands."""
    overdue = promise.is_overdue(today)
    status = _("overdue") if overdue else words_for(promise.status).lower()
    pill = label(status, "pill-danger" if overdue else "pill")
    side = _("Ours: {wording}") if promise.side is CommitmentSide.OURS else _("Theirs: {wording}")
    text = side.format(wording=promise.wording)
    if promise.due_on:
        text = _("{promise} Due {day}.").format(promise=text, day=format_date(promise.due_on))
    made = QWidget()
    row = QHBoxLayout(made)
    set_margins(row, 6, 2, 0, 2)
    row.setSpacing(8)
    row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, wrap=True), 1)
    return made


def _holder(profile: ProfileRow) -> str:
    if not profile.holders or not profile.row.holder:
        return _("Not recorded")
    since = profile.holders[0].since_on
    if since is None or profile.holders[0].name != profile.row.holder:
        return profile.row.holder
    return _("{name}, since {day}").format(name=profile.row.holder, day=format_date(since))
