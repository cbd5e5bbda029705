"""Whole packs: what stands on every page, contents and outline, properties, tags, the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from hdplanner.briefing.content import (
    Callout,
    Cover,
    Fact,
    FigureBlock,
    Heading,
    PackContent,
    Point,
    Points,
    Prose,
    Section,
    Side,
    TableBlock,
)
from hdplanner.briefing.content import Column as Col
from hdplanner.briefing.document import render
from hdplanner.errors import MissingGlyphError
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Polyline, Rect
from hdplanner.progress import Cancelled

Make = Callable[..., PackContent]
Pages = Callable[[bytes], list[str]]

FIGURE = Figure(
    400,
    200,
    (
        Rect(0, 0, 400, 200, fill="surface", stroke="line", corner=4),
        Line(0, 100, 400, 100, dash=(2, 2)),
        Polyline(((0, 0), (50, 50), (90, 20)), stroke="accent"),
        Polygon(((10, 10), (30, 10), (20, 30)), fill="position_supportive", stroke="line", opacity=0.5),
        Circle(200, 100, 8, fill="accent"),
        Circle(220, 100, 8, fill="surface", stroke="accent"),
        Label("Minister of Finance", 210, 100),
        Label("وزير المالية", 210, 120, anchor="right"),
        Label("Influence", 10, 100, anchor="middle", turn=-90),
    ),
    alt="Grid of two actors",
)


def sections(count: int) -> tuple[Section, ...]:
    return tuple(
        Section(
            f"s{i}",
            f"Section number {i}",
            (Heading(f"Under {i}"), Prose("A rule is written before the season starts. " * 40)),
            new_page=True,
        )
        for i in range(count)
    )


def test_marking_copy_and_page_stand_on_every_page(pack: Make, pages_of: Pages) -> None:
    made = render(pack(sections=sections(6), copy="3 of 5", recipient="Secretary General"))
    pages = pages_of(made.data)
    assert len(pages) == made.pages == 8
    for number, text in enumerate(pages, 1):
        assert text.count("CONFIDENTIAL") == 2
        assert "Copy 3 of 5 · Secretary General" in text
        assert f"{number} of 8" in text
        assert "Varenia National Society, HD office · prepared 4 December 2026" in text


def test_a_pack_says_that_it_is_a_draft_until_it_is_cleared(pack: Make, pages_of: Pages) -> None:
    text = Prose("Words.")
    assert "Draft, not cleared" in pages_of(render(pack(text)).data)[0]
    cleared = pages_of(render(pack(text, clearance="cleared by the Head of Department")).data)[0]
    assert "Draft" not in cleared
    assert "cleared by the Head of Department" in cleared


def test_contents_and_outline_lead_to_the_right_pages(pack: Make, pages_of: Pages) -> None:
    data = render(pack(sections=sections(5))).data
    pages = pages_of(data)
    assert "Contents" in pages[1]
    for i in range(5):
        page = next(n for n, text in enumerate(pages, 1) if n > 2 and f"Section number {i}" in text)
        assert re.search(rf"Section number {i}\s+{page}\b", pages[1])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [f"Section number {i}" for i in range(5)]
            assert outline.root[2].children[0].title == "Under 2"
        links = pdf.pages[1].Annots
        assert len(links) == 10
        assert [page.objgen for page in (links[0].Dest[0], links[8].Dest[0])] == [
            pdf.pages[2].obj.objgen,
            pdf.pages[6].obj.objgen,
        ]


def test_a_brief_has_no_cover_and_begins_with_its_title(pack: Make, pages_of: Pages) -> None:
    made = render(pack(Callout("Objective", "She agrees."), cover=Cover.HEAD, subtitle="5 December 2026"))
    assert made.pages == 1
    text = pages_of(made.data)[0]
    assert text.index("Relief goods") < text.index("5 December 2026") < text.index("She agrees.")


def test_nothing_empty_is_printed_as_a_heading(pack: Make, pages_of: Pages) -> None:
    empty = Section("e", "Empty section", (Heading("Hollow"), Prose("  "), Points(())))
    half = Section("h", "Half section", (Heading("Hollow too"), Heading("Filled"), Prose("Words.")))
    text = "".join(pages_of(render(pack(sections=(empty, half))).data))
    assert "Hollow" not in text
    assert "Empty section" not in text
    assert "Filled" in text


def test_an_empty_table_says_so_in_words(pack: Make, pages_of: Pages) -> None:
    table = TableBlock((Col("Risk"),), (), none="No risks are recorded.")
    text = pages_of(render(pack(table)).data)[-1]
    assert "No risks are recorded." in text
    assert "Risk\r\n" not in text


def test_a_pack_without_any_content_is_still_a_marked_page(pack: Make, pages_of: Pages) -> None:
    for cover in Cover:
        pages = pages_of(render(pack(cover=cover, sections=())).data)
        assert len(pages) == 1
        assert pages[0].count("CONFIDENTIAL") == 2


def test_a_figure_is_drawn_with_its_labels_and_said_in_words(pack: Make, pages_of: Pages) -> None:
    data = render(pack(FigureBlock(FIGURE, "Influence by interest."))).data
    assert "Minister of Finance" in pages_of(data)[-1]
    assert "وزير المالية" in pages_of(data)[-1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(node.Alt) for node in nodes(pdf) if node.S == "/Figure"] == ["Grid of two actors"]


def nodes(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            kids = node.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    for kid in pdf.Root.StructTreeRoot.K:
        walk(kid)
    return found


def test_the_structure_is_told_to_readers(pack: Make) -> None:
    table = TableBlock((Col("Who"), Col("How many", side=Side.END)), (("Ministry", "3"), ("Customs", "4")))
    points = Points((Point("Speed saves money.", "Eleven days."), Point("Narrow.")))
    data = render(pack(Heading("Why"), points, table, Prose("Words."))).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = [str(node.S) for node in nodes(pdf)]
        assert tags.count("/TR") == 3
        assert tags.count("/TH") == 2
        assert tags.count("/TD") == 4
        assert tags.count("/LI") == 2
        assert {"/H1", "/H2", "/P", "/L", "/Lbl", "/LBody"} <= set(tags)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        for page in pdf.pages:
            begun = ended = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                begun += str(operator) in ("BDC", "BMC")
                ended += str(operator) == "EMC"
                assert str(operator) not in ("TJ", "S", "f", "f*", "B", "B*", "Do") or begun > ended, (
                    f"unmarked {operands}"
                )
            assert begun == ended


def test_what_is_marked_or_leads_somewhere_leads_back_to_its_element(pack: Make) -> None:
    with pikepdf.open(io.BytesIO(render(pack(sections=sections(4))).data)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(key): owner for key, owner in zip(numbers[::2], numbers[1::2], strict=True)}
        for page in pdf.pages:
            marks = [
                operands[1].MCID
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            assert marks == list(range(len(owners[int(page.StructParents)])))
        links = list(pdf.pages[1].Annots)
        assert len(links) == 8
        for link in links:
            owner = owners[int(link.StructParent)]
            assert owner.S == "/Link"
            assert owner.K[-1].Obj.objgen == link.objgen


def test_a_heading_without_a_section_above_it_is_in_the_outline(pack: Make) -> None:
    loose = Section("l", "", (Heading("One"), Prose("Words."), Heading("Two"), Prose("Words.")))
    with pikepdf.open(io.BytesIO(render(pack(sections=(loose, *sections(1)))).data)) as pdf:
        assert pdf.Root.PageMode == "/UseOutlines"
        with pdf.open_outline() as outline:
            titles = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
    assert titles == [("One", []), ("Two", []), ("Section number 0", ["Under 0"])]


def test_no_level_of_heading_is_skipped_and_no_cell_is_missing(pack: Make) -> None:
    table = TableBlock((Col("Who"), Col("What")), (("Ministry", ""), ("", "")))
    data = render(
        pack(Heading("Deep", 3), Prose("Words."), Heading("Deeper", 2), Heading("Deep", 3), table)
    ).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = [str(node.S) for node in nodes(pdf)]
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == ["/H1", "/H1", "/H2", "/H2", "/H3"]
    assert tags.count("/TD") == 4


def test_properties_hold_what_was_given_and_no_more(pack: Make) -> None:
    data = render(pack(Prose("Words."), campaign="A disaster law")).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "Relief goods without delay"
        assert "/Author" not in info
        assert info["/CreationDate"] == "D:20261204120000Z"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Relief goods without delay"
            assert "dc:creator" not in metadata
        fonts = list(pdf.pages[0].Resources.Font.values())
        assert fonts
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
        assert not {"/Creator", "/Keywords", "/Trapped"} & set(info)
    with pikepdf.open(io.BytesIO(render(pack(Prose("Words."), author="Head of Unit")).data)) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Head of Unit"


def test_the_same_pack_gives_the_same_bytes(pack: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = (Prose("English, français, العربية."), FigureBlock(FIGURE))
    one, other = render(pack(*blocks)), render(pack(*blocks))
    assert one.data == other.data
    assert one.digest == other.digest
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    later = render(pack(*blocks))
    assert later.data != one.data
    with pikepdf.open(io.BytesIO(later.data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20231114221320Z"


def test_a_right_to_left_pack_is_mirrored(pack: Make, pages_of: Pages) -> None:
    table = TableBlock((Col("الجهة"), Col("الموقف")), (("وزارة المالية", "مؤيد"),))
    made = render(
        pack(
            table,
            language="ar",
            direction="rtl",
            title="إغاثة بلا تأخير",
            facts=(Fact("إلى", "الأمين العام"),),
        )
    )
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert str(pdf.Root.Lang) == "ar"
    assert "وزارة المالية" in pages_of(made.data)[-1]


def test_a_script_without_a_font_is_told_before_anything_is_made(pack: Make) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        render(pack(Prose("A tablet \U00012000 of old")))
    assert caught.value.scripts == ("Cuneiform",)


def test_making_a_pack_can_be_cancelled(pack: Make) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            assert 0 <= done <= total
            if done >= 4:
                raise Cancelled

    with pytest.raises(Cancelled):
        render(pack(sections=sections(5)), Stop())


def test_a_heading_never_stands_at_the_foot_alone(pack: Make, pages_of: Pages) -> None:
    for lines in range(30, 48):
        filler = "\n".join(f"line {i}" for i in range(lines))
        block = (Prose(filler), Heading("Kept with what follows"), Prose("The first words. " * 30))
        page = next(text for text in pages_of(render(pack(*block)).data) if "Kept with" in text)
        assert page.count("The first words.") >= 10


def test_dates_are_written_as_the_language_writes_them(pack: Make, pages_of: Pages) -> None:
    made = render(pack(Prose("Mots."), language="fr", prepared_on=dt.date(2026, 2, 1)))
    assert "1 février 2026" in pages_of(made.data)[0]


def test_a_pack_may_be_set_on_letter_paper(pack: Make, pages_of: Pages) -> None:
    data = render(pack(Prose("Words."), paper="Letter")).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [float(edge) for edge in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
    assert pages_of(data)[0].count("CONFIDENTIAL") == 2


def test_long_contents_keep_to_one_page_and_name_the_sections(pack: Make, pages_of: Pages) -> None:
    many = tuple(
        Section(f"s{i}", f"Section number {i}", (Heading("Inner"), Prose("Words."))) for i in range(25)
    )
    pages = pages_of(render(pack(sections=many)).data)
    assert "Section number 24" in pages[1]
    assert "Inner" not in pages[1]
