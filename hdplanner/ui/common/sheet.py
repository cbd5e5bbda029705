"""The frame of our dialogs: as high as what stands in them, never larger than the screen; then the content scrolls.

The buttons stay in sight at the foot. Windows with a table take their size with `take_room`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from hdplanner.ui.common.pieces import named, set_margins, with_look

_MARGIN, _FOOT, _BAR = 24, 16, 16
_GAP, _ABOVE_FOOT = 12, 16
_BASE_TEXT = 13
_FRAME = 40
"""What the frame of a window takes of the height of the screen."""


def sheet(dialog: QDialog, foot: QLayout, wide: int, spacing: int = _GAP) -> QVBoxLayout:
    """Give a dialog its frame, `wide` in pixels at 100 % text; returns the column that is to be filled."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    set_margins(column, 0, 0, _BAR, 0)
    column.setSpacing(spacing)
    area = named(with_look(_Area(inside, column), "plain"), dialog.windowTitle())
    outer = QVBoxLayout(dialog)
    set_margins(outer, _MARGIN, _MARGIN, _MARGIN - _BAR, _FOOT)
    outer.setSpacing(_ABOVE_FOOT)
    outer.addWidget(area, 1)
    below = QWidget()
    set_margins(foot, 0, 0, _BAR, 0)
    below.setLayout(foot)
    outer.addWidget(below)
    fit = _Fit(dialog, area, below, outer, wide)
    for one in (dialog, inside):
        one.installEventFilter(fit)
    return column


def take_room(dialog: QDialog, wide: int, high: int) -> None:
    """Make a window that large in pixels at 100 % text, or as large as the screen has room for."""
    scale, room = _scale(), _room(dialog)
    dialog.resize(QSize(round(wide * scale), round(high * scale)).boundedTo(room))


class _Area(QScrollArea):
    """Scrolls up and down where the screen is too low, and is nothing to the keyboard where it is not."""

    def __init__(self, inside: QWidget, column: QLayout) -> None:
        super().__init__()
        self._column = column
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        inside.setMinimumHeight(1)  # or Qt adds up what wrapped lines would take if they were narrow

    def needs(self, wide: int) -> int:
        """The height that the content takes at a width."""
        column = self._column
        return (
            column.totalHeightForWidth(wide)
            if column.hasHeightForWidth()
            else column.totalSizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """As wide as the content must be."""
        return QSize(self._column.totalMinimumSize().width(), 4 * self.fontMetrics().lineSpacing())


class _Fit(QObject):
    """Gives the dialog the size of its content, at first and whenever something in it comes or goes."""

    def __init__(self, dialog: QDialog, area: _Area, foot: QWidget, outer: QVBoxLayout, wide: int) -> None:
        super().__init__(dialog)
        self._dialog, self._area, self._foot, self._outer, self._wide = dialog, area, foot, outer, wide
        self._first = self._fits = True
        # The keyboard begins in the first field, so the area takes it only once the dialog is there.
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._lend_keyboard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = watched is self._dialog and event.type() == QEvent.Type.Show
        if shown and self._first:
            self._first = False
            self._let_content_lead()
        if shown or (event.type() == QEvent.Type.LayoutRequest and self._dialog.isVisible()):
            self._fit()
        return False

    def _let_content_lead(self) -> None:
        """The keyboard goes through what was added first; the foot was, and comes last."""
        self._outer.removeWidget(self._foot)
        self._foot.setParent(None)
        self._outer.addWidget(self._foot)
        self._foot.show()

    def _lend_keyboard(self) -> None:
        policy = Qt.FocusPolicy
        self._area.setFocusPolicy(policy.NoFocus if self._fits else policy.StrongFocus)

    def _fit(self) -> None:
        room = _room(self._dialog)
        least = max(self._area.minimumSizeHint().width(), self._foot.minimumSizeHint().width())
        margins = self._outer.contentsMargins()
        around = margins.left() + margins.right()
        wide = min(max(round(self._wide * _scale()), least + around), room.width())
        needed = self._area.needs(wide - around)
        high = needed + _ABOVE_FOOT + self._foot.sizeHint().height() + margins.top() + margins.bottom()
        self._fits = high <= room.height()
        self._later.start()
        self._dialog.resize(wide, min(high, room.height()))


def _room(dialog: QDialog) -> QSize:
    below = dialog.parentWidget()
    free = dialog.screen().availableGeometry().size()
    if below is not None:
        free = free.expandedTo(below.window().size())
    return QSize(free.width(), free.height() - _FRAME)


def _scale() -> float:
    """The text scale, by the font that all wear."""
    pixels = QGuiApplication.font().pixelSize()
    return pixels / _BASE_TEXT if pixels > 0 else 1.0
