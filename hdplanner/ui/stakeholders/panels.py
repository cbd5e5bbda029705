"""The inspector of the Stakeholders room: one stakeholder on one page, or what several have in common."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import ActorType, Level, Position, Sensitivity, StakeholderKind
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, WrapField
from hdplanner.ui.common.pieces import button, hairline, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.fact_panel import (
    FactPanel,
    Fold,
    care_facts,
    identity_facts,
    note_facts,
    protocol_facts,
)
from hdplanner.ui.stakeholders.judgement_panel import JudgementPanel
from hdplanner.ui.stakeholders.marker_icons import marker_pixmap
from hdplanner.ui.stakeholders.models import choices_of, subtitle
from hdplanner.ui.stakeholders.names_panel import NamesPanel
from hdplanner.ui.stakeholders.work_panel import RecordPanel, WorkPanel

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import ProfileRow


class ProfilePanel(QWidget):
    """One stakeholder."""

    def __init__(self, context: AppContext, edits: StakeholderEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.appearance.theme
        self._theme = theme
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._mark = label()
        self.name = with_look(WrapField(_("Name")), "bare-title")
        self.name.committed.connect(self._on_named)
        self._what = label("", "small", wrap=True)
        self._care = label("", "danger", wrap=True)
        self.work = WorkPanel(edits, theme)
        self.judgement = JudgementPanel(edits, theme)
        self.record = RecordPanel(context)
        self.names = NamesPanel(edits, theme)
        self.facts = [
            FactPanel(facts, edits)
            for facts in (identity_facts(), protocol_facts(), note_facts(), care_facts())
        ]
        titles = (_("Who they are"), _("Protocol"), _("Notes"), _("Care"))
        self.folds = [Fold(title, theme) for title in titles]
        for fold, facts in zip(self.folds, self.facts, strict=True):
            fold.content.addWidget(facts)
        names = Fold(_("Names in other languages"), theme)
        names.content.addWidget(self.names)
        self.folds.insert(1, names)
        self._foot = label("", "small", wrap=True)
        self._lay_out()

    def show_profile(self, profile: ProfileRow, editable: bool, marking: str) -> None:
        """Show a stakeholder; another one brings no half-written text along."""
        self._profile = profile
        row = profile.row
        self.name.setReadOnly(not editable)
        self.name.show_value(row.name)
        self._what.setText(subtitle(row))
        self._show_mark()
        self._show_care()
        self.work.show_profile(profile, editable)
        self.judgement.show_profile(profile, editable)
        self.record.show_profile(profile, self._edits.today())
        self.names.show_profile(profile, editable)
        for facts in self.facts:
            facts.show_profile(profile, editable)
        shown = words_for(row.sensitivity) if row.sensitivity else marking
        self._foot.setText(_("{marking}. Write as if they will read it.").format(marking=shown))

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._show_mark()
        self.judgement.wear(theme)
        self.names.wear(theme)
        for fold in self.folds:
            fold.wear(theme)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        self._what.setContentsMargins(6, 0, 0, 0)
        words.addWidget(self._what)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._care)
        column.addWidget(self.work)
        column.addWidget(hairline())
        column.addWidget(self.judgement)
        column.addWidget(self.record)
        for fold in self.folds:
            column.addWidget(hairline())
            column.addWidget(fold)
        column.addWidget(hairline())
        column.addWidget(self._foot)
        column.addStretch(1)

    def _show_mark(self) -> None:
        position = self._profile.row.position if self._profile else None
        side = round(30 * self._theme.scale)
        self._mark.setPixmap(marker_pixmap(position, self._theme, side, self.devicePixelRatioF()))
        self._mark.setAccessibleName(step_label(Position, position))
        self._mark.setToolTip(step_label(Position, position))

    def _show_care(self) -> None:
        row = self._profile.row if self._profile else None
        sentences = []
        if row is not None and row.do_not_approach:
            sentences.append(_("Do not approach."))
        if row is not None and row.at_risk:
            sentences.append(_("At risk: keep out of anything public."))
        self._care.setText(" ".join(sentences))
        self._care.setVisible(bool(sentences))

    def _on_named(self, name: str) -> None:
        if self._profile is not None:
            self._edits.fact([self._profile.row.id], name=name)
            self.name.show_value(self._profile.row.name)


class SeveralPanel(QWidget):
    """What can be changed for several at once, as one step."""

    def __init__(self, edits: StakeholderEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._ids: tuple[str, ...] = ()
        self._title = label("", "lead")
        keep: list[tuple[object, str]] = [("", _("Leave as it is"))]
        grid = FactGrid()
        self.fields = {
            "kind": grid.add(_("Kind"), ChoiceField(_("Kind"), keep + choices_of(StakeholderKind))),
            "actor_type": grid.add(_("Type"), ChoiceField(_("Type"), keep + choices_of(ActorType))),
            "level": grid.add(_("Level"), ChoiceField(_("Level"), keep + choices_of(Level))),
            "sensitivity": grid.add(_("Marking"), ChoiceField(_("Marking"), keep + choices_of(Sensitivity))),
        }
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_committed, name))
        self._leave = button(_("Take them out of this plan"), lambda: edits.leave(self._ids), "link")
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
        """Show how many there are."""
        self._ids = tuple(ids)
        count = len(ids)
        self._title.setText(
            ngettext("{count} stakeholder", "{count} stakeholders", count).format(count=count)
        )
        self.setEnabled(editable)
        for field in self.fields.values():
            field.show_value("")

    def _on_committed(self, name: str, value: object) -> None:
        if value != "":
            self._edits.fact(self._ids, **{name: value})


class StakeholderPanel(QWidget):
    """What the shell puts into its inspector: nothing selected, one, or several."""

    def __init__(self, context: AppContext, edits: StakeholderEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one = ProfilePanel(context, edits)
        self.several = SeveralPanel(edits)
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
