"""The stakeholder grid as one picture: frame, zones, markers, labels, legend, and who is not on it.

The screen paints `ground_shapes` and `marker_shapes` itself, in the same places; a pack or an export takes
`grid_figure` whole. Colours are roles, sentences come from the catalogue that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hdplanner.domain.choices import Choice
from hdplanner.domain.labels import step_label
from hdplanner.figures.declutter import Occupancy, Spot, Wanted, place_labels
from hdplanner.figures.legend import legend_shapes
from hdplanner.figures.markers import marker_extent, marker_radius, marker_shapes
from hdplanner.figures.methods import Axis, Layout, zone_of
from hdplanner.figures.scene import GridScene, Mark, Placed
from hdplanner.figures.shapes import Figure, Label, Line, Rect, Shape, Weight, scaled, shortened
from hdplanner.i18n import N_, _

Measure = Callable[[str, float, bool], float]
"""The width of a text, from text, size and whether it is bold."""
Translate = Callable[[str], str]

_NAME_LIMIT = 42
_NOTE = 10.5
_COMFORTABLE, _SMALLEST = 640.0, 0.74
"""Below this width the whole figure shrinks, down to eight points of text."""


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


def place_names(
    marks: Sequence[tuple[Mark, float, float]],
    plot: Box,
    taken: Iterable[Label] = (),
    measure: Measure = estimate_width,
    *,
    size: float = 11.0,
    scale: float = 1.0,
    limit: int = 400,
) -> list[tuple[Spot, Mark, str]]:
    """Places for the names of marks at (x, y), the first the most important; who finds none stays unnamed."""
    page = Occupancy(plot.x, plot.y, plot.right, plot.bottom)
    page.take_discs((x, y, marker_radius(mark.look) * scale) for mark, x, y in marks)
    for label in taken:
        width = measure(label.text, label.size, label.weight == "bold")
        left = label.x - {"left": 0.0, "middle": width / 2, "right": width}[label.anchor]
        page.take(left - 2, label.y - label.size, width + 4, label.size + 4)
    texts: list[str] = []

    def wanted() -> Iterator[Wanted]:
        for mark, x, y in marks:
            texts.append(shortened(mark.row.name, _NAME_LIMIT))
            radius = marker_radius(mark.look) * scale + 1
            yield Wanted(x, y, radius, measure(texts[-1], size, False), size * 1.3)

    spots = place_labels(wanted(), page, limit=limit)
    return [(spot, marks[spot.number][0], texts[spot.number]) for spot in spots]


def name_shapes(
    spot: Spot,
    text: str,
    width: float,
    *,
    size: float = 11.0,
    faded: bool = False,
    weight: Weight = "normal",
) -> list[Shape]:
    """A placed name with its leader line."""
    x = spot.x + {"left": 0.0, "middle": width / 2, "right": width}[spot.anchor]
    label = Label(text, x, spot.y + size * 1.02, size, "muted" if faded else "text", spot.anchor, weight)
    if spot.leader is None:
        return [label]
    (x1, y1), (x2, y2) = spot.leader
    return [Line(x1, y1, x2, y2, "line_strong", 0.7), label]


def grid_figure(
    scene: GridScene,
    width: float = 480.0,
    height: float = 400.0,
    *,
    title: str = "",
    source: str = "",
    names: int = 400,
    measure: Measure = estimate_width,
    translate: Translate = _,
) -> Figure:
    """The whole grid as a picture for a page: points, all inside width by height.

    `source` is the line of date and source below; `names` how many are named at most, the most influential
    first. Names that find no room are left out of the picture; the table beside it holds them all.
    """
    scale = min(1.0, max(_SMALLEST, width / _COMFORTABLE))
    shapes = _page(scene, width / scale, height / scale, source, names, measure, translate)
    return Figure(
        width,
        height,
        tuple(scaled(shape, scale) for shape in shapes) if scale < 1 else tuple(shapes),
        title or translate(scene.layout.name),
        describe(scene, translate),
    )


def _page(
    scene: GridScene,
    width: float,
    height: float,
    source: str,
    names: int,
    measure: Measure,
    translate: Translate,
) -> list[Shape]:
    """The figure at 100 %: the plot with its words, the legend, and who is not on it."""
    left, below = margins(scene.layout, measure, translate)
    notes = _notes(scene, width, source, measure, translate)
    legend = legend_shapes(scene, 0, 0, width, measure, translate)
    foot = legend.height + 16 * len(notes) + 9
    plot = Box(left, 4, width - left - 6, max(80.0, height - below - foot - 4))
    shapes: list[Shape] = [*ground_shapes(scene.layout, plot, plot, translate)]
    shapes.extend(axis_shapes(scene.layout, plot, plot, measure, translate))
    placed = [(mark, plot.x + mark.x * plot.width, plot.y + mark.y * plot.height) for mark in scene.marks]
    for mark, x, y in placed:
        shapes.extend(marker_shapes(mark.look, x, y))
    zones = zone_labels(scene.layout, plot, plot, translate)
    for spot, mark, text in place_names(placed[::-1], plot, zones, measure, limit=names):
        shapes.extend(name_shapes(spot, text, measure(text, 11, False), faded=mark.look.fading == 2))
    top = plot.bottom + below + 6
    shapes.extend(legend_shapes(scene, 0, top, width, measure, translate).shapes)
    for number, note in enumerate(notes):
        shapes.append(Label(note, 0, top + legend.height + 14 + 16 * number, _NOTE, "muted"))
    return shapes


def describe(scene: GridScene, translate: Translate = _) -> str:
    """The grid in words, for those who cannot see it: the names in each zone, and who is not assessed."""
    zones: dict[Choice | None, list[str]] = {zone.meaning: [] for zone in scene.layout.zones}
    for mark in reversed(scene.marks):
        zones.setdefault(_zone_of(scene.layout, mark.row), []).append(mark.row.name)
    parts = [
        _listing(translate(scene.layout.name if zone is None else zone.text), names, translate)
        for zone, names in zones.items()
        if names
    ]
    if scene.unassessed:
        parts.append(
            _listing(translate(N_("Not assessed")), [row.name for row in scene.unassessed], translate)
        )
    return " ".join(parts)


def _zone_of(layout: Layout, row: Placed) -> Choice | None:
    return zone_of(layout, getattr(row, layout.x.field), getattr(row, layout.y.field))


def _listing(name: str, names: list[str], translate: Translate, shown: int = 12) -> str:
    head = ", ".join(shortened(text, _NAME_LIMIT) for text in names[:shown])
    if len(names) <= shown:
        return translate(N_("{list}: {names}.")).format(list=name, names=head)
    more = translate(N_("{list}: {names} and {count} more."))
    return more.format(list=name, names=head, count=len(names) - shown)


def _notes(scene: GridScene, width: float, source: str, measure: Measure, translate: Translate) -> list[str]:
    """The lines below the picture, each cut to the width."""
    lines = []
    if scene.unassessed:
        lines.append(
            _listing(translate(N_("Not assessed")), [row.name for row in scene.unassessed], translate)
        )
    if scene.apart:
        lines.append(_listing(translate(N_("Movement")), [row.name for row in scene.apart], translate))
    if source:
        lines.append(source)
    return [_fitted(line, width, measure) for line in lines]


def _fitted(text: str, width: float, measure: Measure) -> str:
    while len(text) > 8 and measure(text, _NOTE, False) > width:
        text = shortened(text, int(len(text) * 0.93))
    return text


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


__all__ = [
    "Box",
    "axis_shapes",
    "describe",
    "estimate_width",
    "grid_figure",
    "ground_shapes",
    "margins",
    "marker_extent",
    "name_shapes",
    "place_names",
    "zone_labels",
]
