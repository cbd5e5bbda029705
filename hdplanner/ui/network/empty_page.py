"""What the room shows before there is a tie: one sentence, one button, a quiet drawing of what will be there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.figures.shapes import Circle, Figure, Line, Shape
from hdplanner.i18n import _
from hdplanner.ui.common.figure_view import FigureView
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.theme import Theme

_NODES = ((40, 84, 8), (98, 34, 10), (150, 92, 13), (214, 40, 8), (246, 96, 9))
_TIES = ((0, 1), (1, 2), (2, 3), (2, 4), (3, 4))


class EmptyPage(QFrame):
    """The button draws the first tie where there is somebody to tie."""

    def __init__(self, theme: Theme, start: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.picture = FigureView(theme)
        self.picture.show_figure(_quiet_drawing())
        self.picture.setAccessibleName("")
        self.picture.setFixedSize(round(286 * theme.scale), round(130 * theme.scale))
        self.picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lead = label(_("Who listens to whom? Ties show the way to those who decide."), "lead")
        self.hint = label("", "muted")
        self.first = button(_("Draw the first tie"), start, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        for part in (self.picture, self.lead, self.hint, self.first):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(8)
        column.addStretch(3)

    def show_state(self, stakeholders: int, *, editable: bool) -> None:
        """Say what is needed first."""
        if stakeholders < 2:
            self.hint.setText(_("Add two stakeholders first, in the room beside this one."))
        else:
            self.hint.setText(_("Or take in a list of ties: File, Import Stakeholders or Ties."))
        self.first.setEnabled(editable and stakeholders >= 2)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.picture.wear(theme)
        self.picture.setFixedSize(round(286 * theme.scale), round(130 * theme.scale))


def _quiet_drawing() -> Figure:
    shapes: list[Shape] = []
    for one, other in _TIES:
        (x1, y1, _r1), (x2, y2, _r2) = _NODES[one], _NODES[other]
        shapes.append(Line(x1, y1, x2, y2, "line_strong", 1.5))
    for x, y, radius in _NODES:
        shapes.append(Circle(x, y, radius, fill="sunken", stroke="line_strong", stroke_width=1.5))
    return Figure(286, 130, tuple(shapes), "", "")
