"""The keyboard on a picture of the plan, the twin of the mouse. Only says what a key means; the view does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from hdplanner.ui.channels.plan_view_base import PlanView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def press_key(view: PlanView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Do what a key asks; False where the picture has no use for it."""
    if key == Qt.Key.Key_Escape:
        return view.escape()
    if key in _ARROWS:
        dx, dy = _ARROWS[key]
        return view.walk(-dx if view.mirrored else dx, dy, modifiers)
    if view.press_more(key, modifiers):
        return True
    if key == Qt.Key.Key_A and modifiers & Qt.KeyboardModifier.ControlModifier:
        view.select_all()
    elif key == Qt.Key.Key_Insert:
        view.add_at(view.cursor_slot)
    elif key in ENTER:
        return _enter(view)
    elif key == Qt.Key.Key_Space and view.cursor_slot is not None:
        view.choose(view.cursor_slot.ids)
    else:
        return False
    return True


def _enter(view: PlanView) -> bool:
    """Open what is chosen; in a cell choose what it holds, and add to an empty one."""
    if len(view.selection) == 1:
        view.activated.emit(view.selection[0])
    elif view.cursor_slot is not None and view.cursor_slot.ids:
        view.choose(view.cursor_slot.ids)
    elif view.cursor_slot is not None:
        view.add_at(view.cursor_slot)
    else:
        return False
    return True
