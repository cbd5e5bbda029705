"""Markers that travel to their new place, so that the eye can follow what changed. Off when the system says so.

Holds where marks are shown while they are not at their own place: pulled by the mouse, or on their way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle, QWidget

Places = dict[str, tuple[float, float]]
_TRAVELLERS = 400


class Standing(Protocol):
    """A mark at its own place, as fractions of the picture."""

    @property
    def x(self) -> float: ...

    @property
    def y(self) -> float: ...


class Scene(Protocol):
    """What holds marks by id."""

    def mark(self, row_id: str, /) -> Standing | None: ...


class Travel(QObject):
    """The marks above the rest: `places` says where each is shown now, as fractions of the picture."""

    moved_on = Signal()
    """One frame further: paint again."""
    arrived = Signal()
    """All are at their own place."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.places: Places = {}
        self._from: Places = {}
        self._to: Places = {}
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_value_changed)
        self._animation.finished.connect(self._on_finished)

    def hold(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Show marks where the mouse holds them."""
        self._animation.stop()
        self.places = dict(places)

    def set_off(self, before: Mapping[str, tuple[float, float]], scene: Scene, duration: int) -> None:
        """Let marks go from where they were to where they are, if they are few and can be seen."""
        self._animation.stop()
        self.places = {}
        known = ((row_id, scene.mark(row_id), place) for row_id, place in before.items())
        far = {
            row_id: (mark.x, mark.y)
            for row_id, mark, place in known
            if mark is not None and place != (mark.x, mark.y)
        }
        style = self._widget.style()
        moves = style.styleHint(QStyle.StyleHint.SH_Widget_Animate, None, self._widget)
        if not far or len(far) > _TRAVELLERS or not moves or not self._widget.isVisible():
            return
        self._to = far
        self._from = {row_id: before[row_id] for row_id in self._to}
        self.places = dict(self._from)
        self._animation.setDuration(duration)
        self._animation.start()

    def _on_value_changed(self, share: float) -> None:
        eased = 1 - (1 - share) ** 3
        for row_id, (x, y) in self._from.items():
            to_x, to_y = self._to[row_id]
            self.places[row_id] = (x + (to_x - x) * eased, y + (to_y - y) * eased)
        self.moved_on.emit()

    def _on_finished(self) -> None:
        self.places = {}
        self.arrived.emit()
