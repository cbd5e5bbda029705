"""The stakeholder grid as one picture: frame, zones, markers, labels, legend, and who is not on it.

The screen paints `ground_shapes` and `marker_shapes` itself, in the same places; a pack or an export takes
`grid_figure` whole. Colours are roles, sentences come from the catalogue that is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hdplanner.domain.choices import Choice
from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.figures.declutter import Occupancy, Spot, Wanted, place_labels
from hdplanner.figures.grid_ground import (
    Box,
    Measure,
    Translate,
    axis_shapes,
    estimate_width,
    ground_shapes,
    margins,
    zone_labels,
)
from hdplanner.figures.grid_overlays import (
    NO_OVERLAYS,
    Overlays,
    coalition_hulls,
    not_placed,
    spread_shapes,
    target_shapes,
    trail_shapes,
)
from hdplanner.figures.legend import legend_shapes
from hdplanner.figures.markers import CROWD, CROWD_SCALE, marker_extent, marker_radius, marker_shapes
from hdplanner.figures.methods import Layout, zone_of
from hdplanner.figures.scene import GridScene, Mark, Placed
from hdplanner.figures.shapes import (
    Anchor,
    Figure,
    Label,
    Line,
    Shape,
    Weight,
    runs_right_to_left,
    scaled,
    shortened,
)
from hdplanner.i18n import N_, _

_NAME_LIMIT = 42
_NOTE = 10.5
_COMFORTABLE, _SMALLEST = 640.0, 0.74
"""Below this width the whole figure shrinks, down to eight points of text."""


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


@dataclass(frozen=True, slots=True)
class _Words:
    """How a picture writes: what measures its letters, what translates its sentences, and from which side."""

    measure: Measure
    translate: Translate

    @property
    def mirrored(self) -> bool:
        """Whether lines begin at the right."""
        return runs_right_to_left(self.translate(NOT_ASSESSED))


def grid_figure(
    scene: GridScene,
    width: float = 480.0,
    height: float = 400.0,
    *,
    title: str = "",
    source: str = "",
    names: int = 400,
    told: int = 12,
    overlays: Overlays = NO_OVERLAYS,
    measure: Measure = estimate_width,
    translate: Translate = _,
) -> Figure:
    """The whole grid as a picture for a page: points, all inside width by height.

    `source` is the line of date and source below; `names` how many are named at most, the most influential
    first. Names that find no room are left out of the picture; the table beside it holds them all, and the words
    of the figure (`alt`) up to `told` of each zone.
    """
    scale = min(1.0, max(_SMALLEST, width / _COMFORTABLE))
    words = _Words(measure, translate)
    shapes = _page(scene, width / scale, height / scale, source, names, overlays, words)
    return Figure(
        width,
        height,
        tuple(scaled(shape, scale) for shape in shapes) if scale < 1 else tuple(shapes),
        title or scene.layout.title(translate),
        describe(scene, translate, told),
        "rtl" if words.mirrored else "ltr",
    )


def _page(
    scene: GridScene,
    width: float,
    height: float,
    source: str,
    names: int,
    overlays: Overlays,
    words: _Words,
) -> list[Shape]:
    """The figure at 100 %: the plot with its words, the legend, and who is not on it."""
    measure, translate = words.measure, words.translate
    left, below = margins(scene.layout, measure, translate)
    notes = _notes(scene, width, source, overlays, words)
    legend = legend_shapes(scene, 0, 0, width, measure, translate, overlays)
    foot = legend.height + 16 * len(notes) + 9
    plot = Box(left, 4, width - left - 6, max(80.0, height - below - foot - 4))
    shapes: list[Shape] = [*ground_shapes(scene.layout, plot, plot, translate)]
    shapes.extend(axis_shapes(scene.layout, plot, plot, measure, translate))
    shapes.extend(_marks(scene, plot, names, overlays, words))
    top = plot.bottom + below + 6
    shapes.extend(legend_shapes(scene, 0, top, width, measure, translate, overlays).shapes)
    start = width if words.mirrored else 0.0
    anchor: Anchor = "right" if words.mirrored else "left"
    for number, note in enumerate(notes):
        y = top + legend.height + 14 + 16 * number
        shapes.append(Label(note, start, y, _NOTE, "muted", anchor))
    return shapes


def _marks(scene: GridScene, plot: Box, names: int, overlays: Overlays, words: _Words) -> Iterator[Shape]:
    """Hulls below the markers, markers, what belongs to single marks, and names where there is room."""
    measure = words.measure
    around = coalition_hulls(scene, plot, plot, measure) if overlays.coalitions else []
    for hull in around:
        yield from hull.outline
    placed = [(mark, plot.x + mark.x * plot.width, plot.y + mark.y * plot.height) for mark in scene.marks]
    crowded = len(placed) > CROWD
    over = () if crowded else scene.marks
    for wanted, shapes_of in (
        (overlays.trails, trail_shapes),
        (overlays.targets, target_shapes),
        (overlays.spread, spread_shapes),
    ):
        for mark in over if wanted else ():
            yield from shapes_of(scene.layout, mark, plot)
    scale = CROWD_SCALE if crowded else 1.0
    for mark, x, y in placed:
        yield from marker_shapes(mark.look, x, y, scale, halo=not crowded)
    taken = [*zone_labels(scene.layout, plot, plot, words.translate), *(hull.label for hull in around)]
    for spot, mark, text in place_names(placed[::-1], plot, taken, measure, limit=names, scale=scale):
        yield from name_shapes(spot, text, measure(text, 11, False), faded=mark.look.fading == 2)
    yield from (hull.label for hull in around)


def describe(scene: GridScene, translate: Translate = _, shown: int = 12) -> str:
    """The grid in words, for those who cannot see it: the names in each zone, and who is not assessed.

    Of more than `shown` in one list the rest is counted.
    """
    zones: dict[Choice | None, list[str]] = {zone.meaning: [] for zone in scene.layout.zones}
    for mark in reversed(scene.marks):
        zones.setdefault(_zone_of(scene.layout, mark.row), []).append(mark.row.name)
    parts = [
        _listing(_zone_name(scene.layout, zone, translate), names, translate, shown)
        for zone, names in zones.items()
        if names
    ]
    if scene.unassessed:
        waiting = [row.name for row in scene.unassessed]
        parts.append(_listing(translate(NOT_ASSESSED), waiting, translate, shown))
    return " ".join(parts)


def _zone_of(layout: Layout, row: Placed) -> Choice | None:
    return zone_of(layout, getattr(row, layout.x.field), getattr(row, layout.y.field))


def _zone_name(layout: Layout, zone: Choice | None, translate: Translate) -> str:
    return layout.title(translate) if zone is None else translate(zone.text)


def _listing(name: str, names: list[str], translate: Translate, shown: int = 12) -> str:
    comma = "\N{ARABIC COMMA} " if runs_right_to_left(name) else ", "
    head = comma.join(shortened(text, _NAME_LIMIT) for text in names[:shown])
    if len(names) <= shown:
        return translate(N_("{list}: {names}.")).format(list=name, names=head)
    more = translate(N_("{list}: {names} and {count} more."))
    return more.format(list=name, names=head, count=len(names) - shown)


def _notes(scene: GridScene, width: float, source: str, overlays: Overlays, words: _Words) -> list[str]:
    """The lines below the picture, each cut to the width."""
    translate = words.translate
    lists = [
        (translate(NOT_ASSESSED), [row.name for row in scene.unassessed]),
        (translate(N_("Movement")), [row.name for row in scene.apart]),
    ]
    if overlays.coalitions:
        absent = translate(N_("Not on the grid, of “{coalition}”"))
        for name, members in not_placed(scene).items():
            lists.append((absent.format(coalition=shortened(name, _NAME_LIMIT)), members))
    lines = [_fitting_list(name, names, width, words) for name, names in lists if names]
    return [*lines, _fitted(source, width, words.measure)] if source else lines


def _fitting_list(name: str, names: list[str], width: float, words: _Words) -> str:
    """As many names as the line has room for, the rest counted."""
    for shown in range(12, 0, -1):
        line = _listing(name, names, words.translate, shown)
        if words.measure(line, _NOTE, False) <= width:
            return line
    return _fitted(line, width, words.measure)


def _fitted(text: str, width: float, measure: Measure) -> str:
    while len(text) > 8 and measure(text, _NOTE, False) > width:
        text = shortened(text, int(len(text) * 0.93))
    return text


__all__ = [
    "Box",
    "Measure",
    "Translate",
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
