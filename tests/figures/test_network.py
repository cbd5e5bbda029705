from __future__ import annotations

import math

import pytest
from defusedxml import ElementTree

from hdplanner.domain.values import TieKind
from hdplanner.figures.grid import estimate_width
from hdplanner.figures.network import (
    Edge,
    NetworkLayout,
    NetworkScene,
    Node,
    build_network,
    describe_network,
    legend_figure,
    network_figure,
    places,
)
from hdplanner.figures.network_edges import FAMILIES, OBSTRUCTING, bow, family_of, sampled, stroke_of
from hdplanner.figures.network_legend import legend_entries
from hdplanner.figures.palette import load_palette
from hdplanner.figures.shapes import Circle, Label, Polygon, Polyline, Rect, roles_of
from hdplanner.figures.svg import figure_to_svg


def _scene(layout: NetworkLayout = NetworkLayout.FORCE, count: int = 40) -> NetworkScene:
    kinds = list(TieKind)
    levels = ("global", "national", "local", None)
    nodes = [
        Node(
            f"n{number:02}",
            f"Council number {number}",
            position=(None, -2, -1, 0, 1, 2)[number % 6],
            influence=None if number % 7 == 0 else number % 5 + 1,
            level=levels[number % 4],
            apart=number == 5,
            flagged=number == 6,
            stale=number % 8 == 0,
        )
        for number in range(count)
    ]
    edges = [
        Edge(
            f"e{number}",
            f"n{number % count:02}",
            f"n{(number * 7 + 3) % count:02}",
            kinds[number % len(kinds)].value,
            (None, 1, 2, 3)[number % 4],
            "obstructing" if number % 11 == 0 else "supportive",
            (None, 1, 2, 3)[number % 3],
        )
        for number in range(int(count * 1.5))
    ]
    return build_network(nodes, edges, places(layout, nodes, edges), layout)


def _texts(shapes: tuple[object, ...]) -> list[str]:
    return [shape.text for shape in shapes if isinstance(shape, Label)]


def _pair(*edges: Edge) -> NetworkScene:
    nodes = [Node("a", "Treasury", influence=5, position=1), Node("b", "Ministry", influence=2)]
    return build_network(nodes, edges, {"a": (0.2, 0.5), "b": (0.8, 0.5)})


# -- the scene


def test_a_tie_to_oneself_or_to_nobody_is_left_out() -> None:
    scene = _pair(Edge("1", "a", "a"), Edge("2", "a", "nobody"), Edge("3", "a", "b"))
    assert [edge.id for edge in scene.edges] == ["3"]


def test_who_has_no_place_is_not_shown_nor_its_ties() -> None:
    nodes = [Node("a", "A"), Node("b", "B")]
    scene = build_network(nodes, [Edge("1", "a", "b")], {"a": (0.5, 0.5)})
    assert [placed.node.id for placed in scene.nodes] == ["a"]
    assert scene.edges == ()


def test_the_influential_are_painted_last() -> None:
    assert [placed.node.id for placed in _pair().nodes] == ["b", "a"]


def test_not_assessed_is_never_drawn_as_the_middle() -> None:
    unknown, middle = (
        build_network([Node("a", "A", position=at)], [], {"a": (0.5, 0.5)}).nodes[0].look for at in (None, 0)
    )
    assert unknown.position is None
    assert middle.position == 0


def test_a_component_of_the_movement_shows_no_rating() -> None:
    scene = build_network([Node("a", "IFRC", position=2, apart=True)], [], {"a": (0.5, 0.5)})
    assert scene.nodes[0].look.position is None
    figure = network_figure(scene)
    assert "position_supportive" not in roles_of(figure.shapes)
    assert "Movement" in _texts(figure.shapes)
    assert "supportive" not in figure.alt.lower()


def test_a_route_takes_the_ties_in_its_direction_and_only_else_the_others() -> None:
    scene = _pair(Edge("there", "a", "b"), Edge("back", "b", "a"))
    assert scene.between(["a", "b"]) == [0]
    assert _pair(Edge("back", "b", "a")).between(["a", "b"]) == [0]
    assert scene.between(["a"]) == []


def test_moved_nodes_move_and_the_rest_stays() -> None:
    scene = _pair(Edge("1", "a", "b")).moved({"a": (0.1, 0.1), "nobody": (0, 0)})
    assert (scene.mark("a") or scene.nodes[0])[1:3] == (0.1, 0.1)
    assert (scene.mark("b") or scene.nodes[0])[1:3] == (0.8, 0.5)
    assert scene.around(["a"]) == {"a", "b"}


# -- ties


def test_ties_in_both_directions_and_side_by_side_lie_apart() -> None:
    start, end = (0.0, 0.0), (100.0, 0.0)
    curves = [bow(start, end), bow(end, start), bow(start, end, 1), bow(start, end, 2)]
    middles = [sampled(curve, 2)[1] for curve in curves if curve is not None]
    assert len(middles) == 4
    assert min(math.dist(a, b) for n, a in enumerate(middles) for b in middles[n + 1 :]) > 8


def test_a_tie_between_two_that_touch_is_not_drawn() -> None:
    assert bow((0, 0), (20, 0), 0, 10, 10) is None
    assert bow((5, 5), (5, 5)) is None


def test_every_kind_has_a_family_and_colours_are_six_at_most() -> None:
    families = {family_of(Edge("1", "a", "b", kind.value)).key for kind in TieKind}
    assert families == {family.key for family in FAMILIES}
    hues = {family.role for family in FAMILIES if family.role.startswith("category_")}
    assert len(hues) <= 6
    coloured = [family for family in FAMILIES if family.role in hues]
    assert len({family.dash for family in coloured}) == len(coloured)


