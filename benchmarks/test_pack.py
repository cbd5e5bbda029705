"""A pack of 100 sections in Latin and in Arabic letters, beside the same content drawn on a bare ReportLab canvas."""

from __future__ import annotations

import pytest

from benchmarks.bare_canvas import BarePages
from benchmarks.conftest import Measure
from benchmarks.pack_content import SECTIONS, pack, sections
from hdplanner.briefing.document import lay, render

_AIM = 1.6  # times the bare canvas


@pytest.mark.parametrize(("language", "letters"), [("en", "Latin"), ("ar", "Arabic")])
def test_the_same_on_a_bare_canvas(measure: Measure, language: str, letters: str) -> None:
    content = sections(language=language)
    what = f"100 sections on a bare canvas, {letters}"
    assert measure(what, lambda: BarePages(language).draw(content), key=f"canvas-{language}", rounds=8)


@pytest.mark.parametrize(
    ("language", "justified", "look"),
    [("en", False, "Latin"), ("ar", False, "Arabic"), ("en", True, "Latin, justified")],
)
def test_a_pack_of_100_sections(measure: Measure, language: str, justified: bool, look: str) -> None:
    made = pack(sections(language=language), language, justified=justified)
    done = measure(
        f"a pack of 100 sections, {look}",
        lambda: render(made),
        aim_times=_AIM,
        beside=f"canvas-{language}",
        rounds=8,
    )
    assert done.pages > SECTIONS


def test_a_pack_of_20_pages(measure: Measure) -> None:
    made = pack(sections(10))
    assert measure("a pack of 20 pages", lambda: render(made), aim_ms=1000).pages >= 20


def test_the_first_page_alone(measure: Measure) -> None:
    made = pack(sections(10))
    assert measure("the first page of it, for a preview", lambda: lay(made).page_pdf(1), aim_ms=300)
