from __future__ import annotations

import pytest

from hdplanner.figures.framing import FrameText, framed
from hdplanner.figures.grid import estimate_width
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Polyline, Rect

PICTURE = Figure(
    300,
    200,
    (
        Circle(10, 10, 5, "text"),
        Line(0, 0, 300, 200),
        Polyline(((0, 0), (1, 1))),
        Polygon(((0, 0), (1, 1), (2, 0))),
        Rect(0, 0, 300, 200),
        Label("inside", 5, 5),
    ),
    "Short title",
    "In words",
)


def _labels(figure: Figure) -> list[Label]:
    return [shape for shape in figure.shapes if isinstance(shape, Label)]


def test_a_frame_says_title_marking_and_source() -> None:
    text = FrameText("Who decides", "Assessed until 22 November 2026", "Confidential", "marking_strict")
    figure = framed(PICTURE, text, estimate_width)
    said = [label.text for label in _labels(figure)]
    assert said == [
        "Who decides",
        "CONFIDENTIAL",
        "inside",
        "Assessed until 22 November 2026 · Confidential",
    ]
    assert (figure.title, figure.alt) == ("Who decides", "In words")


def test_the_picture_is_moved_whole_and_stays_on_the_page() -> None:
    figure = framed(PICTURE, FrameText("Title", "Source", "Internal"), estimate_width)
    (frame,) = (shape for shape in figure.shapes if isinstance(shape, Rect))
    (dot,) = (shape for shape in figure.shapes if isinstance(shape, Circle))
    assert (dot.x - frame.x, dot.y - frame.y) == (10, 10)
    assert frame.x + frame.width < figure.width
    assert frame.y + frame.height < figure.height
    assert len(figure.shapes) == len(PICTURE.shapes) + 3


def test_in_a_language_from_right_to_left_lines_begin_at_the_right() -> None:
    text = FrameText("Title", "Source", "Internal", direction="rtl")
    figure = framed(PICTURE, text, estimate_width)
    title, marking, _inside, source = _labels(figure)
    assert (title.anchor, marking.anchor, source.anchor) == ("right", "left", "right")
    assert marking.x < title.x == source.x
    assert figure.direction == "rtl"


@pytest.mark.parametrize("title", ["T" * 10_000, "word " * 2_000, "", "Line\nbreak"])
def test_a_title_of_any_length_keeps_to_its_place(title: str) -> None:
    figure = framed(PICTURE, FrameText(title, "S" * 10_000, "Strictly confidential"), estimate_width)
    for label in _labels(figure):
        assert "\n" not in label.text
        assert estimate_width(label.text, label.size, label.weight == "bold") <= 300
    assert len(_labels(figure)) <= 6


def test_without_words_there_is_only_the_margin() -> None:
    figure = framed(PICTURE, FrameText(""), estimate_width)
    assert [label.text for label in _labels(figure)] == ["inside"]
    assert figure.height == 248
    assert figure.title == "Short title"
