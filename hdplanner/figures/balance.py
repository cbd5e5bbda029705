"""The balance of support as bars: for, on the fence, against; and, apart from them, who is not known."""

from __future__ import annotations

from collections.abc import Callable

from hdplanner.domain.rules_balance import Balance
from hdplanner.figures.grid import Measure, Translate, estimate_width
from hdplanner.figures.plan_page import flipped, shifted
from hdplanner.figures.shapes import Figure, Label, Line, Rect, Shape
from hdplanner.i18n import N_, _

_ROW = 24.0
_BAR = 13.0
_SIZE = 9.5


def balance_figure(
    balance: Balance,
    width: float = 470.0,
    *,
    measure: Measure = estimate_width,
    translate: Translate = _,
    number: Callable[[float], str] = str,
    mirrored: bool = False,
) -> Figure:
    """Three bars on one scale, a gap, and the unknown as an open one: points, never a percentage.

    ``mirrored`` lets the bars grow leftwards, as a right-to-left page is read.
    """
    bars = [
        (translate(N_("In favour")), balance.support, "position_supportive"),
        (translate(N_("Uncommitted")), balance.uncommitted, "position_uncommitted"),
        (translate(N_("Reserved or opposed")), balance.opposition, "position_opposed"),
    ]
    unknown = translate(N_("Position not known"))
    left = max(measure(text, _SIZE, False) for text in (*(bar[0] for bar in bars), unknown)) + 12
    room = width - left - 130
    unit = room / max(1, balance.unknown.influence, *(bar[1] for bar in bars))
    shapes: list[Shape] = []
    for place, (text, value, role) in enumerate(bars):
        top = 4 + place * _ROW
        shapes += _row(text, top, left, measure)
        shapes.append(Rect(left, top, max(1.0, value * unit), _BAR, fill=role, corner=1.5))
        shapes.append(Label(number(value), left + value * unit + 7, top + 10.2, _SIZE, weight="bold"))
    bottom = 4 + 3 * _ROW
    shapes.append(Line(left, 0, left, bottom - 7, "line_strong", 0.8))
    shapes += _row(unknown, bottom + 8, left, measure)
    shapes += _unknown(balance, bottom + 8, left, unit, translate, number)
    if mirrored:
        shapes = [shifted(flipped(shape), width, 0) for shape in shapes]
    alt = " ".join(f"{text}: {number(value)}." for text, value, _role in bars)
    alt += f" {unknown}: {number(balance.unknown.count)}."
    return Figure(width, bottom + 8 + _ROW, tuple(shapes), translate(N_("Balance of support")), alt)


def _row(text: str, top: float, left: float, measure: Measure) -> list[Shape]:
    return [Label(text, left - 9, top + 10.2, _SIZE, "text", "right")]


def _unknown(
    balance: Balance,
    top: float,
    left: float,
    unit: float,
    translate: Translate,
    number: Callable[[float], str],
) -> list[Shape]:
    """An open, dashed bar: their influence is known, where it will go is not."""
    wide = max(3.0, balance.unknown.influence * unit)
    said = translate(N_("{count} stakeholders, influence {influence}"))
    text = said.format(count=number(balance.unknown.count), influence=number(balance.unknown.influence))
    return [
        Rect(left, top, wide, _BAR, stroke="position_not_assessed", dash=(2.5, 2.0), corner=1.5),
        Label(text, left + wide + 7, top + 10.2, _SIZE, "muted"),
    ]
