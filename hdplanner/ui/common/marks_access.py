"""A painted picture for those who hear it: each mark is a list item with its name, its words and its place.

A view that can be `Spoken` is made known once by `let_speak`. Qt asks for these objects and does not own them in
Python: the picture keeps those it has handed out.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Protocol, cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

# Qt's nulls, which the stubs of PySide6 leave out of the return types.
_NO_ITEM = cast("QAccessibleInterface", None)
_NO_OBJECT = cast("QObject", None)
_kept: weakref.WeakKeyDictionary[QWidget, MarksAccess] = weakref.WeakKeyDictionary()
_speakers: dict[str, Callable[[QWidget], Spoken]] = {}


class Spoken(Protocol):
    """What a picture says of its marks. It must not keep the widget alive beyond the call."""

    def count(self) -> int:
        """How many marks there are."""

    def id_at(self, number: int) -> str:
        """The mark of a number, in the order in which they are heard."""

    def number(self, row_id: str) -> int:
        """The number of a mark; -1 where it is not shown."""

    def words(self, row_id: str) -> tuple[str, str]:
        """Its name, and what there is to say of it."""

    def box(self, row_id: str) -> QRect:
        """Where it is painted on the widget."""

    def at(self, place: QPoint) -> str | None:
        """The mark at a place of the widget."""

    def selection(self) -> tuple[str, ...]:
        """Those that are chosen, the one with the focus last."""


class MarksAccess(QAccessibleWidget):
    """The picture as a list."""

    def __init__(self, view: QWidget, speaker: Callable[[QWidget], Spoken]) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = weakref.ref(view)
        self._speaker = speaker
        self._items: dict[str, MarkAccess] = {}

    def spoken(self) -> tuple[QWidget, Spoken] | None:
        """The widget and its words, while it lives."""
        view = self._view()
        if view is None or not shiboken6.isValid(view):
            return None
        return view, self._speaker(view)

    def childCount(self) -> int:
        found = self.spoken()
        return 0 if found is None else found[1].count()

    def child(self, index: int) -> QAccessibleInterface:
        found = self.spoken()
        if found is None or not 0 <= index < found[1].count():
            return _NO_ITEM
        row_id = found[1].id_at(index)
        if row_id not in self._items:
            self._items[row_id] = MarkAccess(self, row_id)
        return self._items[row_id]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        found = self.spoken()
        row_id = next((key for key, item in self._items.items() if item is child), "")
        return -1 if found is None else found[1].number(row_id)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = self.spoken()
        if found is None:
            return _NO_ITEM
        row_id = found[1].at(found[0].mapFromGlobal(QPoint(x, y)))
        return _NO_ITEM if row_id is None else self.child(found[1].number(row_id))


class MarkAccess(QAccessibleInterface):
    """One mark as a list item."""

    def __init__(self, parent: MarksAccess, row_id: str) -> None:
        super().__init__()
        self._parent = parent
        self._row_id = row_id

    def _spoken(self) -> tuple[QWidget, Spoken] | None:
        found = self._parent.spoken()
        return None if found is None or found[1].number(self._row_id) < 0 else found

    def isValid(self) -> bool:
        return self._spoken() is not None

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
        found = self._spoken()
        if found is None:
            return QRect()
        box = found[1].box(self._row_id)
        return QRect(found[0].mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        found = self._spoken()
        if found is None:
            state.invalid = True
            return state
        chosen = found[1].selection()
        state.selectable = True
        state.selected = self._row_id in chosen
        state.focused = found[0].hasFocus() and chosen[-1:] == (self._row_id,)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        found = self._spoken()
        if found is None:
            return ""
        name, words = found[1].words(self._row_id)
        if kind == QAccessible.Text.Name:
            return name
        return words if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return


def announce_marks(view: QWidget, spoken: Spoken) -> None:
    """Tell who listens that other marks are chosen, and which one has the focus."""
    if not QAccessible.isActive():
        return
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.SelectionWithin))
    chosen = spoken.selection()
    if chosen and view.hasFocus():
        focused = QAccessibleEvent(view, QAccessible.Event.Focus)
        focused.setChild(spoken.number(chosen[-1]))
        QAccessible.updateAccessibility(focused)


def let_speak(class_name: str, speaker: Callable[[QWidget], Spoken]) -> None:
    """Let widgets of a class speak for themselves. Qt has one list of factories for the process: this joins it once."""
    if not _speakers:
        QAccessible.installFactory(_make)
    _speakers[class_name] = speaker


def _make(key: str, thing: QObject) -> QAccessibleInterface | None:
    speaker = _speakers.get(key)
    if speaker is None or not isinstance(thing, QWidget):
        return None
    found = _kept.get(thing)
    if found is None:
        found = _kept[thing] = MarksAccess(thing, speaker)
    return found
