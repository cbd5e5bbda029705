"""What this plan judges of a stakeholder now, and what that rests on: the middle of the inspector."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, EvidenceType, Influence, Interest, Position, Relationship
from hdplanner.figures.position_line import position_line
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.figure_view import FigureView
from hdplanner.ui.common.form import ChoiceField, DateField, ProseField, WrapField
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.scales import PositionShapes, ScaleField, StepBars
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.edits import StakeholderEdits
from hdplanner.ui.stakeholders.models import choices_of, steps_of

if TYPE_CHECKING:
    from hdplanner.services.assessments import AssessmentRow
    from hdplanner.services.profile_rows import ProfileRow

_RATINGS: tuple[tuple[str, type[Scale]], ...] = (
    ("influence", Influence),
    ("interest", Interest),
    ("relationship", Relationship),
)


class JudgementPanel(QWidget):
    """Ratings write a dated assessment; the fields below them say what the newest one rests on."""

    def __init__(self, edits: StakeholderEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._apart = label(
            _("A component of the Movement: coordinated with, neither rated nor counted."), "muted", wrap=True
        )
        self._when = label("", "small")
        self._ratings = FactGrid()
        self.fields: dict[str, ScaleField] = {}
        self._make_ratings(theme)
        self._grounds = FactGrid()
        self._make_grounds(theme)
        self._line_title = label(_("Position over time"), "heading")
        self.line = FigureView(theme)
        self.line.setFixedHeight(96)
        self._lay_out()

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show what holds for a stakeholder."""
        self._profile = profile
        row = profile.row
        latest = self._latest()
        self._apart.setVisible(row.movement)
        for part in (self._ratings, self._grounds):
            part.setVisible(not row.movement)
            part.setEnabled(editable)
        self._grounds.setVisible(not row.movement and latest is not None)
        self._when.setText(_made(latest))
        for name, _scale in _RATINGS:
            self.fields[name].show_value(getattr(row, name))
        self.fields["position"].show_value(
            row.assessed_position if row.assessed_position is not None else row.position
        )
        self._show_grounds(latest)
        self._show_line(profile)

    def enter(self) -> None:
        """Put the focus where judging begins."""
        self.fields["influence"].setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for field in self.fields.values():
            field.wear(theme)
        self.line.wear(theme)

    def _make_ratings(self, theme: Theme) -> None:
        for name, scale in _RATINGS:
            title = _(name.capitalize())
            bars = self._ratings.add(title, StepBars(title, scale, theme))
            bars.names = tuple(one for _name, one in _RATINGS)
            self.fields[name] = bars
        self.fields["position"] = self._ratings.add(
            _("Position"), PositionShapes(_("Position"), Position, theme)
        )
        for name, field in self.fields.items():
            field.committed.connect(
                partial(self._on_rated, "assessed_position" if name == "position" else name)
            )

    def _make_grounds(self, theme: Theme) -> None:
        add = self._grounds.add
        self._stated = add(_("Stated"), ProseField(_("Stated words"), _("What they said, in their words"), 1))
        self._evidence = add(_("Evidence"), ProseField(_("Evidence"), _("What the judgement rests on"), 1))
        self._type = add(
            _("Kind of evidence"),
            ChoiceField(_("Kind of evidence"), choices_of(EvidenceType, empty=_("Not said"))),
        )
        self._source = add(_("Source"), WrapField(_("Source"), _("Who or what says so")))
        unsure: list[tuple[object, str]] = [(None, _("Not said, counts as low"))]
        self._confidence = add(
            _("Confidence"), ChoiceField(_("Confidence"), unsure + list(steps_of(Confidence)))
        )
        no_target: list[tuple[object, str]] = [(None, _("No target"))]
        self._target = add(
            _("Can be brought to"), ChoiceField(_("Realistic target"), no_target + list(steps_of(Position)))
        )
        self._review = add(_("Review by"), DateField(_("Review by"), theme))
        for name, field in self._ground_fields():
            field.committed.connect(partial(self._on_ground, name))

    def _ground_fields(self) -> list[tuple[str, Any]]:
        return [
            ("stated_words", self._stated),
            ("evidence", self._evidence),
            ("evidence_type", self._type),
            ("source", self._source),
            ("confidence", self._confidence),
            ("target_position", self._target),
            ("review_by", self._review),
        ]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Assessment"), "heading"))
        head.addStretch(1)
        head.addWidget(self._when)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._apart)
        column.addWidget(self._ratings)
        column.addWidget(self._grounds)
        column.addWidget(self._line_title)
        column.addWidget(self.line)

    def _show_grounds(self, latest: AssessmentRow | None) -> None:
        if latest is None:
            return
        for name, field in self._ground_fields():
            value = getattr(latest, name)
            if name == "target_position" and value is None and self._profile is not None:
                value = self._profile.row.target_position
            if name == "stated_words" and not value and self._profile is not None:
                value = next((one.stated_words for one in self._profile.assessments if one.stated_words), "")
            field.show_value(value)

    def _show_line(self, profile: ProfileRow) -> None:
        points: list[tuple[date, int]] = [
            (point.day, point.position) for point in profile.trail if point.position is not None
        ]
        shown = len(points) > 1
        self._line_title.setVisible(shown)
        self.line.setVisible(shown)
        if shown:
            self.line.show_figure(position_line(points, profile.row.target_position))

    def _latest(self) -> AssessmentRow | None:
        return self._profile.assessments[0] if self._profile and self._profile.assessments else None

    def _on_rated(self, name: str, step: int) -> None:
        if self._profile is not None:
            self._edits.judge(self._profile.row.id, self._latest(), **{name: step})

    def _on_ground(self, name: str, value: object) -> None:
        latest = self._latest()
        if self._profile is not None and latest is not None:
            self._edits.support(self._profile.row.id, latest.id, **{name: value})


def _made(latest: AssessmentRow | None) -> str:
    """When the newest judgement was made and how sure it is."""
    if latest is None:
        return _("Not assessed")
    parts = [format_date(latest.made_on)]
    if latest.confidence is not None:
        parts.append(step_label(Confidence, latest.confidence).lower())
    return " · ".join(parts)
