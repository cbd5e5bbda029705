"""What the room shows before anything is planned: one sentence, one button, a quiet drawing of what will be there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.figures.shapes import Figure, Line, Rect, Shape
from hdplanner.i18n import _
from hdplanner.ui.common.figure_view import FigureView
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.theme import Theme

_BARS = ((22, 12, 74), (74, 46, 60), (120, 80, 82), (196, 12, 56), (214, 46, 50))
_WIDE, _HIGH = 286, 118


class EmptyPage(QFrame):
    """The button plans the first activity."""

    def __init__(
        self,
        theme: Theme,
        start: Callable[[], object],
        sequence: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        self.picture = FigureView(theme)
        self.picture.show_figure(_quiet_drawing())
        self.picture.setAccessibleName("")
        self.picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lead = label(_("Who says what to whom, through what and when?"), "lead")
        self.hint = label(
            _("Plan one act of persuasion; a sequence plans several towards a decision."), "muted"
        )
        self.first = button(_("Plan the first activity"), start, "primary")
        self.sequence = button(_("Or add a sequence…"), sequence, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        for part in (self.picture, self.lead, self.hint, self.first, self.sequence):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(8)
        column.addStretch(3)
        self.wear(theme)

    def show_state(self, *, editable: bool, windows: bool) -> None:
        """A sequence needs a decision to lead up to."""
        self.first.setEnabled(editable)
        self.sequence.setVisible(windows)
        self.sequence.setEnabled(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.picture.wear(theme)
        self.picture.setFixedSize(round(_WIDE * theme.scale), round(_HIGH * theme.scale))


def _quiet_drawing() -> Figure:
    """Bars along the days, towards a decision."""
    shapes: list[Shape] = [Rect(170, 4, 20, 110, fill="sunken")]
    shapes += [Line(8, y, 278, y, "line", 1) for y in (4, 38, 72, 106)]
    shapes += [
        Rect(x, y, wide, 18, fill="surface", stroke="line_strong", stroke_width=1.5, corner=4)
        for x, y, wide in _BARS
    ]
    return Figure(_WIDE, _HIGH, tuple(shapes), "", "")
