"""What is on record with a stakeholder: promises both ways, what we did and plan, what was written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import CommitmentSide
from hdplanner.i18n import _, format_date, format_datetime
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pieces import label, set_margins
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.line_list import LineList, line_of, two_lines
from hdplanner.ui.stakeholders.name_fields import quoted
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import (
        ArgumentLine,
        CommitmentLine,
        EngagementLine,
        MessageLine,
        ProfileRow,
    )


class PromisesPanel(QWidget):
    """Ours first, the overdue on top."""

    def __init__(self, edits: ProfileEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.lines = LineList(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self.lines)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show the promises."""
        self.lines.show_rows(profile.commitments, profile.row.id)

    def begin(self) -> None:
        """Promises are recorded with a meeting, not here."""

    def wear(self, theme: Theme) -> None:
        """Nothing of its own has a colour."""

    def _line(self, promise: CommitmentLine) -> QWidget:
        """Whose promise, in its words, with how it stands."""
        overdue = promise.is_overdue(self._edits.base.today())
        status = _("overdue") if overdue else words_for(promise.status).lower()
        side = _("Ours: {wording}") if promise.side is CommitmentSide.OURS else _("Theirs: {wording}")
        text = side.format(wording=in_own_direction(promise.wording))
        if promise.due_on:
            text = _("{promise} Due {day}.").format(promise=text, day=format_date(promise.due_on))
        made = QWidget()
        column = QVBoxLayout(made)
        set_margins(column, 6, 2, 0, 2)
        column.setSpacing(2)
        pill = label(status, "pill-danger" if overdue else "pill")
        head = QHBoxLayout()
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeading)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(label(text, wrap=True))
        return made


class EngagementPanel(QWidget):
    """What is to come, then what was; the messages in the words written for them, and what they answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.engagements = LineList(_engagement)
        self.messages = LineList(_message)
        self.arguments = LineList(_argument)
        self._titles = [label(_("Messages for them"), "small"), label(_("What they say against it"), "small")]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        for part in (
            self.engagements,
            self._titles[0],
            self.messages,
            self._titles[1],
            self.arguments,
        ):
            column.addWidget(part)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show what was done and is planned."""
        of = profile.row.id
        self.engagements.show_rows(profile.engagements, of)
        self.messages.show_rows(profile.messages, of)
        self.arguments.show_rows(profile.arguments, of)
        self._titles[0].setVisible(bool(profile.messages))
        self._titles[1].setVisible(bool(profile.arguments))

    def begin(self) -> None:
        """Engagements are planned in their own rooms, not here."""

    def wear(self, theme: Theme) -> None:
        """Nothing of its own has a colour."""


def _engagement(line: EngagementLine) -> QWidget:
    if line.starts_at is None:
        when = _("No date")
    elif line.date_only:
        when = format_date(line.starts_at.date())
    else:
        when = format_datetime(line.starts_at)
    above = " · ".join((when, words_for(line.channel), words_for(line.status)))
    return line_of(two_lines(line.title, line.message, above=above))


def _message(line: MessageLine) -> QWidget:
    above = " · ".join(part for part in (line.title, line.language, words_for(line.status)) if part)
    return line_of(two_lines(line.core_line or line.title, "", above=above))


def _argument(line: ArgumentLine) -> QWidget:
    reply = _("Our reply: {reply}").format(reply=line.reply) if line.reply else ""
    return line_of(two_lines(quoted(line.argument), reply))
