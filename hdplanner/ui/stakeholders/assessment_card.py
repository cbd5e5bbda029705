"""One assessment of the past, opened to be mended: each field commits by itself, as one step that can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.values import Confidence, EvidenceType, Influence, Interest, Position, Relationship
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, ProseField, WrapField
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.models import choices_of, steps_of
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.assessments import AssessmentRow
    from hdplanner.services.profile_rows import ProfileRow


class AssessmentCard(QFrame):
    """Ratings, words and grounds of one day. It closes when the assessment is gone."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self._edits = edits
        self._of = self._id = ""
        self._title = label("", "heading", wrap=True)
        self._grid = FactGrid()
        self.fields: dict[str, Any] = {}
        self._make_fields(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Done"), self.hide))
        column.addLayout(row)
        self.hide()

    def start(self, profile: ProfileRow, row: AssessmentRow) -> None:
        """Open with an assessment."""
        self._of, self._id = profile.row.id, row.id
        self._show(row)
        self.show()
        self.fields["made_on"].setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self, profile: ProfileRow) -> None:
        """Show what the file holds now; close where the assessment is gone."""
        row = next((one for one in profile.assessments if one.id == self._id), None)
        if row is None:
            self._id = ""
            self.hide()
        else:
            self._show(row)

    def wear(self, theme: Theme) -> None:
        """Nothing of its own has a colour."""

    def _make_fields(self, theme: Theme) -> None:
        add = self._grid.add
        made: dict[str, Any] = {"made_on": add(_("Day"), DateField(_("Day of the assessment"), theme))}
        scales: tuple[tuple[str, str, type[Scale]], ...] = (
            ("stated_position", _("They say"), Position),
            ("assessed_position", _("We judge"), Position),
            ("influence", _("Influence"), Influence),
            ("interest", _("Interest"), Interest),
            ("relationship", _("Relationship"), Relationship),
            ("confidence", _("Confidence"), Confidence),
        )
        unsaid: list[tuple[object, str]] = [(None, _("Not judged that day"))]
        for name, title, scale in scales:
            made[name] = add(title, ChoiceField(title, unsaid + list(steps_of(scale))))
        made["stated_words"] = add(_("Their words"), ProseField(_("Their words"), "", 1))
        made["evidence"] = add(_("Evidence"), ProseField(_("Evidence"), "", 1))
        kinds = choices_of(EvidenceType, empty=_("Not said"))
        made["evidence_type"] = add(_("Kind"), ChoiceField(_("Kind of evidence"), kinds))
        made["source"] = add(_("Source"), WrapField(_("Source")))
        made["author"] = add(_("Judged by"), WrapField(_("Judged by")))
        for name, field in made.items():
            field.committed.connect(partial(self._on_committed, name))
        self.fields = made

    def _show(self, row: AssessmentRow) -> None:
        self._title.setText(_("Assessment of {day}").format(day=format_date(row.made_on)))
        for name, field in self.fields.items():
            field.show_value(getattr(row, name))

    def _on_committed(self, name: str, value: object) -> None:
        if self._id and not (name == "made_on" and value is None):
            self._edits.base.support(self._of, self._id, **{name: value})
