"""What a drag, a drop or an arrow key means in ratings: whole steps, kept on the scale, only what changes.

Plain arithmetic; knows no Qt. A move is the id of a stakeholder and its new ratings by field.
"""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.domain.labels import step_label
from hdplanner.figures.methods import Axis, Layout, values_at
from hdplanner.figures.scene import Placed

Move = tuple[str, dict[str, int]]


def steps_to(layout: Layout, row: Placed, x: float, y: float) -> tuple[int, int]:
    """How many steps a row goes along x and y when it is dropped at a place of the grid."""
    target = values_at(layout, x, y)
    return (
        target[layout.x.field] - getattr(row, layout.x.field),
        target[layout.y.field] - getattr(row, layout.y.field),
    )


def moves_by(layout: Layout, rows: Iterable[Placed], dx: int, dy: int) -> list[Move]:
    """All rows moved by the same steps, each stopped at the ends of the scale; who does not move is left out."""
    moves: list[Move] = []
    for row in rows:
        changes = _changed(layout.x, row, dx) | _changed(layout.y, row, dy)
        if changes:
            moves.append((row.id, changes))
    return moves


def moves_onto(layout: Layout, ids: Iterable[str], x: float, y: float) -> list[Move]:
    """Rows from the tray dropped at a place: both ratings of its cell."""
    return [(row_id, values_at(layout, x, y)) for row_id in ids]


def cell_words(layout: Layout, x: float, y: float) -> str:
    """The cell at a place in words, the vertical rating first: "Influence: High"."""
    from hdplanner.i18n import _

    values = values_at(layout, x, y)
    axes = (layout.y, layout.x)
    sentence = _("{rating}: {step}")
    return "   ".join(
        sentence.format(rating=_(axis.name), step=step_label(axis.scale, values[axis.field])) for axis in axes
    )


def _changed(axis: Axis, row: Placed, steps: int) -> dict[str, int]:
    old: int = getattr(row, axis.field)
    new = max(axis.lowest, min(axis.lowest + axis.steps - 1, old + steps))
    return {axis.field: new} if new != old else {}
