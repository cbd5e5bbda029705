"""Whatever a pack says is in its document, and no more than that."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from hdplanner.briefing.content import (
    Callout,
    Column,
    Cover,
    Entries,
    Entry,
    Fact,
    Facts,
    Heading,
    PackContent,
    PictureBlock,
    Point,
    Points,
    Prose,
    Section,
    TableBlock,
)
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.word.document import write_docx
from hdplanner.errors import UnusableFileError
from hdplanner.progress import Cancelled
from tests.briefing.word.conftest import all_words, lost, opened, squeezed, words_of

Make = Callable[..., PackContent]

MARKUP = '<b>bold</b> &amp; <w:p/> ]]> <img src="file:///etc/passwd"/> {name} %s \\n { TOC }'
NASTY = "a\x00b\ud800c\u202ed\u2067e\ufffe\x1bf\x0bg"
SCRIPTS = "हिन्दी কখগ မြန်မာ កខ្មែរ ภาษาไทย ລາວ አማርኛ עברית 我们 Ελληνικά Русский 😀"
LONG = " ".join(f"w{i}x" for i in range(3600))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("cover", list(Cover))
def test_every_text_of_every_kind_of_block_is_in_the_document(
    everything: Make, language: str, cover: Cover
) -> None:
    assert lost(everything(language, cover=cover)) == []


def test_a_document_says_nothing_that_the_pack_does_not_hold(everything: Make) -> None:
    pack = everything(sections=(Section("one", "Only this", (Prose("Known words."),)),))
    document = opened(pack)
    assert "Known words." in words_of(document.element)
    assert "Minister of Defence" not in all_words(document)
    assert squeezed(words_of(document.element)).count("Knownwords.") == 1


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "text", [MARKUP, NASTY, SCRIPTS, LONG, "\u2068Foo\u2069 · \u2068وزارة\u2069", "\n\n", "x" * 500]
)
def test_no_text_is_lost_or_read_as_markup_wherever_it_stands(pack: Make, text: str, direction: str) -> None:
    blocks = (
        Prose(text),
        Heading(text, 2, note=text),
        Callout(text, text),
        Points((Point(text, text),)),
        Facts((Fact(text, text),)),
        Entries((Entry(text, text, text),)),
        TableBlock((Column(text),), ((text,),), caption=text, none=text),
    )
    made = pack(*blocks, title=text, recipient=text, office=text, campaign=text, direction=direction)
    told = squeezed(words_of(opened(made).element))
    said = squeezed(clean(text))
    assert said in told
    assert told.count(said) >= (14 if said else 0)


def test_sixty_columns_become_tables_that_begin_with_the_first_column(pack: Make) -> None:
    columns = tuple(Column(f"Head{i}") for i in range(60))
    document = opened(pack(TableBlock(columns, (tuple(f"cell{i}" for i in range(60)),))))
    told = words_of(document.element)
    assert [i for i in range(60) if f"Head{i}" not in told or f"cell{i}" not in told] == []
    assert {table.cell(1, 0).text for table in document.tables} == {"cell0"}
    assert max(len(table.columns) for table in document.tables) <= 10


def test_a_row_with_too_many_cells_is_a_mistake(pack: Make) -> None:
    with pytest.raises(ValueError, match="3 cells in a table of 2 columns"):
        write_docx(pack(TableBlock((Column("A"), Column("B")), (("1", "2", "3"),))))


def test_a_section_without_content_is_left_out_with_its_title(pack: Make) -> None:
    sections = (Section("a", "Empty title", (Prose("  "),)), Section("b", "Kept title", (Prose("Words."),)))
    told = words_of(opened(pack(sections=sections)).element)
    assert "Empty title" not in told
    assert "Kept title" in told


def test_a_pack_without_sections_is_a_cover(pack: Make) -> None:
    assert "Relief goods without delay" in words_of(opened(pack(sections=())).element)


def test_a_picture_that_cannot_be_read_is_told(pack: Make) -> None:
    with pytest.raises(UnusableFileError):
        write_docx(pack(PictureBlock(b"not a picture", "Nothing")))


def test_the_same_pack_gives_the_same_bytes(everything: Make) -> None:
    assert write_docx(everything("ar")) == write_docx(everything("ar"))


def test_the_file_names_no_machine_no_template_and_no_time_of_day(everything: Make) -> None:
    pack = everything()
    document = opened(pack)
    core = document.core_properties
    assert (core.title, core.subject, core.author, core.language) == (
        pack.title,
        pack.campaign,
        pack.author,
        "en-GB",
    )
    assert core.created is not None
    assert core.created == core.modified
    assert core.created.date() == pack.prepared_on
    assert (core.revision, core.last_modified_by, core.comments) == (0, "", "")
    with zipfile.ZipFile(io.BytesIO(write_docx(pack))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [
            name for name in file.namelist() if "app.xml" in name or "thumbnail" in name or "custom" in name
        ] == []
        assert b"rsid" not in b"".join(file.read(name) for name in file.namelist())


def test_a_picture_brings_nothing_of_its_file_along(everything: Make) -> None:
    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera of somebody"
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG", exif=exif)
    made = write_docx(everything(sections=(Section("a", "A", (PictureBlock(out.getvalue(), "A field"),)),)))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        pictures = [file.read(name) for name in file.namelist() if "/media/" in name]
    assert len(pictures) == 2
    assert not any(b"A camera of somebody" in data for data in pictures)


def test_work_stops_when_it_is_asked_to(everything: Make) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        write_docx(everything(), Impatient())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_picture_says_in_words_what_it_shows(everything: Make, language: str) -> None:
    document = opened(everything(language))
    told = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert told == ["Varenia National Society", "A circle", "A blue field", "The annex", "The annex"]
    assert len({one.get("id") for one in document.element.iter(qn("wp:docPr"))}) == len(told)


def test_empty_properties_of_a_pack_leave_no_trace(everything: Make) -> None:
    bare = replace(
        everything(), copy="", recipient="", logo=b"", facts=(), campaign="", subtitle="", author=""
    )
    told = all_words(opened(bare))
    assert "Copy" not in told
    assert "EmbassyofNordia" not in told
