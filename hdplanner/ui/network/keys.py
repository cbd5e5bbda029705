"""The keyboard on the network, the twin of the mouse: arrows walk, Ctrl moves, T draws a tie, E goes along ties.

Only says what a key means; `NetworkView` does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from hdplanner.ui.network.gestures import DrawTie, shifted

if TYPE_CHECKING:
    from hdplanner.ui.network.canvas import NetworkView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP, _FAR = 0.01, 0.05


def press_key(view: NetworkView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Do what a key asks; False where the network has no use for it."""
    if key == Qt.Key.Key_Escape:
        return view.escape()
    if isinstance(view.gesture, DrawTie):
        return _on_the_way(view, view.gesture, key)
    if key in _ARROWS:
        _arrow(view, *_ARROWS[key], modifiers)
        return True
    return _zoom(view, key) or _act(view, key, modifiers)


def _on_the_way(view: NetworkView, tie: DrawTie, key: Qt.Key) -> bool:
    if key in _ARROWS:
        tie.walk(*_ARROWS[key])
        view.update()
    elif key in _ENTER:
        view.finish()
    else:
        return False
    return True


def _arrow(view: NetworkView, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> None:
    """Walk to the next node; with Ctrl move the chosen, with Shift further."""
    if not modifiers & Qt.KeyboardModifier.ControlModifier:
        walk(view, dx, dy)
    elif view.editable and view.selection:
        step = _FAR if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP
        own = view.places(view.selection)
        moved = shifted(own, dx * step, dy * step)
        if moved != own:
            view.settle(moved)


def _zoom(view: NetworkView, key: Qt.Key) -> bool:
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        view.zoom_in()
    elif key == Qt.Key.Key_Minus:
        view.zoom_out()
    elif key == Qt.Key.Key_0:
        view.fit()
    else:
        return False
    return True


def _act(view: NetworkView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    only = view.selection[0] if len(view.selection) == 1 else None
    if key in _ENTER and only is not None:
        view.activated.emit(only)
    elif key == Qt.Key.Key_T and only is not None and view.editable:
        view.start_tie(only)
    elif key == Qt.Key.Key_E and only is not None:
        next_tie(view, only)
    elif key == Qt.Key.Key_A and modifiers & Qt.KeyboardModifier.ControlModifier:
        view.select_all()
    else:
        return False
    return True


def zoom(view: NetworkView, factor: float) -> None:
    """Come closer or go back, about the first chosen node that is seen, else the middle."""
    camera = view.camera
    x, y = camera.plot.x + camera.plot.width / 2, camera.plot.y + camera.plot.height / 2
    mark = view.scene.mark(view.selection[0]) if view.selection else None
    if mark is not None and camera.holds(*camera.to_page(mark.x, mark.y)):
        x, y = camera.to_page(mark.x, mark.y)
    camera.zoom_at(x, y, factor)
    view.refresh()


def walk(view: NetworkView, dx: int, dy: int) -> None:
    """Choose the next node in a direction; the most influential one at first."""
    if not view.scene.nodes:
        return
    found: str | None = view.scene.nodes[-1].node.id
    if view.selection:
        found = view.hits.beside(view.selection[-1], dx, dy)
    if found is not None:
        view.choose([found])
        view.reveal(found)


def next_tie(view: NetworkView, node_id: str) -> None:
    """Choose the next tie of a node, round and round."""
    ties = [view.scene.edges[number].id for number in view.scene.touching.get(node_id, ())]
    if ties:
        here = ties.index(view.ties[0]) if view.ties and view.ties[0] in ties else -1
        view.choose_ties([ties[(here + 1) % len(ties)]])
