"""The inspector of the Stakeholders room: one stakeholder on one page, or what several have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Position
from hdplanner.i18n import _, active_language
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.pieces import hairline, label, with_look
from hdplanner.ui.common.prose_field import TitleField
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.judgement_panel import JudgementPanel
from hdplanner.ui.stakeholders.marker_icons import marker_pixmap
from hdplanner.ui.stakeholders.models import subtitle
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits
from hdplanner.ui.stakeholders.profile_parts import profile_parts
from hdplanner.ui.stakeholders.section import Section
from hdplanner.ui.stakeholders.several_panel import SeveralPanel
from hdplanner.ui.stakeholders.work_panel import WorkPanel

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow

_OPEN = "profile.open"
"""The preference that keeps which sections are open: their keys, with commas."""


class ProfilePanel(QWidget):
    """One stakeholder: who, judgement and next step always; the rest in sections that fold away."""

    def __init__(self, context: AppContext, edits: ProfileEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.appearance.theme
        self._theme = theme
        self._settings = context.settings
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._mark = label()
        self.name = with_look(TitleField(_("Name")), "bare-title")
        self.name.committed.connect(self._on_named)
        self._other_name = label("", wrap=True)
        self._what = label("", "small", wrap=True)
        self._care = label("", "danger", wrap=True)
        self.work = WorkPanel(edits.base, theme)
        self.judgement = JudgementPanel(edits, theme)
        parts = profile_parts(edits, theme)
        kept = self._settings.views.get(_OPEN)
        opened = {part.key for part in parts if part.opened} if kept is None else set(kept.split(","))
        self.sections = {part.key: Section(part, theme, opened=part.key in opened) for part in parts}
        for section in self.sections.values():
            section.toggled.connect(self._on_toggled)
        self._opened = opened
        self._foot = label("", "small", wrap=True)
        self._lay_out()

    def show_profile(self, profile: ProfileRow, editable: bool, marking: str) -> None:
        """Show a stakeholder; another one brings no half-written text along."""
        self._profile = profile
        row = profile.row
        self.name.setReadOnly(not editable)
        self.name.show_value(row.name)
        self._show_other_name(profile)
        self._what.setText(subtitle(row))
        self._show_mark()
        self._show_care(profile)
        self.work.show_profile(profile, editable)
        self.judgement.show_profile(profile, editable)
        for section in self.sections.values():
            section.show_profile(profile, editable)
        shown = words_for(row.sensitivity) if row.sensitivity else marking
        self._foot.setText(_("{marking}. Write as if the person will read it.").format(marking=shown))

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._show_mark()
        self.judgement.wear(theme)
        for section in self.sections.values():
            section.wear(theme)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        for line in (self._other_name, self._what):
            line.setContentsMargins(6, 0, 6, 0)
            words.addWidget(line)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._care)
        column.addWidget(self.work)
        column.addWidget(hairline())
        column.addWidget(self.judgement)
        for section in self.sections.values():
            column.addWidget(hairline())
            column.addWidget(section)
        column.addWidget(hairline())
        column.addWidget(self._foot)
        column.addStretch(1)

    def _show_other_name(self, profile: ProfileRow) -> None:
        """The name in the language of the interface, where the stakeholder has one that is not the main one."""
        language = active_language()
        names = (one.name for one in profile.names if one.language.split("-")[0].lower() == language)
        other = next((name for name in names if name != profile.row.name), "")
        self._other_name.setText(other)
        direct(self._other_name, other)
        self._other_name.setVisible(bool(other))

    def _show_mark(self) -> None:
        position = self._profile.row.position if self._profile else None
        side = round(30 * self._theme.scale)
        self._mark.setPixmap(marker_pixmap(position, self._theme, side, self.devicePixelRatioF()))
        self._mark.setAccessibleName(step_label(Position, position))
        self._mark.setToolTip(step_label(Position, position))

    def _show_care(self, profile: ProfileRow) -> None:
        """What must not be overlooked, with its reason."""
        sentences = []
        if profile.row.do_not_approach:
            sentences += [_("Do not approach."), profile.do_not_approach_why]
        if profile.row.at_risk:
            sentences.append(_("At risk: keep out of anything public."))
        if profile.objected:
            sentences.append(_("Has objected to this record."))
        if profile.restricted:
            sentences.append(_("Restricted: kept, not used."))
        self._care.setText(" ".join(one for one in sentences if one))
        self._care.setVisible(bool(sentences))

    def _on_toggled(self, key: str, opened: bool) -> None:
        self._opened = self._opened | {key} if opened else self._opened - {key}
        self._settings.views[_OPEN] = ",".join(name for name in self.sections if name in self._opened)
        self._settings.save()

    def _on_named(self, name: str) -> None:
        if self._profile is not None:
            self._edits.base.fact([self._profile.row.id], name=name)
            self.name.show_value(self._profile.row.name)


class StakeholderPanel(QWidget):
    """What the shell puts into its inspector: nothing selected, one, or several."""

    def __init__(self, context: AppContext, edits: StakeholderEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits = ProfileEdits(context, edits)
        self.one = ProfilePanel(context, self.edits)
        self.several = SeveralPanel(self.edits)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(label(_("Nothing selected"), "lead"))
        hint = _("Choose a stakeholder on the grid or in the table to see and change what is known.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addStretch(1)
        self._nothing = nothing
        self._pages = (nothing, self.one, self.several)
        # No stack: it would be as high as its highest page, and scroll where there is nothing.
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            inner.addWidget(page)
        self._show(nothing)

    def show_profile(self, profile: ProfileRow, editable: bool, marking: str) -> None:
        """Show one stakeholder."""
        self.one.show_profile(profile, editable, marking)
        self._show(self.one)

    def show_several(self, ids: Sequence[str], editable: bool) -> None:
        """Show what can be done to several."""
        self.several.show_ids(ids, editable)
        self._show(self.several)

    def show_nothing(self) -> None:
        """Say what goes here."""
        self._show(self._nothing)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.one.wear(theme)

    def _show(self, shown: QWidget) -> None:
        for page in self._pages:
            page.setVisible(page is shown)
