"""How the three panels of the room share its width: side by side, or list above choices where it is narrow.

Knows the panels as widgets only.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from hdplanner.ui.common.pieces import SPLIT_MARGINS
from hdplanner.ui.common.theme import Theme

_KEPT, _CHOICES, _PREVIEW = 230, 310, 310
_HANDLE = 12
_LOW = 170
"""The height, in pixels at 100 % text, of the list where it stands above the choices."""
_NARROW = _KEPT + _CHOICES + 400
"""The width, in pixels at 100 % text, below which the pages would be too small to look at."""


class Panes(QSplitter):
    """The kept packs and the choices of one at the left, its pages at the right."""

    def __init__(self, kept: QWidget, choices: QWidget, preview: QWidget, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._left = QSplitter(Qt.Orientation.Horizontal)
        self._panels = (kept, choices, preview)
        for splitter in (self, self._left):
            splitter.setHandleWidth(_HANDLE)
            splitter.setChildrenCollapsible(False)
        self._left.addWidget(_inset(kept))
        self._left.addWidget(_inset(choices))
        self.addWidget(_inset(self._left))
        self.addWidget(_inset(preview))
        for splitter in (self, self._left):
            splitter.setStretchFactor(0, 0)
            splitter.setStretchFactor(1, 1)
        self._is_narrow: bool | None = None
        self.wear(theme)

    @property
    def is_narrow(self) -> bool:
        """Whether the list stands above the choices."""
        return self._left.orientation() == Qt.Orientation.Vertical

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self._theme = theme
        for panel, width in zip(self._panels, (_KEPT, _CHOICES, _PREVIEW), strict=True):
            panel.setMinimumWidth(round(width * theme.scale * (0.8 if theme.scale > 1 else 1)))
        self._is_narrow = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Another order only where it changes: what the person dragged stays."""
        scale = self._theme.scale
        narrow = self.width() < _NARROW * scale
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._left.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        left = round((_CHOICES if narrow else _KEPT + _CHOICES + _HANDLE) * scale)
        self.setSizes([left, max(1, self.width() - left)])
        self._left.setSizes([round(_LOW * scale), self.height()] if narrow else [_KEPT, _CHOICES])


def _inset(panel: QWidget) -> QWidget:
    """A panel as it stands in a splitter."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(*SPLIT_MARGINS)
    row.addWidget(panel)
    return made
