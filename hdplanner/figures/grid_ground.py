"""What lies behind the marks of a grid: hairlines, dividing lines, the names of zones, steps and axes.

Colours are roles; sentences come from the catalogue that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hdplanner.domain.labels import step_label
from hdplanner.figures.methods import Axis, Layout
from hdplanner.figures.shapes import Label, Line, Rect, Shape
from hdplanner.i18n import _

Measure = Callable[[str, float, bool], float]
"""The width of a text, from text, size and whether it is bold."""
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def estimate_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in Noto Sans, within a tenth: for who has no font at hand."""
    narrow = sum(character in "iljtfrI.,:;'|()[]! " for character in text)
    wide = sum(character in "mwMW@%" or ord(character) > 0x2E80 for character in text)
    return size * (0.585 * len(text) - 0.27 * narrow + 0.32 * wide) * (1.06 if bold else 1.0)


def margins(
    layout: Layout, measure: Measure = estimate_width, translate: Translate = _
) -> tuple[float, float]:
    """The room that the words of the axes need at the left and below, in points at 100 %."""
    widest = max(measure(step_label(layout.y.scale, step, translate), 11, False) for step in layout.y.scale)
    return widest + 8 + 28, 40.0


def ground_shapes(layout: Layout, plot: Box, unit: Box, translate: Translate = _) -> list[Shape]:
    """The field behind the markers: hairlines at the steps, dashed dividing lines, names of the zones.

    `plot` is what is seen, `unit` where the whole grid lies: they differ when one has zoomed in.
    """
    shapes: list[Shape] = []
    columns = _edges(layout.x, unit.x, unit.width)
    rows = _edges(layout.y, unit.y, unit.height)
    shapes.extend(Line(x, plot.y, x, plot.bottom) for x in columns if plot.x < x < plot.right)
    shapes.extend(Line(plot.x, y, plot.right, y) for y in rows if plot.y < y < plot.bottom)
    shapes.extend(_cuts(layout, plot, unit))
    shapes.append(Rect(plot.x, plot.y, plot.width, plot.height, stroke="line"))
    shapes.extend(zone_labels(layout, plot, unit, translate))
    return shapes


def zone_labels(layout: Layout, plot: Box, unit: Box, translate: Translate = _) -> list[Label]:
    """The names of the zones, each in the outer corner of what is seen of it."""
    labels: list[Label] = []
    for zone in layout.zones:
        left = max(plot.x, unit.x + layout.x.fraction(zone.x_low) * unit.width)
        right = min(plot.right, unit.x + layout.x.fraction(zone.x_high) * unit.width)
        top = max(plot.y, unit.y + (1 - layout.y.fraction(zone.y_high)) * unit.height)
        bottom = min(plot.bottom, unit.y + (1 - layout.y.fraction(zone.y_low)) * unit.height)
        if right - left < 60 or bottom - top < 30:
            continue
        upper = zone.y_high >= layout.y.lowest + layout.y.steps - 0.5
        y = top + 18 if upper else bottom - 10
        outer_right = zone.x_high >= layout.x.lowest + layout.x.steps - 0.5
        outer_left = zone.x_low <= layout.x.lowest - 0.5
        if outer_left or not outer_right:
            labels.append(Label(translate(zone.meaning.text), left + 10, y, 12, "muted", "left", "bold"))
        else:
            labels.append(Label(translate(zone.meaning.text), right - 10, y, 12, "muted", "right", "bold"))
    return labels


def axis_shapes(
    layout: Layout,
    plot: Box,
    unit: Box,
    measure: Measure = estimate_width,
    translate: Translate = _,
) -> list[Shape]:
    """The words along the axes: the name of each step beside its band, the ends stronger, the rating's name."""
    shapes: list[Shape] = []
    for step in layout.y.scale:
        y = unit.y + (1 - layout.y.fraction(step)) * unit.height
        if plot.y <= y <= plot.bottom:
            shapes.append(
                Label(step_label(layout.y.scale, step, translate), plot.x - 8, y + 4, 11, "muted", "right")
            )
    band = unit.width / layout.x.steps
    for step in layout.x.scale:
        x = unit.x + layout.x.fraction(step) * unit.width
        text = step_label(layout.x.scale, step, translate)
        at_end = step in (layout.x.lowest, layout.x.lowest + layout.x.steps - 1)
        if plot.x <= x <= plot.right and (at_end or measure(text, 11, False) < band - 6):
            shapes.append(Label(text, x, plot.bottom + 16, 11, "muted", "middle"))
    middle_y = plot.y + plot.height / 2
    left = plot.x - margins(layout, measure, translate)[0] + 11
    shapes.append(Label(translate(layout.y.name), left, middle_y, 12, "muted", "middle", "bold", turn=-90))
    middle_x = plot.x + plot.width / 2
    shapes.append(Label(translate(layout.x.name), middle_x, plot.bottom + 34, 12, "muted", "middle", "bold"))
    return shapes


def _edges(axis: Axis, start: float, length: float) -> list[float]:
    return [start + length * number / axis.steps for number in range(1, axis.steps)]


def _cuts(layout: Layout, plot: Box, unit: Box) -> list[Shape]:
    """The dividing lines."""
    shapes: list[Shape] = []
    dash = (4.0, 3.0)
    for cut in layout.x.cuts:
        x = unit.x + layout.x.fraction(cut) * unit.width
        if plot.x < x < plot.right:
            shapes.append(Line(x, plot.y, x, plot.bottom, "line_strong", 1.2, dash=dash))
    for cut in layout.y.cuts:
        y = unit.y + (1 - layout.y.fraction(cut)) * unit.height
        if plot.y < y < plot.bottom:
            shapes.append(Line(plot.x, y, plot.right, y, "line_strong", 1.2, dash=dash))
    return shapes
