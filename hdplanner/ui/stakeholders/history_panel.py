"""How we came to rate a stakeholder: a chart over time, and every assessment with what it rested on, to mend or take back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.domain.choices import Scale
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Influence, Interest, Position, Relationship
from hdplanner.figures.position_line import LINES
from hdplanner.i18n import N_, _, format_date
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, icon_button, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.assessment_card import AssessmentCard
from hdplanner.ui.stakeholders.chart_view import ChartView
from hdplanner.ui.stakeholders.line_list import LineList, line_of, two_lines
from hdplanner.ui.stakeholders.name_fields import quoted
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.assessments import AssessmentRow
    from hdplanner.services.profile_rows import ProfileRow

_LATELY = timedelta(days=180)  # the period of a review: older opinions are no disagreement, but a change
_STEPS: tuple[tuple[str, str, type[Scale]], ...] = (
    ("stated_position", N_("They say"), Position),
    ("assessed_position", N_("We judge"), Position),
    ("influence", N_("Influence"), Influence),
    ("interest", N_("Interest"), Interest),
    ("relationship", N_("Relationship"), Relationship),
)
_RATED = {"position": "assessed_position"}


class HistoryPanel(QWidget):
    """The chart of one rating at a time; below it the assessments, newest first."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._profile: ProfileRow | None = None
        self._editable = False
        titles: list[tuple[object, str]] = [(key, _(title)) for key, (_scale, title) in LINES.items()]
        self.rating = with_look(ChoiceField(_("What the chart shows"), titles), "bare")
        self.rating.committed.connect(lambda _key: self._show_chart())
        self.chart = ChartView(theme)
        self.chart.chosen.connect(self._on_chosen)
        self._caption = label("", "small", wrap=True)
        self._raters = label("", "small", wrap=True)
        self.lines = LineList(self._line, most=3)
        self.card = AssessmentCard(edits, theme)
        self.whole = button(_("History"), self._show_history, "link")
        self.whole.setToolTip(
            _("Every change of this record and its parts: by whom, when, from what to what")
        )
        self.came = button(_("How this came about"), self._show_trail, "link")
        self.came.setToolTip(_("Each value of this rating, with its author and evidence"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.rating)
        for part in (self.chart, self._caption, self._raters, self.lines, self.card):
            column.addWidget(part)
        column.insertLayout(0, row)
        foot = QHBoxLayout()
        foot.addWidget(self.came)
        foot.addWidget(self.whole)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show how a stakeholder came to stand where it stands."""
        other = self._profile is None or self._profile.row.id != profile.row.id
        self._profile = profile
        if editable != self._editable:
            self._editable = editable
            self.lines.renew()
        if other:
            self.card.hide()
        self._show_chart()
        self._show_raters(profile)
        named_as_they_are = (
            not self._edits.context.gateway.code_names
        )  # the history holds names that are gone
        self.whole.setVisible(named_as_they_are)
        self.came.setVisible(named_as_they_are and bool(profile.assessments))
        self.lines.show_rows(profile.assessments, profile.row.id)
        self.card.renew(profile)

    def begin(self) -> None:
        """The first thing to look at is the chart."""
        self.chart.setFocus()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.chart.wear(theme)
        self.card.wear(theme)
        self.lines.renew()

    def _show_chart(self) -> None:
        if self._profile is None:
            return
        rating = self.rating.value()
        points: list[tuple[date, int]] = [
            (point.day, step) for point in self._profile.trail if (step := getattr(point, rating)) is not None
        ]
        met = [one.starts_at.date() for one in self._profile.engagements if one.held and one.starts_at]
        target = self._profile.row.target_position if rating == "position" else None
        self.chart.show_points(rating, points, target, met)
        drawn = len(points) > 1
        self.chart.setVisible(drawn)
        self._on_chosen(-1)
        if not drawn:
            words = _("A line appears with the second judgement.")
            self._caption.setText(words if points else _("Not assessed"))
            self._caption.show()

    def _on_chosen(self, place: int) -> None:
        """Say in words what the point is that stands out."""
        if 0 <= place < len(self.chart.points):
            day, step = self.chart.points[place]
            scale, _title = LINES[self.rating.value()]
            words = _("{day}: {position}").format(day=format_date(day), position=step_label(scale, step))
            self._caption.setText(words)
            self.chart.setAccessibleDescription(words)
        self._caption.setVisible(place >= 0)

    def _show_raters(self, profile: ProfileRow) -> None:
        """Where those who rated lately do not agree, who said what."""
        from hdplanner.services.profile_rows import differing

        since = self._edits.base.today() - _LATELY
        said = differing(profile.assessments, since)
        words = []
        for name, title, scale in _STEPS:
            each = ", ".join(
                _("{step} ({author})").format(step=step_label(scale, step), author=author)
                for author, step in said.get(name, ())
            )
            if each:
                words.append(_("{rating}: {opinions}").format(rating=_(title), opinions=each))
        self._raters.setText(_("Judged differently. {opinions}").format(opinions="; ".join(words)))
        self._raters.setVisible(bool(words))

    def _show_history(self) -> None:
        if self._profile is not None:
            from hdplanner.ui.file.history import show_history

            show_history(self._edits.context, self.window(), ("stakeholder", self._profile.row.id))

    def _show_trail(self) -> None:
        """How the rating that the chart shows came to be what it is."""
        if self._profile is not None:
            from hdplanner.ui.file.history import show_rating

            rating = _RATED.get(self.rating.value(), self.rating.value())
            objective = self._edits.base.objective_id
            show_rating(self._edits.context, self.window(), self._profile.row.id, rating, objective)

    def _line(self, row: AssessmentRow) -> QWidget:
        held = [
            _("{rating}: {step}").format(rating=_(title), step=step_label(scale, value))
            for name, title, scale in _STEPS
            if (value := getattr(row, name)) is not None
        ]
        above = [format_date(row.made_on), row.author]
        if row.confidence is not None:
            sure = step_label(Confidence, row.confidence)
            above.append(_("{confidence} confidence").format(confidence=sure))
        text = two_lines(
            " · ".join(held) or _("Words only"),
            row.evidence or quoted(row.stated_words),
            above=" · ".join(part for part in above if part),
        )
        if not self._editable:
            return line_of(text)
        return line_of(text, *self._buttons(row, format_date(row.made_on)))

    def _buttons(self, row: AssessmentRow, day: str) -> list[Any]:
        change = _("Change the assessment of {day}").format(day=day)
        take_back = _("Take back the assessment of {day}").format(day=day)
        return [
            icon_button(self._theme, "edit", change, lambda: self._change(row)),
            icon_button(self._theme, "clear", take_back, lambda: self._take_back(row)),
        ]

    def _change(self, row: AssessmentRow) -> None:
        if self._profile is not None:
            self.card.start(self._profile, row)

    def _take_back(self, row: AssessmentRow) -> None:
        if self._profile is not None:
            self._edits.take_back(self._profile.row.id, row.id)
