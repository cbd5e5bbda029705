"""How a document is built: styles, lists, tables, directions, pages, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from hdplanner.briefing.content import (
    Bilingual,
    Callout,
    Column,
    Cover,
    Fact,
    Facts,
    Heading,
    Marking,
    PackContent,
    PageBreak,
    Point,
    Points,
    Prose,
    Section,
    Side,
    Span,
    TableBlock,
)
from hdplanner.briefing.word.looks import BOLD, BY_NAME
from hdplanner.figures.palette import load_palette
from tests.briefing.word.conftest import ARABIC, ENGLISH, opened, squeezed, words_of

Make = Callable[..., PackContent]
STRONG_STYLES = {"Strong", "StrongMutedWords"}


def paragraphs(root: Any) -> Iterator[Any]:
    return root.iter(qn("w:p"))  # type: ignore[no-any-return] # lxml has no types


def style_of(paragraph: Any) -> str:
    return str(paragraph.pPr.pStyle.val)


def leftwards(paragraph: Any) -> bool:
    bidi = paragraph.pPr.find(qn("w:bidi"))
    return bidi is not None and bidi.get(qn("w:val")) != "0"


def numbers(document: Document) -> list[str]:
    return [one.get(qn("w:val")) for one in document.element.iter(qn("w:numId"))]


# Heads and feet ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_marking_stands_at_head_and_foot_of_each_page(everything: Make, language: str) -> None:
    pack = everything(language)
    document = opened(pack)
    assert len(document.sections) == 3
    for section in document.sections:
        assert not section.different_first_page_header_footer
        for part in (section.header, section.footer):
            assert not part.is_linked_to_previous
            assert pack.marking.text in words_of(part._element)
            assert "TLP:AMBER" in words_of(part._element)
            marked = [p for p in paragraphs(part._element) if style_of(p) == "Marking"]
            assert [words_of(p) for p in marked] == [pack.marking.text]


def test_head_and_foot_tell_copy_recipient_office_day_clearance_and_validity(everything: Make) -> None:
    section = opened(everything()).sections[0]
    head, foot = squeezed(words_of(section.header._element)), squeezed(words_of(section.footer._element))
    assert "Copy3of5·EmbassyofNordia" in head
    for said in ("Varenia National Society", "4 December 2026", "Draft, not cleared", ENGLISH["until"]):
        assert squeezed(said) in foot
    cleared = opened(everything(clearance="Cleared by the Head, 4 May 2026")).sections[0]
    assert "Cleared by the Head" in words_of(cleared.footer._element)
    assert "Draft" not in words_of(cleared.footer._element)


@pytest.mark.parametrize(("language", "between"), [("en", " of "), ("ar", " من ")])
def test_pages_are_counted_by_word(everything: Make, language: str, between: str) -> None:
    foot = opened(everything(language)).sections[0].footer._element
    codes = [code.text.strip() for code in foot.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert f"1{between}1" in words_of(foot)


def test_a_recipient_longer_than_a_line_is_shortened_at_the_head_only(everything: Make) -> None:
    name = "Embassy " * 400
    document = opened(everything(recipient=name, sections=(Section("a", "A", (Prose(name),)),)))
    assert len(words_of(document.sections[0].header._element)) < 400
    assert squeezed(name) in squeezed(words_of(document.element))


# Pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "width"), [("A4", 11906), ("Letter", 12240)])
def test_a_landscape_section_stands_between_upright_ones(everything: Make, paper: str, width: int) -> None:
    sections = opened(everything(paper=paper)).sections
    assert [one.orientation for one in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert sections[0].page_width is not None
    assert abs(sections[0].page_width.twips - width) <= 1
    assert sections[1].page_width == sections[0].page_height


def test_a_landscape_pack_is_one_section(everything: Make) -> None:
    sections = opened(everything(landscape=True)).sections
    assert [one.orientation for one in sections] == [WD_ORIENT.LANDSCAPE]


def test_a_page_begins_where_a_section_or_a_break_asks_for_it(pack: Make) -> None:
    sections = (
        Section("a", "First", (Prose("One."), PageBreak(), Prose("Two."))),
        Section("b", "Second", (Prose("Three."),), new_page=True),
        Section("c", "Third", (Prose("Four."),)),
    )
    document = opened(pack(sections=sections, cover=Cover.HEAD))
    turned = [
        words_of(p) for p in paragraphs(document.element) if p.pPr.find(qn("w:pageBreakBefore")) is not None
    ]
    assert turned == ["", "Second"]


# Styles and contents ----------------------------------------------------------------------------------------


def test_every_style_that_is_used_is_defined_and_none_is_set_by_hand(everything: Make) -> None:
    document = opened(everything())
    defined = {style.style_id for style in document.styles}
    used = {
        one.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle")
        for one in document.element.iter(qn(f"w:{tag}"))
    }
    assert used <= defined
    assert {"Heading1", "BodyText", "ListNumber", "PackTable"} <= used
    for tag in ("w:color", "w:sz", "w:spacing", "w:ind", "w:u"):
        assert list(document.element.body.iter(qn(tag))) == []


def test_headings_have_the_levels_of_an_outline(pack: Make) -> None:
    document = opened(pack(Heading("Two", 2), Heading("Three", 3), Prose("Words.")))
    found = {p.text: p.style.name for p in document.paragraphs if p.style is not None and p.text}
    assert (found["First section"], found["Two"], found["Three"]) == ("Heading 1", "Heading 2", "Heading 3")


def test_the_contents_are_a_field_whose_lines_stand_there_before_word_renews_it(everything: Make) -> None:
    body = opened(everything()).element.body
    assert [code.text.strip() for code in body.iter(qn("w:instrText"))] == ['TOC \\o "1-2" \\h \\z']
    lines = [words_of(p) for p in paragraphs(body) if style_of(p) in ("Toc1", "Toc2")]
    assert lines == [f"First {ENGLISH['ask']}", ENGLISH["who"], "Wide", ENGLISH["who"]]
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_nothing_is_made_bold_twice(everything: Make) -> None:
    """Word takes bold in a bold style for not bold."""
    bold = {BY_NAME[name].id for name in BOLD}
    for paragraph in paragraphs(opened(everything()).element):
        if style_of(paragraph) in bold:
            styles = {one.get(qn("w:val")) for one in paragraph.iter(qn("w:rStyle"))}
            assert not styles & STRONG_STYLES


def test_the_note_of_a_heading_is_lighter_than_the_heading_in_any_script(pack: Make) -> None:
    for note in ("do not volunteer", "不要主动提出", "हिन्दी", "وزارة"):
        document = opened(pack(Heading("Red lines", 2, note=note), Prose("Words."), cover=Cover.HEAD))
        heading = next(p for p in document.paragraphs if p.text.startswith("Red lines"))
        light = [run for run in heading.runs if run.style.name == "Note"]
        assert squeezed(note) in squeezed("".join(run.text for run in light))
        assert {run.bold for run in light} == {False}
        properties = [child.tag for child in light[-1]._r.rPr]
        assert properties.index(qn("w:rStyle")) < properties.index(qn("w:b"))


def test_strong_and_muted_words_bear_styles(pack: Make) -> None:
    said = (Span("loud ", strong=True), Span("low ", muted=True), Span("both", strong=True, muted=True))
    runs = opened(pack(Prose(said), cover=Cover.HEAD)).paragraphs[-1].runs
    assert [(run.text, run.style.name) for run in runs] == [
        ("loud ", "Strong"),
        ("low ", "Muted Words"),
        ("both", "Strong Muted Words"),
    ]


@pytest.mark.parametrize("justified", [True, False])
def test_text_is_justified_where_it_is_asked_for_and_lists_never(pack: Make, justified: bool) -> None:
    styles = opened(pack(Prose("Words."), justified=justified)).styles
    alignment = {
        name: styles[name].element.pPr.find(qn("w:jc")).get(qn("w:val"))
        for name in ("Body Text", "List Number")
    }
    assert alignment == {"Body Text": "both" if justified else "left", "List Number": "left"}


def test_the_marking_has_the_colour_of_its_role(pack: Make) -> None:
    roles = ("marking_public", "marking_strict")
    made = [
        opened(pack(Prose("Words."), marking=Marking("Marked", role))).styles["Marking"] for role in roles
    ]
    palette = load_palette("light").roles
    assert [f"#{style.font.color.rgb}" for style in made] == [palette[role] for role in roles]


def test_the_size_of_a_pack_is_that_of_its_letters(pack: Make) -> None:
    sizes = [opened(pack(Prose("Words."), size=size)).styles["Body Text"].font.size for size in (1.0, 2.0)]
    assert [size.pt for size in sizes] == [10.5, 21.0]


# Lists, tables ----------------------------------------------------------------------------------------------


def test_each_numbered_list_counts_from_one(pack: Make) -> None:
    points = Points((Point("One", "Why"), Point("Two")))
    document = opened(pack(points, points, Points((Point("Dash"),), numbered=False)))
    assert numbers(document) == ["1", "1", "2", "2", "3"]
    numbering = document.part.numbering_part.element
    starts = {
        num.get(qn("w:numId")): len(list(num.iter(qn("w:startOverride"))))
        for num in numbering.iter(qn("w:num"))
    }
    assert starts == {"1": 1, "2": 1, "3": 0}


def test_a_heading_row_comes_again_and_short_rows_are_not_cut(pack: Make) -> None:
    rows = (("short", "row"), ("x" * 20_000, "long"))
    table = opened(pack(TableBlock((Column("A", 3), Column("B", 1, Side.END)), rows))).tables[0]
    head, short, long = (row._tr.trPr for row in table.rows)
    assert head.find(qn("w:tblHeader")) is not None
    assert short.find(qn("w:cantSplit")) is not None
    assert long is None
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert widths[0] == pytest.approx(3 * widths[1], abs=2)


def test_tables_never_touch(everything: Make) -> None:
    """Two tables without a paragraph between them are one table to Word; a cell ends with a paragraph."""
    for table in opened(everything()).element.iter(qn("w:tbl")):
        following = table.getnext()
        assert following is not None
        assert following.tag == qn("w:p")


# Directions -------------------------------------------------------------------------------------------------


def test_an_arabic_document_runs_from_the_right(everything: Make) -> None:
    document = opened(everything("ar"))
    for section in document.sections:
        assert section._sectPr.find(qn("w:bidi")) is not None
    said = [p for p in paragraphs(document.element) if squeezed(ARABIC["say"]) in squeezed(words_of(p))]
    assert len(said) > 8
    assert all(map(leftwards, said))
    heading = next(p for p in document.paragraphs if p.text == ARABIC["who"])
    assert all(run.font.rtl for run in heading.runs)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tables_are_mirrored_in_a_pack_that_runs_from_the_right(everything: Make, language: str) -> None:
    document = opened(everything(language))
    section = document.sections[0]
    tables = [*section.header.tables, *section.footer.tables, *document.tables]
    own = [
        table for table in tables if ENGLISH["title"] not in words_of(table._tbl) and len(table.columns) > 2
    ]
    assert len(own) >= 5
    assert {table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in own} == {language == "ar"}


def test_facts_of_the_other_language_are_mirrored_as_that_language_is(pack: Make) -> None:
    facts = (Facts((Fact("Label", "Value"),)),)
    document = opened(pack(*facts, Bilingual((), facts, "ar"), cover=Cover.HEAD))
    assert [table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables] == [
        False,
        True,
    ]


def test_a_latin_name_in_an_arabic_sentence_is_a_run_of_its_own(pack: Make) -> None:
    document = opened(
        pack(Prose("التقينا Anar Velic (Deputy Minister) في 4 ديسمبر 2026."), language="ar", direction="rtl")
    )
    runs = [(run.text, bool(run.font.rtl)) for run in document.paragraphs[-1].runs]
    assert ("Anar Velic (Deputy Minister)", False) in runs
    assert [text for text, rtl in runs if "2026" in text and not rtl] == []


def test_a_sentence_in_another_direction_runs_as_it_should(pack: Make) -> None:
    made = opened(pack(Prose("Plain words."), Points((Point("A point."),)), language="ar", direction="rtl"))
    prose, point = made.paragraphs[-2:]
    assert not leftwards(prose._p)
    assert leftwards(point._p), "the number stays where the document's lines begin"
    assert point.text == "\u200eA point.\u200e"


def test_a_passage_bears_its_language(pack: Make) -> None:
    document = opened(
        pack(Prose("Une phrase.", language="fr"), Prose("سطر", language="fa"), Callout("", "Plain"))
    )
    languages = [one.attrib for one in document.element.body.iter(qn("w:lang"))]
    assert languages == [{qn("w:val"): "fr-FR"}, {qn("w:bidi"): "fa-IR"}]


def test_the_document_says_its_language_and_fonts_for_all_scripts(everything: Make) -> None:
    defaults = opened(everything("ar")).styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:bidi")) == "ar-SA"
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert [fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")] == [
        "Noto Sans",
        "Noto Sans",
        "Noto Sans SC",
        "Arial",
    ]


def test_two_languages_stand_side_by_side_each_in_its_direction(everything: Make) -> None:
    document = opened(everything())
    rows = [row for table in document.tables for row in table.rows if len(row.cells) == 3]
    pair = next(row for row in rows if ENGLISH["say"] in row.cells[0].text)
    assert not leftwards(pair.cells[0].paragraphs[0]._p)
    assert leftwards(pair.cells[2].paragraphs[0]._p)
    assert squeezed(ARABIC["say"]) in squeezed(pair.cells[2].text)
