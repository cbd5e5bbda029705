from __future__ import annotations

import pytest
from defusedxml import ElementTree

from hdplanner.figures.grid import Box, describe, estimate_width, grid_figure, ground_shapes, zone_labels
from hdplanner.figures.legend import legend_entries, legend_figure
from hdplanner.figures.methods import LAYOUTS, GridMethod, Layout, own_layout
from hdplanner.figures.palette import load_palette
from hdplanner.figures.scene import GridScene, Placed, build_scene
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Rect, roles_of
from hdplanner.figures.svg import figure_to_svg


def _scene(method: GridMethod = GridMethod.MENDELOW, count: int = 40) -> GridScene:
    rows = [
        Placed(
            f"{number:05d}",
            f"Ministry number {number}",
            influence=None if number % 9 == 8 else number % 5 + 1,
            interest=(number * 3) % 5 + 1,
            position=(number * 7) % 5 - 2,
            relationship=number % 5,
            confidence=number % 3 + 1,
            age_days=number * 9,
            apart=number == 7,
        )
        for number in range(count)
    ]
    return build_scene(rows, method)


def _texts(shapes: tuple[object, ...]) -> list[str]:
    return [shape.text for shape in shapes if isinstance(shape, Label)]


@pytest.mark.parametrize("method", list(GridMethod))
@pytest.mark.parametrize("size", [(480.0, 400.0), (760.0, 560.0), (300.0, 300.0)])
def test_the_whole_picture_lies_on_its_page(method: GridMethod, size: tuple[float, float]) -> None:
    figure = grid_figure(_scene(method), *size, source="Assessments at 22 November 2026")
    for shape in figure.shapes:
        match shape:
            case Circle():
                assert 0 <= shape.x <= size[0]
                assert 0 <= shape.y <= size[1]
            case Rect():
                assert shape.x + shape.width <= size[0]
                assert shape.y + shape.height <= size[1]
            case Label() if not shape.turn:
                assert 0 <= shape.y <= size[1], shape.text
            case Line():
                assert max(shape.x1, shape.x2) <= size[0]
                assert max(shape.y1, shape.y2) <= size[1]


@pytest.mark.parametrize("method", list(GridMethod))
def test_both_themes_can_colour_it(method: GridMethod) -> None:
    figure = grid_figure(_scene(method))
    for name in ("light", "dark"):
        palette = load_palette(name)
        assert roles_of(figure.shapes) <= palette.roles.keys()
        ElementTree.fromstring(figure_to_svg(figure, palette.roles, "surface"))


def test_the_axes_are_named_at_their_ends_in_words() -> None:
    texts = _texts(grid_figure(_scene(), 760, 560).shapes)
    for word in ("Marginal", "Decisive", "Not on agenda", "Top priority", "Influence", "Interest"):
        assert word in texts
    for zone in ("Manage closely", "Keep satisfied", "Keep informed", "Monitor"):
        assert texts.count(zone) == 1


def test_nobody_unassessed_is_drawn_and_all_are_named_below() -> None:
    scene = build_scene([Placed("1", "Unknown bank", influence=5), Placed("2", "IFRC", 5, apart=True)])  # type: ignore[arg-type]
    figure = grid_figure(scene, 760, 560)
    assert not any(isinstance(shape, Circle | Polygon) for shape in figure.shapes)
    texts = " ".join(_texts(figure.shapes))
    assert "Not assessed: Unknown bank." in texts
    assert "Movement: IFRC." in texts


