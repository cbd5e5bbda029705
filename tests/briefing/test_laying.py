"""Laying a pack once and drawing what is wanted: one page, all pages, where each record stands, how many pages."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from hdplanner.briefing.content import (
    Bilingual,
    Callout,
    Column,
    Cover,
    Entries,
    Entry,
    Fact,
    Facts,
    FigureBlock,
    Heading,
    PackContent,
    Point,
    Points,
    Prose,
    Section,
    Source,
    TableBlock,
)
from hdplanner.briefing.document import lay, render
from hdplanner.briefing.inventory import sources_of
from hdplanner.briefing.places import Place
from hdplanner.figures.shapes import Circle, Figure, Label
from hdplanner.progress import Cancelled

Make = Callable[..., PackContent]
Pages = Callable[[bytes], list[str]]

RULE = "A rule is written before the season starts. "
FIGURE = Figure(200, 90, (Circle(20, 20, 4, fill="accent"), Label("Ŵarden of the Öland", 30, 22)), alt="Grid")


def five(word: str = RULE) -> tuple[Section, ...]:
    return tuple(
        Section(
            f"s{i}", f"Section {i}", (Heading("Why"), Prose(word * 30), FigureBlock(FIGURE)), new_page=True
        )
        for i in range(5)
    )


def look(data: bytes, index: int) -> bytes:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        return bytes(document[index].render(scale=1).to_pil().tobytes())


def test_a_page_alone_looks_as_it_does_in_the_file(pack: Make) -> None:
    laid = lay(pack(sections=five(), copy="3 of 5"))
    whole = laid.pdf().data
    for number in range(1, laid.pages + 1):
        page = laid.page_pdf(number)
        with pikepdf.open(io.BytesIO(page)) as pdf:
            assert len(pdf.pages) == 1
        assert look(page, 0) == look(whole, number - 1)


def test_the_file_is_the_same_whatever_was_drawn_before(pack: Make) -> None:
    content = pack(sections=five(), language="ar", direction="rtl")
    fresh = render(content)
    laid = lay(content)
    for number in reversed(range(1, laid.pages + 1)):
        laid.page_pdf(number)
    assert laid.pdf().data == fresh.data
    assert laid.pdf().data == fresh.data


def test_a_page_that_is_not_there_is_refused(pack: Make) -> None:
    laid = lay(pack(Prose("Words.")))
    for number in (0, laid.pages + 1):
        with pytest.raises(IndexError):
            laid.page_pdf(number)


def test_nothing_of_an_earlier_draft_is_in_the_file_of_a_later_one(pack: Make) -> None:
    first = lay(pack(sections=five("Zebra quagga Ξενοφών. ")))
    later = pack(sections=five())
    laid = lay(later, like=first)
    assert look(laid.page_pdf(3), 0) == look(render(later).data, 2)
    assert laid.pdf().data == render(later).data


def test_a_draft_in_another_language_is_measured_anew(pack: Make) -> None:
    first = lay(pack(Prose("Words.")))
    other = lay(pack(Prose("كلمات."), language="ar", direction="rtl"), like=first)
    assert other.pdf().data == render(other.pack).data


def test_a_file_that_was_cancelled_can_still_be_made(pack: Make) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done > 8:
                raise Cancelled

    laid = lay(pack(sections=five()))
    with pytest.raises(Cancelled):
        laid.pdf(Stop())
    assert laid.pdf().data == render(laid.pack).data


def test_pages_may_be_drawn_while_the_file_is_made(pack: Make) -> None:
    laid = lay(pack(sections=five()))
    drawn: list[bytes] = []
    other = threading.Thread(target=lambda: drawn.extend(laid.page_pdf(n) for n in (3, 4, 5) * 4))
    other.start()
    whole = laid.pdf()
    other.join()
    assert whole.data == render(laid.pack).data
    assert len(drawn) == 12
    assert look(drawn[0], 0) == look(whole.data, 2)


# Where records stand ----------------------------------------------------------------------------------------


def source(name: str) -> Source:
    return Source("line", name)


SOURCED = (
    Heading("Why it matters", source=source("heading")),
    Prose("Words of the paragraph.", source=source("prose")),
    Callout("Objective", "She agrees.", source=source("callout")),
    Points((Point("Speed.", "Eleven days.", source("point")), Point("Narrow."))),
    Facts((Fact("Asked by", "Minister", source("fact")), Fact("When", "Today"))),
    Entries((Entry("Minister of Finance", "reserved", "Reads the annex.", source("entry")),)),
    TableBlock(
        (Column("Who"), Column("What")),
        (("Ministry", "Yes"), ("Customs", "No")),
        sources=(None, source("row")),
    ),
    Bilingual((Prose("Side.", source=source("left")),), (Prose("جانب.", source=source("right")),), "ar"),
)


def words_in(data: bytes, place: Place) -> set[str]:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        page = document[place.page - 1]
        height = page.get_size()[1]
        text = page.get_textpage().get_text_bounded(
            place.left - 1,
            height - place.top - place.height - 1,
            place.left + place.width + 1,
            height - place.top + 1,
        )
    return set(text.translate({ord("."): " ", 0x200F: None}).split())


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_each_record_is_found_where_it_is_printed(pack: Make, direction: str) -> None:
    content = pack(*SOURCED, direction=direction)
    made = render(content)
    assert {place.source for place in made.places} == set(sources_of(content))
    found = {place.source.id: words_in(made.data, place) for place in made.places}
    assert found["heading"] == {"Why", "it", "matters"}
    assert found["prose"] == {"Words", "of", "the", "paragraph"}
    assert found["callout"] >= {"OBJECTIVE", "She", "agrees"}
    assert found["point"] == {"1", "Speed", "Eleven", "days"}
    assert found["fact"] == {"Asked", "by", "Minister"}
    assert found["entry"] == {"Minister", "of", "Finance", "reserved", "Reads", "the", "annex"}
    assert found["row"] == {"Customs", "No"}
    assert found["left"] == {"Side"}
    assert len(found["right"]) == 1


def test_what_goes_over_two_pages_has_a_place_on_each(pack: Make) -> None:
    made = render(pack(Prose(RULE * 200, source=source("long"))))
    assert [place.page for place in made.places] == list(range(2, made.pages + 1))
    assert all(place.top > 60 and place.top + place.height < 790 for place in made.places)


# How many pages ---------------------------------------------------------------------------------------------


def sizes_in(data: bytes) -> set[float]:
    """The sizes of letters that stand on the last page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        operators = pikepdf.parse_content_stream(pdf.pages[-1])
        return {float(one.operands[1]) for one in operators if str(one.operator) == "Tf"}


def test_letters_are_as_large_as_was_asked_for(pack: Make) -> None:
    assert 10.5 in sizes_in(render(pack(Prose(RULE))).data)
    assert 14.7 in sizes_in(render(pack(Prose(RULE), size=1.4)).data)


def test_a_card_that_is_a_little_too_long_is_set_smaller(pack: Make, pages_of: Pages) -> None:
    points = Points(tuple(Point(RULE, RULE * 3) for _ in range(7)), spoken=True)
    card = pack(points, cover=Cover.HEAD, size=1.25)
    assert render(card).pages == 2
    made = render(replace(card, most_pages=1))
    assert made.pages == 1
    assert pages_of(made.data)[0].count("A rule is written") == 28


def test_what_cannot_fit_is_set_in_letters_that_can_be_read_and_takes_more_pages(pack: Make) -> None:
    made = render(pack(Prose(RULE * 400), cover=Cover.HEAD, most_pages=1))
    assert made.pages > 1
    assert min(size for size in sizes_in(made.data) if size not in (7.5, 7.0, 6.5, 6.0)) >= 8.0
    tiny = render(pack(Prose(RULE * 400), cover=Cover.HEAD, most_pages=1, size=0.7))
    assert 7.35 in sizes_in(tiny.data)
