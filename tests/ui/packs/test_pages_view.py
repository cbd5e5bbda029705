"""The pages in the window: what stays in view, what is found, and where a click leads."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hdplanner.briefing.content import Marking, PackContent, Prose, Section, Source
from hdplanner.briefing.document import LaidPack, lay
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.page_search import pattern_of
from hdplanner.ui.packs.pages_view import PagesView
from hdplanner.ui.packs.search_bar import SearchBar

WORDS = "Relief goods pass the border without duties when a disaster has been declared. " * 12


def content(titles: list[str], language: str = "en", words: str = WORDS, wide: str = "") -> PackContent:
    sections = tuple(
        Section(
            f"s{n}", title, tuple(Prose(words, source=Source("message", f"{title}-{i}")) for i in range(3))
        )
        for n, title in enumerate(titles)
    )
    return PackContent(
        title="A pack",
        office="Varenia National Society",
        prepared_on=dt.date(2026, 3, 1),
        marking=Marking("Internal"),
        sections=tuple(
            Section(one.id, one.title, one.blocks, new_page=True, landscape=one.title == wide)
            for one in sections
        ),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
    )


def show(view: PagesView, laid: LaidPack) -> None:
    view.show_pdf(laid.pdf().data, laid.places, laid.headings)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> PagesView:
    made = PagesView(theme)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def top_of(view: PagesView, section: str) -> int:
    """How far below the upper edge of the view a section begins, in pixels."""
    spot = next(one for one in view._spots if one.key[:2] == (section, section))
    return view._heights([spot])[0] - view.verticalScrollBar().value()


def test_the_section_that_is_read_stays_where_it_is_when_pages_before_it_go(view: PagesView) -> None:
    show(view, lay(content(["One", "Two", "Three", "Four"])))
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + top_of(view, "Three") - 5)
    before = top_of(view, "Three")
    show(view, lay(content(["One", "Three", "Four"])))
    assert top_of(view, "Three") == pytest.approx(before, abs=1)
    show(view, lay(content(["One", "Two", "Between", "Three", "Four"])))
    assert top_of(view, "Three") == pytest.approx(before, abs=1)


def test_one_page_is_renewed_before_the_whole_and_the_others_stay(view: PagesView) -> None:
    old = lay(content(["One", "Two", "Three"]))
    show(view, old)
    view.go_to(4)
    count = view.count
    before = view._images.image(3, 300).copy()
    beside = view._images.image(2, 300).copy()
    view.show_page(4, lay(content(["Other", "Words", "Here"], words="Short. ")).page_pdf(3))
    assert view.count == count
    assert view._images.image(3, 300) != before
    assert view._images.image(2, 300) == beside
    assert view.page_in_view() == 4


def test_without_a_file_the_first_page_comes_alone(view: PagesView) -> None:
    view.show_page(1, lay(content(["One"])).page_pdf(1))
    assert view.count == 1
    view.show_pdf(None)
    assert view.count == 0
    assert view.sources_in_view() == []


def test_a_click_on_a_paragraph_names_its_record_and_a_drag_does_not(view: PagesView, qtbot: QtBot) -> None:
    show(view, lay(content(["One", "Two", "Three"])))
    box = next(one for one in view._boxes if one.id == "Two-1")
    view.go_to(box.page + 1)
    place = view._on_screen(view._zoom.rects(), box.page, box.box).center()
    wanted: list[tuple[str, str]] = []
    view.source_wanted.connect(lambda kind, key: wanted.append((kind, key)))
    QTest.mouseMove(view.viewport(), place)
    qtbot.waitUntil(lambda: view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted == [("message", "Two-1")]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(0, 60))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, place.y()))
    assert len(wanted) == 1
    assert ("message", "Two-1") in view.sources_in_view()


def test_keys_and_wheel_zoom_and_nought_fits_again(view: PagesView) -> None:
    show(view, lay(content(["One"])))
    fitted = view.scale
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale > fitted
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale < fitted
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == fitted
    view.fit_page()
    high = view._zoom.rects()[0].height()
    assert high <= view.viewport().height() < high + 40


def test_upright_and_wide_pages_both_fill_the_width(view: PagesView) -> None:
    show(view, lay(content(["One", "Two", "Three"], wide="Two")))
    rects = view._zoom.rects()
    heights = {rect.height() for rect in rects}
    assert {rect.width() for rect in rects} == {view.viewport().width() - 32}
    assert len(heights) == 2
    box = next(one for one in view._boxes if one.id == "Two-0")
    on_screen = view._on_screen(rects, box.page, box.box).translated(-view._shift())
    assert rects[box.page].contains(on_screen)
    assert on_screen.width() > 0.7 * rects[box.page].width()
    view.zoom_in()
    assert len({rect.width() for rect in view._zoom.rects()}) == 2


@pytest.fixture
def bar(view: PagesView, theme: Theme, qtbot: QtBot) -> SearchBar:
    made = SearchBar(view, theme)
    qtbot.addWidget(made)
    return made


def search(qtbot: QtBot, bar: SearchBar, words: str) -> None:
    bar.field.setText(words)
    qtbot.waitUntil(lambda: not bar._pause.isActive() and bar._search.is_done, timeout=10_000)


def test_a_search_ignores_case_and_line_ends_and_goes_round(
    view: PagesView, bar: SearchBar, qtbot: QtBot
) -> None:
    show(view, lay(content(["One", "Two", "Three"])))
    bar.open_search()
    search(qtbot, bar, "DISASTER  has been")
    assert len(bar.hits) == 12 * 9
    assert bar.count.text() == "1 of 108"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "108 of 108"
    assert view.page_in_view() == view.count
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_F3)
    assert bar.count.text() == "2 of 108"
    search(qtbot, bar, "no such words")
    assert bar.count.text() == "Not found"
    assert bar.current is None
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert not view._hits


def test_arabic_is_found_as_it_is_written(view: PagesView, bar: SearchBar, qtbot: QtBot) -> None:
    show(view, lay(content(["المقدمة"], "ar", "تمر سلع الإغاثة عبر الحدود بلا رسوم. ")))
    bar.open_search()
    search(qtbot, bar, "سلع الإغاثة")
    assert len(bar.hits) == 3
    assert all(hit.boxes[0].width() > 20 for hit in bar.hits)


def test_new_pages_are_searched_again_without_moving(view: PagesView, bar: SearchBar, qtbot: QtBot) -> None:
    show(view, lay(content(["One", "Two"])))
    bar.open_search()
    search(qtbot, bar, "border")
    view.go_to(view.count)
    before = top_of(view, "Two")
    show(view, lay(content(["One", "Two", "Three"])))
    qtbot.waitUntil(lambda: bar._search.is_done and len(bar.hits) == 108, timeout=10_000)
    assert top_of(view, "Two") == pytest.approx(before, abs=1)


def test_words_are_sought_in_both_orders_and_nothing_in_none() -> None:
    assert pattern_of("  ") is None
    pattern = pattern_of("Relief (goods)")
    assert pattern is not None
    assert pattern.search("(goods) relief")
    assert not pattern.search("relief of goods")
