from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.ui.channels.fields import distance_text, read_clock, read_distance


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, None)),
        ("14:30", (time(14, 30), None)),
        ("9.05", (time(9, 5), None)),
        ("14h30 to 16h00", (time(14, 30), time(16, 0))),
        ("١٤:٣٠", (time(14, 30), None)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: tuple[time | None, time | None]) -> None:
    assert read_clock(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("14", (14, None)), ("7 to 1", (7, 1)), ("1-7", (7, 1)), ("7-7", (7, None)), ("2 to -1", (2, -1))],
)
def test_distances_are_read_as_people_write_them(text: str, expected: tuple[int, int | None]) -> None:
    assert read_distance(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "7 to", "1 2 3"])
def test_what_is_no_distance_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        read_distance(text)


@given(st.integers(-400, 400), st.one_of(st.none(), st.integers(-400, 400)))
def test_a_distance_that_is_shown_is_read_as_the_same(first: int, last: int | None) -> None:
    if last is not None and last >= first:
        last = None
    assert read_distance(distance_text(first, last)) == (first, last)
