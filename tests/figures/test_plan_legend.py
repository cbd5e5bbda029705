"""The legend of the plan's pictures: what is shown and no more, wrapped to its width."""

from __future__ import annotations

from hdplanner.domain.values import ActivityStatus, Mode
from hdplanner.figures.grid_ground import estimate_width
from hdplanner.figures.plan_legend import LINE, plan_legend
from hdplanner.figures.shapes import Label
from hdplanner.i18n import activate, catalogue
from tests.figures.plan_rows import activity


def test_it_explains_only_what_is_shown() -> None:
    rows = [activity("a", mode=Mode.PUBLIC, status=ActivityStatus.DONE), activity("b", mode=Mode.CLOSED)]
    legend = plan_legend(rows, 900, estimate_width)
    assert legend.words == "Closed group, Public, Planned, Done"
    assert [shape.text for shape in legend.shapes if isinstance(shape, Label)] == legend.words.split(", ")


def test_it_takes_as_many_lines_as_it_needs_and_none_for_nothing() -> None:
    rows = [
        activity(f"{mode}{status}", mode=mode, status=status) for mode in Mode for status in ActivityStatus
    ]
    wide, narrow = plan_legend(rows, 2000, estimate_width), plan_legend(rows, 200, estimate_width)
    assert wide.height == LINE
    assert narrow.height > 4 * LINE
    assert all(shape.x < 200 for shape in narrow.shapes if isinstance(shape, Label))
    assert plan_legend([], 900, estimate_width).height == 0


def test_it_speaks_the_language_of_the_window() -> None:
    activate("ar")
    try:
        words = plan_legend([activity("a")], 900, estimate_width).words
    finally:
        activate("en")
    assert words.split(", ") == [
        catalogue("ar").gettext("Bilateral-confidential"),
        catalogue("ar").gettext("Planned"),
    ]
