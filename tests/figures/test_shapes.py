from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hdplanner.figures.shapes import (
    Circle,
    Label,
    Line,
    Polygon,
    arrow,
    roles_of,
    runs_right_to_left,
    scaled,
    shortened,
)


def test_an_arrow_ends_in_its_head_at_the_target() -> None:
    line, head = arrow((0, 0), (100, 0), head=10)
    assert isinstance(line, Line)
    assert isinstance(head, Polygon)
    assert (line.x2, line.y2) == (90, 0)
    assert head.points[0] == (100, 0)


def test_an_arrow_to_where_one_stands_is_nothing() -> None:
    assert arrow((5, 5), (5, 5)) == ()


def test_roles_of_names_fills_strokes_and_labels() -> None:
    shapes = (Circle(0, 0, 1, fill="a", stroke="b"), Label("x", 0, 0, role="c"), Line(0, 0, 1, 1, "d"))
    assert roles_of(shapes) == {"a", "b", "c", "d"}


def test_direction_is_that_of_the_first_letter_with_one() -> None:
    assert runs_right_to_left("12 وزارة الصحة")
    assert not runs_right_to_left("Ministry وزارة")
    assert not runs_right_to_left("123 – 456")


def test_a_short_text_stays_as_it_is() -> None:
    assert shortened("Ministry of Health", 42) == "Ministry of Health"


def test_a_name_of_ten_thousand_characters_becomes_one_short_line() -> None:
    text = shortened("Mini\nstry " * 1_000, 42)
    assert len(text) <= 42
    assert "\n" not in text
    assert text.endswith("…")


@given(st.text(max_size=400), st.integers(min_value=2, max_value=60))
def test_a_shortened_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


def test_a_scaled_shape_keeps_its_roles_and_changes_every_length() -> None:
    circle = scaled(Circle(10, 20, 4, fill="a", stroke="b", stroke_width=2, dash=(2, 4)), 0.5)
    assert circle == Circle(5, 10, 2, fill="a", stroke="b", stroke_width=1, dash=(1, 2))
    assert scaled(Polygon(((2, 4), (6, 8)), fill="a", stroke_width=2), 0.5) == Polygon(
        ((1, 2), (3, 4)), fill="a", stroke_width=1
    )
    label = scaled(Label("Name", 10, 20, 12, turn=-90), 0.5)
    assert (label, label.turn) == (Label("Name", 5, 10, 6, turn=-90), -90)  # type: ignore[union-attr]
