from __future__ import annotations

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.palette import load_palette
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Polyline, Rect
from hdplanner.figures.svg import figure_to_svg

ROLES = load_palette("light").roles
SVG = "{http://www.w3.org/2000/svg}"


def _figure(*shapes: Circle | Label | Line | Polygon | Polyline | Rect, title: str = "Grid") -> Figure:
    return Figure(100, 80, shapes, title, "In words")


def test_each_kind_of_shape_is_drawn_once_and_in_order() -> None:
    figure = _figure(
        Line(0, 0, 1, 1, dash=(2, 3)),
        Polyline(((0, 0), (1, 1), (2, 0))),
        Polygon(((0, 0), (1, 1), (2, 0)), fill="accent"),
        Circle(5, 5, 2, stroke="text", opacity=0.5),
        Rect(1, 1, 5, 5, fill="surface", corner=2),
        Label("Name", 3, 3, weight="bold", anchor="middle", turn=-90),
    )
    root = ElementTree.fromstring(figure_to_svg(figure, ROLES, "surface"))
    group = root.find(f"{SVG}g")
    assert group is not None
    tags = [element.tag.removeprefix(SVG) for element in group]
    assert tags == ["rect", "line", "polyline", "polygon", "circle", "rect", "text"]


def test_a_name_with_markup_is_text_and_nothing_else() -> None:
    name = "<script>alert('x')</script> & \"Co\""
    svg = figure_to_svg(_figure(Label(name, 0, 10), title=name), ROLES)
    root = ElementTree.fromstring(svg)
    assert "<script" not in svg
    assert root.findtext(f"{SVG}g/{SVG}text") == name
    assert root.findtext(f"{SVG}title") == name


def test_left_of_a_right_to_left_name_is_still_left() -> None:
    root = ElementTree.fromstring(figure_to_svg(_figure(Label("وزارة الصحة", 10, 10, anchor="left")), ROLES))
    text = root.find(f"{SVG}g/{SVG}text")
    assert text is not None
    assert (text.get("direction"), text.get("text-anchor")) == ("rtl", "end")


def test_a_role_that_the_palette_lacks_is_a_bug() -> None:
    with pytest.raises(KeyError):
        figure_to_svg(_figure(Circle(0, 0, 1, fill="no such role")), ROLES)


@given(st.text(max_size=60))
def test_any_text_gives_a_document_that_can_be_read(text: str) -> None:
    svg = figure_to_svg(_figure(Label(text, 0, 10), title=text), ROLES)
    ElementTree.fromstring(svg.encode())
    assert svg == figure_to_svg(_figure(Label(text, 0, 10), title=text), ROLES)
