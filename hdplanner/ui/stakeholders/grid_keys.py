"""The keyboard on the grid, the twin of the mouse: arrows re-assess, Shift goes further, Ctrl walks, Alt aims.

Only says what a key means; `GridView` does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hdplanner.ui.stakeholders.grid_moves import moves_by
from hdplanner.ui.stakeholders.grid_targets import shift_targets

if TYPE_CHECKING:
    from hdplanner.ui.stakeholders.grid_view import GridView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FURTHER = 2


def press_key(view: GridView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Do what a key asks; False where the grid has no use for it."""
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if key == Qt.Key.Key_Escape:
        return view.escape()
    if key in _ARROWS:
        dx, dy = _ARROWS[key]
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return bool(dy) and aim(view, -dy, free=control)
        if control or not view.selection:
            walk(view, dx, dy)
        else:
            step(view, dx, dy, _FURTHER if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
    elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        view.zoom_in()
    elif key == Qt.Key.Key_Minus:
        view.zoom_out()
    elif key == Qt.Key.Key_0:
        view.fit()
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(view.selection) == 1:
        view.activated.emit(view.selection[0])
    elif key == Qt.Key.Key_E and not control:
        view.card_wanted.emit()
    elif key == Qt.Key.Key_A and control:
        view.select_all()
    else:
        return False
    return True


def step(view: GridView, dx: int, dy: int, steps: int) -> None:
    """Re-assess the chosen ones by some steps (dy down the page is down the scale)."""
    rows = [mark.row for mark in view.chosen_marks()]
    moves = moves_by(view.scene.layout, rows, dx * steps, -dy * steps) if view.editable else []
    if moves:
        view.settle(moves)


def aim(view: GridView, steps: int, *, free: bool) -> bool:
    """Raise or lower the targets of the chosen ones."""
    if view.editable:
        shift_targets(view, steps, free=free)
    return view.editable


def walk(view: GridView, dx: int, dy: int) -> None:
    """Choose the next mark in a direction; the most influential one at first."""
    if not view.scene.marks:
        return
    number: int | None = len(view.scene.marks) - 1
    if view.selection:
        number = view.hits.beside(view.scene.index[view.selection[-1]], dx, dy)
    if number is not None:
        row_id = view.scene.marks[number].row.id
        view.choose([row_id])
        view.reveal(row_id)