def test_names_never_overlap_each_other() -> None:
    names = {f"Ministry number {number}" for number in range(40)}
    labels = [
        shape
        for shape in grid_figure(_scene(), 760, 560).shapes
        if isinstance(shape, Label) and shape.text in names
    ]
    assert len(labels) > 15
    boxes = []
    for label in labels:
        width = estimate_width(label.text, label.size)
        left = label.x - {"left": 0, "middle": width / 2, "right": width}[label.anchor]
        boxes.append((left, label.y - label.size, left + width, label.y + 2))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_a_name_of_ten_thousand_characters_is_cut_and_harms_nothing() -> None:
    scene = build_scene([Placed("1", "N" * 10_000, influence=3, interest=3)])
    figure = grid_figure(scene)
    assert max(len(text) for text in _texts(figure.shapes)) <= 120
    assert len(figure.alt) < 500


def test_the_words_say_what_the_picture_shows() -> None:
    rows = [
        Placed("1", "Ministry of Finance", influence=5, interest=4),
        Placed("2", "Radio", influence=1, interest=1),
        Placed("3", "Bank"),
    ]
    words = describe(build_scene(rows))
    assert words == "Manage closely: Ministry of Finance. Monitor: Radio. Not assessed: Bank."


def test_words_of_a_large_grid_stay_short() -> None:
    assert "and 28 more." in describe(build_scene(Placed(str(n), f"Row {n}", "", 5, 5) for n in range(40)))


def test_the_legend_names_only_what_is_shown() -> None:
    scene = build_scene([Placed("1", "A", influence=5, interest=4, position=2, confidence=3, age_days=1)])
    assert [entry.text for entry in legend_entries(scene)] == ["Actively supportive", "Institution"]
    assert legend_entries(build_scene([])) == []


def test_the_legend_alone_wraps_to_its_width() -> None:
    wide, narrow = (legend_figure(_scene(), width, estimate_width) for width in (900.0, 240.0))
    assert narrow.height > wide.height
    assert "Uncommitted" in wide.alt
    assert legend_figure(build_scene([]), 300, estimate_width).shapes == ()


def _loud(sentence: str) -> str:
    return sentence if "{" in sentence else sentence.upper()


def test_sentences_come_from_the_catalogue_that_is_handed_in() -> None:
    texts = _texts(grid_figure(_scene(), 760, 560, translate=_loud).shapes)
    assert "MANAGE CLOSELY" in texts
    assert "DECISIVE" in texts


def test_a_closer_view_shows_zone_names_inside_what_is_seen() -> None:
    layout = LAYOUTS[GridMethod.MENDELOW]
    plot, unit = Box(100, 10, 600, 400), Box(-1100, -790, 2400, 1600)
    for label in zone_labels(layout, plot, unit):
        assert plot.x <= label.x <= plot.right
        assert plot.y <= label.y <= plot.bottom
    for shape in ground_shapes(layout, plot, unit):
        if isinstance(shape, Line):
            assert plot.x <= shape.x1 <= plot.right
            assert plot.y <= shape.y1 <= plot.bottom


def _arabic(sentence: str) -> str:
    return "\u0645\u0633\u0627\u0631 " + sentence if "{" in sentence else "\u0645\u0633\u0627\u0631"


def test_a_legend_in_arabic_has_each_symbol_right_of_its_word() -> None:
    legend = legend_figure(_scene(), 500, estimate_width, _arabic)
    labels = [shape for shape in legend.shapes if isinstance(shape, Label)]
    circles = [shape for shape in legend.shapes if isinstance(shape, Circle)]
    assert max(circle.x for circle in circles) > 480
    for label in labels:
        assert label.anchor == "right"
        assert any(abs(c.y - label.y) < 9 and 0 < c.x - label.x < 20 for c in circles)
    figure = grid_figure(_scene(), 760, 560, source="Source", translate=_arabic)
    assert figure.direction == "rtl"
    source = next(s for s in figure.shapes if isinstance(s, Label) and s.text == "Source")
    assert (source.x, source.anchor) == (760, "right")


def _boxes(figure: Figure, names: set[str]) -> list[tuple[float, float, float, float]]:
    boxes = []
    for label in figure.shapes:
        if isinstance(label, Label) and label.text in names:
            width = estimate_width(label.text, label.size)
            left = label.x - {"left": 0, "middle": width / 2, "right": width}[label.anchor]
            boxes.append((left, label.y - label.size, left + width, label.y + 2))
    return boxes


