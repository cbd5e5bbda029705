"""The grid for those who hear it: each marker is a list item with its name, its ratings and its place.

Qt asks for these objects and does not own them in Python: the grid keeps those it has handed out.
"""

from __future__ import annotations

import functools
import weakref
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from hdplanner.figures.markers import marker_radius
from hdplanner.ui.stakeholders.grid_card import rating_words

if TYPE_CHECKING:
    from hdplanner.figures.scene import Mark
    from hdplanner.ui.stakeholders.grid_view import GridView

_CLASS = "GridView"
# Qt's nulls, which the stubs of PySide6 leave out of the return types.
_NO_ITEM = cast("QAccessibleInterface", None)
_NO_OBJECT = cast("QObject", None)
_kept: weakref.WeakKeyDictionary[QWidget, GridAccess] = weakref.WeakKeyDictionary()


class GridAccess(QAccessibleWidget):
    """The grid as a list."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = weakref.ref(view)
        self._items: dict[str, MarkAccess] = {}

    def childCount(self) -> int:
        view = self._view()
        return 0 if view is None else len(view.scene.marks)

    def child(self, index: int) -> QAccessibleInterface:
        view = self._view()
        if view is None or not 0 <= index < len(view.scene.marks):
            return _NO_ITEM
        row_id = view.scene.marks[index].row.id
        if row_id not in self._items:
            self._items[row_id] = MarkAccess(view, self, row_id)
        return self._items[row_id]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        view = self._view()
        row_id = next((key for key, item in self._items.items() if item is child), "")
        return -1 if view is None else view.scene.index.get(row_id, -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        view = self._view()
        if view is None:
            return _NO_ITEM
        point = view.to_points(view.mapFromGlobal(QPoint(x, y)).toPointF())
        number = view.hits.at(point.x(), point.y(), view.camera)
        return _NO_ITEM if number is None else self.child(number)


class MarkAccess(QAccessibleInterface):
    """One marker as a list item."""

    def __init__(self, view: GridView, parent: GridAccess, row_id: str) -> None:
        super().__init__()
        self._view = weakref.ref(view)
        self._parent = parent
        self._row_id = row_id

    def _mark(self) -> Mark | None:
        view = self._view()
        return None if view is None or not shiboken6.isValid(view) else view.scene.mark(self._row_id)

    def isValid(self) -> bool:
        return self._mark() is not None

    def object(self) -> QObject:
        return _NO_OBJECT

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, index: int) -> QAccessibleInterface:
        return _NO_ITEM

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NO_ITEM

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> QWindow:
        return self._parent.window()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        view, mark = self._view(), self._mark()
        if view is None or mark is None:
            return QRect()
        x, y = view.camera.to_page(mark.x, mark.y)
        radius, scale = marker_radius(mark.look), view.theme.scale
        corner = view.mapToGlobal(QPoint(round((x - radius) * scale), round((y - radius) * scale)))
        return QRect(corner, QSize(round(2 * radius * scale), round(2 * radius * scale)))

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        view, mark = self._view(), self._mark()
        if view is None or mark is None:
            state.invalid = True
            return state
        state.selectable = True
        state.selected = self._row_id in view.selection
        state.focused = view.hasFocus() and view.selection[-1:] == (self._row_id,)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        mark = self._mark()
        if mark is None:
            return ""
        if kind == QAccessible.Text.Name:
            return mark.row.name
        return rating_words(mark.row) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return


def announce(view: GridView) -> None:
    """Tell who listens that other marks are chosen, and which one has the focus."""
    if not QAccessible.isActive():
        return
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.SelectionWithin))
    if view.selection and view.hasFocus():
        focused = QAccessibleEvent(view, QAccessible.Event.Focus)
        focused.setChild(view.scene.index[view.selection[-1]])
        QAccessible.updateAccessibility(focused)


@functools.cache
def install() -> None:
    """Let grids speak for themselves. Qt has one list of factories for the process: this joins it once."""
    QAccessible.installFactory(_make)


def _make(key: str, thing: QObject) -> QAccessibleInterface | None:
    if key != _CLASS or not isinstance(thing, QWidget):
        return None
    found = _kept.get(thing)
    if found is None:
        found = _kept[thing] = GridAccess(cast("GridView", thing))
    return found
