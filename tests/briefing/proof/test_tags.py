"""Packs as those hear them who do not see them: every checker that runs here finds nothing."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pdfua
import pikepdf
import pytest
from pikepdf import Name

from hdplanner.briefing.annexes import PlacedPage, place_pages
from hdplanner.briefing.content import Column, Cover, Entries, Entry, PackContent, Prose, TableBlock
from hdplanner.briefing.document import render
from hdplanner.briefing.typeset.page import Node
from tests.briefing.proof.conftest import LANGUAGES
from tests.briefing.proof.structure import elements, faults, kids_of, tag_of

Make = Callable[..., PackContent]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_pack_has_no_fault(samples: dict[str, bytes], language: str) -> None:
    assert faults(samples[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checker_of_pdf_ua_finds_nothing(
    samples: dict[str, bytes], language: str, tmp_path: Path
) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(samples[language])
    assert [finding.message for finding in pdfua.validate(path).findings] == []


def test_the_checks_do_find_what_is_wrong(samples: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(samples["en"])) as pdf:
        for element, _parent in elements(pdf):
            if tag_of(element) == "Figure":
                del element.Alt
            if tag_of(element) == "TH":
                element.S = Name.P
        del pdf.Root.Lang
        page = pdf.pages[2]
        page.contents_add(b"0 0 9 9 re f /P <</MCID 99>> BDC EMC /Artifact BMC")
        out = io.BytesIO()
        pdf.save(out)
    found = "\n".join(faults(out.getvalue()))
    for fault in (
        "no language",
        "without words",
        "paints outside",
        "not those of the parent tree",
        "never end",
    ):
        assert fault in found


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs poppler-utils")
@pytest.mark.parametrize("language", LANGUAGES)
def test_poppler_reads_the_same_structure(samples: dict[str, bytes], language: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(samples[language])
    done = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    lines = [line.split()[0].rstrip(":") for line in done.stdout.splitlines() if line.strip()]
    with pikepdf.open(path) as pdf:
        expected = Counter(tag_of(element) for element, _parent in elements(pdf))
    assert {tag: lines.count(tag) for tag in expected} == dict(expected)


def test_a_table_over_pages_is_one_table_with_one_heading_row(pack: Make) -> None:
    rows = tuple((f"name {i}", f"words {i}") for i in range(120))
    data = render(pack(TableBlock((Column("Who"), Column("What")), rows), cover=Cover.HEAD)).data
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 2
        (table,) = (element for element, _ in elements(pdf) if tag_of(element) == "Table")
        kinds = [[tag_of(cell) for cell in kids_of(row)] for row in kids_of(table)]
    assert kinds == [["TH", "TH"], *[["TD", "TD"]] * 120]


def test_a_cell_over_pages_is_one_cell(pack: Make) -> None:
    words = " ".join(f"word{i}" for i in range(3000))
    data = render(pack(TableBlock((Column("A"), Column("B")), (("short", words),)))).data
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert Counter(tag_of(element) for element, _ in elements(pdf))["TD"] == 2


def test_lists_hold_items_of_mark_and_body(samples: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(samples["en"])) as pdf:
        for element, _parent in elements(pdf):
            if tag_of(element) == "LI":
                assert [tag_of(kid) for kid in kids_of(element)] in (["Lbl", "LBody"], ["LBody"])


def test_empty_cells_keep_their_place(pack: Make) -> None:
    rows = (("a", "", "c"), ("", "", ""))
    data = render(pack(TableBlock((Column("A"), Column(""), Column("C")), rows))).data
    assert faults(data) == []


def test_annexes_and_entries_have_no_fault(pack: Make) -> None:
    data = render(pack(Entries((Entry("One", "aside", "detail"), Entry("Two"))), Prose("Words."))).data
    assert faults(place_pages(data, [PlacedPage(1, (80, 80, 200, 200), data, 1, alt="A letter")])) == []


def test_words_of_another_language_say_so(samples: dict[str, bytes]) -> None:
    from hdplanner.briefing.typeset.fonts import FontLibrary
    from hdplanner.briefing.typeset.lines import Face, Run, Typesetter
    from hdplanner.briefing.typeset.paragraph import Paragraph
    from hdplanner.briefing.typeset.pdf import write_pdf
    from hdplanner.briefing.typeset.shaping import Shaper
    from hdplanner.briefing.typeset.style import TextStyle
    from tests.briefing.proof.plain import PROPERTIES, canvas_of

    structure = Node("Document")
    canvas = canvas_of(300, 200)
    style = TextStyle(Face(12, 400, "#000000"), 16)
    setter = Typesetter(Shaper(FontLibrary()))
    arabic = Paragraph(setter, [Run("السلام عليكم", style.face)], style, structure.add("P", lang="ar"))
    arabic.wrap(250)
    arabic.drawOn(canvas, 20, 100)
    canvas.showPage()
    with pikepdf.open(io.BytesIO(write_pdf(canvas, PROPERTIES, structure))) as pdf:
        assert [str(element.get(Name.Lang, "")) for element, _ in elements(pdf)] == ["", "ar"]


def test_pages_are_labelled_by_their_numbers(samples: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(samples["ar"])) as pdf:
        assert [page.label for page in pdf.pages] == [str(i + 1) for i in range(len(pdf.pages))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_tells_nothing_of_this_machine(samples: dict[str, bytes], language: str) -> None:
    with pikepdf.open(io.BytesIO(samples[language])) as pdf:
        assert str(pdf.Root.Lang) == language
        assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/Producer", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo.Producer) == "HD Planner"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261122120000Z"
        words = pdf.Root.Metadata.read_bytes().lower()
        for tool in (b"reportlab", b"pikepdf", b"qpdf", b"python"):
            assert tool not in words
            assert tool not in samples[language].lower()
