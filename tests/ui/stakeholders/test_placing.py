"""Cards stand beside what they are about: inside the widget, never over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from hdplanner.ui.stakeholders.placing import place_beside

WITHIN = QRect(4, 4, 792, 592)
CARD = QSize(316, 238)


def test_a_card_opens_on_the_side_of_the_reading_direction() -> None:
    marker = QRect(390, 290, 20, 20)
    assert place_beside(CARD, marker, WITHIN, mirrored=False).x() > marker.right()
    assert place_beside(CARD, marker, WITHIN, mirrored=True).x() + CARD.width() < marker.left()


@given(st.integers(4, 776), st.integers(4, 576), st.booleans())
def test_a_card_is_inside_and_not_over_the_marker_wherever_that_is(x: int, y: int, mirrored: bool) -> None:
    marker = QRect(x, y, 20, 20)
    box = QRect(place_beside(CARD, marker, WITHIN, mirrored=mirrored), CARD)
    assert WITHIN.contains(box)
    assert not box.intersects(marker)


def test_where_no_side_has_room_the_far_corner_is_taken() -> None:
    small = QRect(0, 0, 300, 200)
    assert place_beside(QSize(280, 190), QRect(10, 10, 20, 20), small, mirrored=False) == QPoint(19, 9)
