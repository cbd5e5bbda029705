"""The grid for those who hear it: what each marker says of itself, as an item of a list."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from hdplanner.figures.markers import marker_radius
from hdplanner.i18n import _, ngettext
from hdplanner.ui.common.marks_access import announce_marks, let_speak
from hdplanner.ui.stakeholders.grid_card import rating_words

if TYPE_CHECKING:
    from hdplanner.ui.stakeholders.grid_view import GridView


class SpokenGrid:
    """The words of one grid, asked for anew each time."""

    def __init__(self, view: QWidget) -> None:
        self._view = cast("GridView", view)

    def count(self) -> int:
        """How many markers are on the grid."""
        return len(self._view.scene.marks)

    def id_at(self, number: int) -> str:
        """The stakeholder of a marker, in painting order."""
        return self._view.scene.marks[number].row.id

    def number(self, row_id: str) -> int:
        """Where a marker stands; -1 where it is not on the grid."""
        return self._view.scene.index.get(row_id, -1)

    def words(self, row_id: str) -> tuple[str, str]:
        """The name and the ratings."""
        mark = self._view.scene.mark(row_id)
        return ("", "") if mark is None else (mark.row.name, rating_words(mark.row))

    def box(self, row_id: str) -> QRect:
        """Around the marker."""
        mark = self._view.scene.mark(row_id)
        if mark is None:
            return QRect()
        x, y = self._view.camera.to_page(mark.x, mark.y)
        radius, scale = marker_radius(mark.look), self._view.theme.scale
        side = round(2 * radius * scale)
        return QRect(round((x - radius) * scale), round((y - radius) * scale), side, side)

    def at(self, place: QPoint) -> str | None:
        """The marker under a place."""
        point = self._view.to_points(place.toPointF())
        number = self._view.hits.at(point.x(), point.y(), self._view.camera)
        return None if number is None else self._view.scene.marks[number].row.id

    def selection(self) -> tuple[str, ...]:
        """Those that are chosen."""
        return self._view.selection


def announce(view: GridView) -> None:
    """Tell who listens that other marks are chosen, and which one has the focus."""
    announce_marks(view, SpokenGrid(view))


def describe(view: GridView) -> None:
    """Say in words what the grid shows: its layout, how many, and how the chosen ones are rated."""
    layout, count = view.scene.layout, len(view.scene.marks)
    view.setAccessibleName(_("Stakeholder grid, {method}").format(method=layout.title()))
    text = ngettext("{count} stakeholder", "{count} stakeholders", count).format(count=count)
    chosen = [mark.row for mark in map(view.scene.mark, view.selection[:3]) if mark is not None]
    words = [_("{name}: {ratings}").format(name=row.name, ratings=rating_words(row)) for row in chosen]
    view.setAccessibleDescription(". ".join([text, *words]))


@functools.cache
def install() -> None:
    """Let grids speak for themselves."""
    let_speak("GridView", SpokenGrid)