def test_what_obstructs_ends_in_a_bar_whatever_its_kind() -> None:
    edge = Edge("1", "a", "b", "finances", 3, "obstructing", 3)
    assert family_of(edge) is OBSTRUCTING
    assert stroke_of(edge).bar
    assert not stroke_of(Edge("1", "a", "b", "finances", 3, "supportive", 3)).bar


def test_strong_ties_are_wider_and_doubtful_ones_dotted_and_lighter() -> None:
    widths = [stroke_of(Edge("1", "a", "b", "commands", step)).width for step in (1, 2, 3)]
    assert widths == sorted(set(widths))
    sure, doubtful, unknown = (
        stroke_of(Edge("1", "a", "b", "commands", 2, "supportive", c)) for c in (3, 1, None)
    )
    assert doubtful == unknown
    assert doubtful.dash
    assert not sure.dash
    assert doubtful.opacity < sure.opacity


# -- the picture


@pytest.mark.parametrize("layout", list(NetworkLayout))
@pytest.mark.parametrize("size", [(480.0, 400.0), (760.0, 560.0), (300.0, 300.0)])
def test_the_whole_picture_lies_on_its_page(layout: NetworkLayout, size: tuple[float, float]) -> None:
    for shape in network_figure(_scene(layout), *size, source_line="As of 22 November 2026").shapes:
        match shape:
            case Circle():
                assert shape.x - shape.radius >= 0
                assert shape.x + shape.radius <= size[0]
                assert 0 <= shape.y <= size[1]
            case Rect():
                assert shape.x + shape.width <= size[0] + 2
                assert shape.y + shape.height <= size[1]
            case Label():
                assert 0 <= shape.y <= size[1], shape.text
            case Polygon() | Polyline():
                assert all(-4 <= x <= size[0] + 4 and -4 <= y <= size[1] for x, y in shape.points)


@pytest.mark.parametrize("layout", list(NetworkLayout))
def test_both_themes_can_colour_it(layout: NetworkLayout) -> None:
    figure = network_figure(_scene(layout), highlight=["n00", "n03"])
    for name in ("light", "dark"):
        palette = load_palette(name)
        assert roles_of(figure.shapes) <= palette.roles.keys()
        ElementTree.fromstring(figure_to_svg(figure, palette.roles, "surface"))


def test_names_never_overlap_each_other() -> None:
    labels = [
        shape
        for shape in network_figure(_scene(), 900, 640).shapes
        if isinstance(shape, Label) and shape.text.startswith("Council")
    ]
    assert len(labels) > 25
    boxes = []
    for label in labels:
        width = estimate_width(label.text, label.size)
        left = label.x - {"left": 0, "middle": width / 2, "right": width}[label.anchor]
        boxes.append((left, label.y - label.size, left + width, label.y + 2))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_a_route_stands_out_and_only_its_names_are_written() -> None:
    scene = _scene()
    route = ["n00", "n03", "n24"]
    figure = network_figure(scene, 900, 640, highlight=route)
    named = [text for text in _texts(figure.shapes) if text.startswith("Council")]
    assert sorted(named) == ["Council number 0", "Council number 24", "Council number 3"]
    arrow = "\N{RIGHTWARDS ARROW}"
    assert f"Route: Council number 0 {arrow} Council number 3 {arrow} Council number 24." in figure.alt
    both = network_figure(scene, 900, 640, highlight=[route[:2], route[1:]])
    assert both.alt.count("Route:") == 2


def test_the_legend_names_only_what_is_shown() -> None:
    scene = _pair(Edge("1", "a", "b", "finances", 2, "supportive", 3))
    words = [text for text, _width, _draw in legend_entries(scene)]
    assert words == ["Favourable", "Not assessed", "Institution", "Larger: more influence", "Money"]
    assert legend_entries(build_network([], [], {})) == []
    narrow, wide = (legend_figure(_scene(), width, estimate_width) for width in (240.0, 900.0))
    assert narrow.height > wide.height
    assert "Dotted: not sure" in wide.alt


def test_the_words_say_what_the_picture_shows() -> None:
    words = describe_network(_pair(Edge("1", "a", "b", "finances")))
    assert words == (
        "Placed by hand. Stakeholders: 2. Ties: 1. Most ties: Treasury (1), Ministry (1). "
        "Favourable: 1. Not assessed: 1. Kinds of tie: Money."
    )


def test_a_name_of_ten_thousand_characters_is_cut_and_harms_nothing() -> None:
    scene = build_network(
        [Node("a", "N" * 10_000), Node("b", "وزارة المالية")],
        [Edge("1", "a", "b")],
        {"a": (0, 0), "b": (1, 1)},
    )
    figure = network_figure(scene)
    assert max(len(text) for text in _texts(figure.shapes)) <= 60
    assert len(figure.alt) < 500


def test_five_hundred_on_one_spot_are_drawn_in_bounded_time_and_no_name_hides_another() -> None:
    nodes = [Node(str(number), f"Council {number}") for number in range(500)]
    figure = network_figure(build_network(nodes, [], {node.id: (0.5, 0.5) for node in nodes}), 760, 560)
    assert len([text for text in _texts(figure.shapes) if text.startswith("Council")]) < 100


def test_sentences_come_from_the_catalogue_that_is_handed_in() -> None:
    loud = network_figure(_scene(), 900, 640, translate=lambda text: text if "{" in text else text.upper())
    assert "FORMAL POWER" in _texts(loud.shapes)
    assert loud.title == "NETWORK OF INFLUENCE"


def test_an_empty_network_is_an_empty_picture() -> None:
    figure = network_figure(build_network([], [], {}))
    assert _texts(figure.shapes) == []
    assert "Stakeholders: 0." in figure.alt
