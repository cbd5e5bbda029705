"""Why they stand where they stand: position, reasoning, motives; the deeper the layer, the less certain (CCHN's iceberg).

Method: Centre of Competence on Humanitarian Negotiation, Field Manual (2019), in our own words.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.labels import step_label
from hdplanner.domain.values import Confidence, Motive, Position
from hdplanner.i18n import _
from hdplanner.ui.common.fact_grid import bare
from hdplanner.ui.common.form import ChoiceField, ProseField
from hdplanner.ui.common.pieces import icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.line_list import LineList
from hdplanner.ui.stakeholders.models import steps_of
from hdplanner.ui.stakeholders.name_fields import quoted
from hdplanner.ui.stakeholders.profile_edits import ProfileEdits

if TYPE_CHECKING:
    from hdplanner.services.profile_rows import MotiveLine, ProfileRow

_DEPTHS = (1.0, 0.55, 0.25)
"""How full the bar beside each layer is: what is seen, what is reasoned, what is supposed."""


class MotivesPanel(QWidget):
    """Three layers; the bar beside them fades with depth."""

    def __init__(self, edits: ProfileEdits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._profile: ProfileRow | None = None
        self._editable = False
        self._says = label("", wrap=True)
        self.reasoning = ProseField(_("Reasoning"), _("Why they say what they say"), 1)
        self.interests = ProseField(_("Interests"), _("What they need"), 1)
        self.lines = LineList(self._line, most=len(Motive))
        self.choose = _MotiveButton()
        for motive, action in self.choose.actions_of.items():
            action.triggered.connect(partial(self._set, motive, None))
        self._bars = [_DepthBar(theme, depth) for depth in _DEPTHS]
        self.reasoning.committed.connect(lambda text: self._work(reasoning=text))
        self.interests.committed.connect(lambda text: self._work(interests=text))
        for field in (self.reasoning, self.interests):
            bare(field)
        self._lay_out()

    def show_profile(self, profile: ProfileRow, editable: bool) -> None:
        """Show what we read in a stakeholder."""
        self._profile = profile
        if editable != self._editable:
            self._editable = editable
            self.lines.renew()
        row = profile.row
        position = step_label(Position, row.position)
        words = next((one.stated_words for one in profile.assessments if one.stated_words), "")
        self._says.setText(_("{position}. {words}").format(position=position, words=quoted(words)).strip())
        for field, text in ((self.reasoning, profile.reasoning), (self.interests, profile.interests)):
            field.setEnabled(editable)
            field.show_value(text)
        held = {one.value for one in profile.motives}
        for motive, action in self.choose.actions_of.items():
            action.setVisible(motive not in held)
        self.choose.setVisible(editable and profile.rated)
        self.lines.show_rows(profile.motives, row.id)

    def begin(self) -> None:
        """Reasoning comes first."""
        self.reasoning.setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for bar in self._bars:
            bar.wear(theme)
        self.lines.renew()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(label(_("The deeper, the less certain."), "small", wrap=True))
        layers: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (_("What they want"), (self._says,)),
            (_("How they reason"), (self.reasoning,)),
            (_("What moves them"), (self.interests, self.lines, self.choose)),
        )
        for bar, (title, parts) in zip(self._bars, layers, strict=True):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(bar)
            inner = QVBoxLayout()
            inner.setSpacing(2)
            inner.addWidget(label(title, "small"))
            for part in parts:
                inner.addWidget(part)
            row.addLayout(inner, 1)
            column.addLayout(row)

    def _line(self, motive: MotiveLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(label(words_for(motive.value), wrap=True), 1)
        name = _("How sure: {motive}").format(motive=words_for(motive.value))
        unsure: list[tuple[object, str]] = [(None, _("Not said"))]
        sure = ChoiceField(name, unsure + list(steps_of(Confidence)))
        sure.setMinimumContentsLength(3)  # the words are told whole by the tip
        sure.show_value(motive.confidence)
        sure.setToolTip(name)
        bare(sure)
        sure.setEnabled(self._editable)
        sure.committed.connect(lambda step: self._set(motive.value, step))
        row.addWidget(sure, 1)
        if self._editable:
            take = _("Take away the motive {motive}").format(motive=words_for(motive.value))
            row.addWidget(icon_button(self._theme, "clear", take, lambda: self._drop(motive.value)))
        return made

    def _work(self, **values: str) -> None:
        if self._profile is not None:
            self._edits.base.work(self._profile.row.id, **values)

    def _set(self, motive: Motive, step: int | None, _checked: bool = False) -> None:
        if self._profile is not None:
            held = {one.value: one.confidence for one in self._profile.motives}
            self._edits.motives(self._profile.row.id, held | {motive: step})

    def _drop(self, motive: Motive) -> None:
        if self._profile is not None:
            held = {one.value: one.confidence for one in self._profile.motives if one.value is not motive}
            self._edits.motives(self._profile.row.id, held)


class _MotiveButton(QPushButton):
    """Offers the motives that are not there yet."""

    def __init__(self) -> None:
        super().__init__(_("Add a motive"))
        with_look(self, "link")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        menu = QMenu(self)
        self.actions_of: dict[Motive, QAction] = {one: menu.addAction(words_for(one)) for one in Motive}
        self.setMenu(menu)


class _DepthBar(QWidget):
    """A bar along a layer, the fainter the deeper."""

    def __init__(self, theme: Theme, depth: float) -> None:
        super().__init__()
        self._theme = theme
        self._depth = depth
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        named(self, "")

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent", self._depth))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
