"""The legend of a picture of the plan: only the modes, the statuses and the certainties that it shows.

Geometry only; wraps to the width it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from hdplanner.domain.labels import label
from hdplanner.domain.values import ActivityStatus, Mode
from hdplanner.figures.grid_ground import Box, Measure
from hdplanner.figures.plan_parts import DOT, SMALL, Chip, chip_shapes, mode_sign
from hdplanner.figures.shapes import Anchor, Circle, Label, Shape

LINE = 20.0
_SYMBOL, _GAP, _EDGE = 19.0, 16.0, 8.0

Symbol = Callable[[float, float], Sequence[Shape]]


@dataclass(frozen=True, slots=True)
class PlanLegend:
    """Shapes from the top left corner, the height that they take, and the same in words."""

    shapes: tuple[Shape, ...]
    height: float
    words: str


class Shown(Protocol):
    """An activity, or its chip."""

    @property
    def mode(self) -> Mode: ...
    @property
    def status(self) -> ActivityStatus: ...


def plan_legend(
    activities: Iterable[Shown], width: float, measure: Measure, *, mirrored: bool = False
) -> PlanLegend:
    """Explain the signs and outlines of what is shown, in as many lines as it takes, from the right if ``mirrored``."""
    shown = list(activities)
    entries = list(_entries({one.mode for one in shown}, {one.status for one in shown}))
    shapes: list[Shape] = []
    x, y = _EDGE, 0.0
    for symbol, text in entries:
        wide = _SYMBOL + measure(text, SMALL, False) + _GAP
        if x > _EDGE and x + wide - _GAP > width - _EDGE:
            x, y = _EDGE, y + LINE
        at, words = (width - x - 6, width - x - _SYMBOL) if mirrored else (x + 6, x + _SYMBOL)
        shapes += symbol(at, y + LINE / 2)
        anchor: Anchor = "right" if mirrored else "left"
        shapes.append(Label(text, words, y + LINE / 2 + 3.6, SMALL, "muted", anchor))
        x += wide
    return PlanLegend(tuple(shapes), y + LINE if entries else 0.0, ", ".join(text for _s, text in entries))


def _entries(modes: set[Mode], statuses: set[ActivityStatus]) -> Iterator[tuple[Symbol, str]]:
    yield from ((_mode(mode), label(mode)) for mode in Mode if mode in modes)
    yield from ((_status(status), label(status)) for status in ActivityStatus if status in statuses)


def _mode(mode: Mode) -> Symbol:
    return lambda x, y: (mode_sign(mode, x, y),)


def _status(status: ActivityStatus) -> Symbol:
    """The outline of a status with its tick or stroke, without the sign of a mode, which is another matter."""

    def symbol(x: float, y: float) -> Sequence[Shape]:
        side = DOT - 5
        chip = Chip("", Box(x - side / 2, y - side / 2, side, side), "", "", Mode.BILATERAL, status, "dot")
        return [shape for shape in chip_shapes(chip) if not isinstance(shape, Circle)]

    return symbol
