"""What this plan judges of a stakeholder now, what they say themselves, and what the judgement rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import (
    Confidence,
    EvidenceType,
    Influence,
    InfluenceBasis,
    Interest,
    Position,
    Relationship,
)
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.checks_field import ChecksField
from hdplanner.ui.common.fact_grid import FactGrid
from hdplanner.ui.common.form import ChoiceField, DateField, ProseField, WrapField
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.scales import PositionShapes, ScaleField, StepBars
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.models import choices_of, steps_of
from hdplanner.ui.stakeholders.name_fields import QuoteField
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

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

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._profile: ProfileRow | None = None
        self._apart = label("", "muted", wrap=True)
        self._when = label("", "small")
        self._ratings = FactGrid()
        self.fields: dict[str, ScaleField] = {}
        self._make_ratings(theme)
        self._gap = label("", "small", wrap=True)
        self._grounds = FactGrid()
        self._more_grounds = FactGrid()
        self.grounds: dict[str, Any] = {}
        self._make_grounds(theme)
        self.more = button("", self._on_more, "link")
        self._open = False
        self._lay_out()
        self._show_more(opened=False)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show what holds for a stakeholder."""
        self._profile = profile
        row = profile.row
        latest = self._latest()
        self._apart.setText(_why_not(profile))
        self._apart.setVisible(not profile.rated)
        grounded = profile.rated and latest is not None
        self._ratings.setVisible(profile.rated)
        self._grounds.setVisible(grounded)
        self.more.setVisible(grounded)
        self._more_grounds.setVisible(grounded and self._open)
        for part in (self._ratings, self._grounds, self._more_grounds):
            part.setEnabled(editable)
        self._when.setText(_made(latest) if profile.rated else "")
        for name, field in self.fields.items():
            field.show_value(getattr(row, name))
        self._gap.setText(_gap(row.stated_position, row.assessed_position))
        self._gap.setVisible(bool(self._gap.text()))
        self._show_grounds(latest)

    def enter(self) -> None:
        """Put the focus where judging begins."""
        self.fields["influence"].setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for field in self.fields.values():
            field.wear(theme)

    def _make_ratings(self, theme: Theme) -> None:
        titles = {
            "influence": _("Influence"),
            "interest": _("Interest"),
            "relationship": _("Relationship"),
        }
        for name, scale in _RATINGS:
            bars = self._ratings.add(titles[name], StepBars(titles[name], scale, theme))
            bars.names = tuple(one for _name, one in _RATINGS)
            self.fields[name] = bars
        # One below the other on one line of shapes: the distance is what one sees first.
        for name, title, told in (
            ("stated_position", _("They say"), _("Position that they state")),
            ("assessed_position", _("We judge"), _("Position as we judge it")),
        ):
            self.fields[name] = self._ratings.add(title, PositionShapes(told, Position, theme))
        for name, field in self.fields.items():
            field.committed.connect(partial(self._on_rated, name))

    def _make_grounds(self, theme: Theme) -> None:
        add, later = self._grounds.add, self._more_grounds.add
        unsure: list[tuple[object, str]] = [(None, _("Not said, counts as low"))]
        no_target: list[tuple[object, str]] = [(None, _("No target"))]
        kinds = choices_of(EvidenceType, empty=_("Not said"))
        self.grounds = {
            "stated_words": add(
                _("Their words"), QuoteField(_("Stated words"), _("What they said, in their words"))
            ),
            "evidence": add(_("Evidence"), ProseField(_("Evidence"), _("What the judgement rests on"), 1)),
            "source": add(_("Source"), WrapField(_("Source"), _("Who or what says so"))),
            "review_by": add(_("Review by"), DateField(_("Review by"), theme)),
            "evidence_type": later(_("Kind of evidence"), ChoiceField(_("Kind of evidence"), kinds)),
            "confidence": later(
                _("Confidence"), ChoiceField(_("Confidence"), unsure + list(steps_of(Confidence)))
            ),
            "target_position": later(
                _("Can be brought to"),
                ChoiceField(_("Realistic target"), no_target + list(steps_of(Position))),
            ),
        }
        for name, field in self.grounds.items():
            field.committed.connect(partial(self._on_ground, name))
        self.basis = later(_("Influence rests on"), ChecksField(_("Influence rests on"), InfluenceBasis))
        self.basis.committed.connect(self._on_basis)
        self._author = later(_("Judged by"), label("", wrap=True))
        self._author.setContentsMargins(4, 5, 0, 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Assessment"), "heading"))
        head.addStretch(1)
        head.addWidget(self._when)
        more = QHBoxLayout()
        more.addWidget(self.more)
        more.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for part in (self._apart, self._ratings, self._gap, self._grounds, self._more_grounds):
            column.addWidget(part)
        column.addLayout(more)

    def _show_grounds(self, latest: AssessmentRow | None) -> None:
        if latest is None or self._profile is None:
            return
        for name, field in self.grounds.items():
            value = getattr(latest, name)
            if name == "target_position" and value is None:
                value = self._profile.row.target_position
            if name == "stated_words" and not value:
                value = next((one.stated_words for one in self._profile.assessments if one.stated_words), "")
            field.show_value(value)
        told = (one.basis for one in self._profile.assessments if one.basis)
        self.basis.show_value(next(told, ()))
        self._author.setText(_("{name}, {day}").format(name=latest.author, day=format_date(latest.made_on)))

    def _latest(self) -> AssessmentRow | None:
        """The judgement that the row shows: the newest may be on another objective, and is not this one's ground."""
        made = self._profile.assessments if self._profile else ()
        shown = self._profile.row.judged_id if self._profile else ""
        return next((one for one in made if one.id == shown), made[0] if made else None)

    def _on_more(self) -> None:
        self._show_more(opened=not self._open)

    def _show_more(self, *, opened: bool) -> None:
        self._open = opened
        self.more.setText(_("Less") if opened else _("More on this judgement"))
        self._more_grounds.setVisible(opened and self._latest() is not None)

    def _on_rated(self, name: str, step: int) -> None:
        if self._profile is not None:
            self._edits.base.judge(self._profile.row.id, self._latest(), **{name: step})

    def _on_ground(self, name: str, value: object) -> None:
        latest = self._latest()
        if self._profile is not None and latest is not None:
            self._edits.base.support(self._profile.row.id, latest.id, **{name: value})

    def _on_basis(self, chosen: list[InfluenceBasis]) -> None:
        latest = self._latest()
        if self._profile is not None and latest is not None:
            self._edits.basis(self._profile.row.id, latest.id, chosen)


def _made(latest: AssessmentRow | None) -> str:
    """When the newest judgement was made and how sure it is."""
    if latest is None:
        return _("Not assessed")
    parts = [format_date(latest.made_on)]
    if latest.confidence is not None:
        parts.append(step_label(Confidence, latest.confidence).lower())
    return " · ".join(parts)


def _gap(stated: int | None, assessed: int | None) -> str:
    """How what they say stands to what we judge, where the two differ."""
    if stated is None or assessed is None or stated == assessed:
        return ""
    if stated > assessed:
        return _("They say more than we see.")
    return _("They say less than we see.")


def _why_not(profile: ProfileRow) -> str:
    if profile.row.movement:
        return _("A component of the Movement: coordinated with, neither rated nor counted.")
    return _("A person is rated only when the plan's purpose and legal basis are recorded.")
