"""Lays a scrolled page out once more when what was just made has its fonts, so that nothing is cut off at its foot."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


class Settling(QTimer):
    """Started after a page has changed. Qt counts heights that hang on widths before new texts have their fonts."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setSingleShot(True)
        self.setInterval(0)
        self._page = page
        self.timeout.connect(self._settle)

    def _settle(self) -> None:
        for widget in [*self._page.findChildren(QWidget), self._page]:
            layout = widget.layout()
            if layout is not None and widget.isVisible():
                layout.invalidate()
        self._page.updateGeometry()