def test_five_hundred_on_one_spot_all_show_and_their_names_are_fewer_but_never_overlap() -> None:
    rows = [Placed(f"{n}", f"Council {n}", "group", 4, 4, n % 5 - 2, confidence=1) for n in range(500)]
    scene = build_scene(rows)
    figure = grid_figure(scene, 760, 560)
    places = [(round(mark.x * 1000), round(mark.y * 1000)) for mark in scene.marks]
    assert len(set(places)) == 500
    boxes = _boxes(figure, {row.name for row in rows})
    assert 0 < len(boxes) < 500
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_names_from_right_to_left_and_empty_ones_are_placed_like_others() -> None:
    hebrew = "\u05de\u05e9\u05e8\u05d3"
    rows = [Placed("1", hebrew, "post", 5, 5), Placed("2", "", "person", 1, 1), Placed("3", " \n ", "", 3, 3)]
    figure = grid_figure(build_scene(rows), 760, 560)
    assert hebrew in _texts(figure.shapes)
    ElementTree.fromstring(figure_to_svg(figure, load_palette("light").roles))


def test_a_crowd_has_no_halos_and_no_signs() -> None:
    rows = [Placed(f"{n}", f"Council {n}", "group", n % 5 + 1, n % 4 + 1, 0) for n in range(1600)]
    shapes = grid_figure(build_scene(rows), 760, 560).shapes
    halos = [shape for shape in shapes if isinstance(shape, Circle) and shape.opacity < 0.2]
    assert len(halos) < 10  # those of the legend


@pytest.mark.parametrize("layout", [*LAYOUTS.values(), own_layout("confidence", "interest")])
def test_each_name_that_is_placed_stands_in_the_picture_or_in_its_words(layout: Layout) -> None:
    scene = build_scene(
        [
            Placed(
                str(n),
                f"Body {n:02d} of many",
                "group",
                n % 5 + 1,
                (n * 3) % 5 + 1,
                n % 5 - 2,
                n % 5,
                1 + n % 3,
            )
            for n in range(12)
        ],
        layout,
    )
    figure = grid_figure(scene, 900, 700, source="Assessed until 22 November 2026")
    svg = figure_to_svg(figure, load_palette("light").roles, "surface")
    tree = ElementTree.fromstring(svg)
    said = " ".join(tree.itertext())
    assert len(scene.marks) == 12
    for mark in scene.marks:
        assert mark.row.name in said
    assert layout.title() in said
    assert "Assessed until 22 November 2026" in said


def test_an_empty_grid_still_has_its_ground() -> None:
    assert "Decisive" in _texts(grid_figure(build_scene([])).shapes)


def test_a_line_below_names_as_many_as_it_has_room_for_and_counts_the_rest() -> None:
    rows = [Placed(str(n), f"A council with quite a long name {n}") for n in range(9)]
    (line,) = (
        s.text
        for s in grid_figure(build_scene(rows), 640, 480).shapes
        if isinstance(s, Label) and "Not assessed:" in s.text
    )
    assert " more." in line
    assert estimate_width(line, 10.5) <= 640


def test_words_tell_as_many_names_as_are_asked_for() -> None:
    rows = [Placed(str(n), f"Row {n}", "", 5, 5) for n in range(40)]
    alt = grid_figure(build_scene(rows), told=500).alt
    assert all(row.name in alt for row in rows)
    assert "more" not in alt


def test_lists_in_arabic_have_arabic_commas() -> None:
    rows = [Placed("1", "Bank"), Placed("2", "Radio")]
    assert "Bank\N{ARABIC COMMA} Radio" in describe(build_scene(rows), _arabic)
    assert "Bank, Radio" in describe(build_scene(rows))
