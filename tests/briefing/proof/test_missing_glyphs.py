"""A character that no font has is told before anything is made, wherever it stands; never a box, never a blank."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable

import pikepdf
import pytest

from hdplanner.briefing.content import (
    Callout,
    Column,
    Entries,
    Entry,
    Fact,
    Facts,
    FigureBlock,
    Heading,
    Marking,
    PackContent,
    Point,
    Points,
    Prose,
    Section,
    TableBlock,
)
from hdplanner.briefing.document import render
from hdplanner.briefing.typeset.fonts import FontLibrary, is_invisible, missing_characters, script_name
from hdplanner.briefing.typeset.shaping import Shaper
from hdplanner.errors import MissingGlyphError
from hdplanner.figures.shapes import Figure, Label
from tests.briefing.conftest import read_pages, squeeze
from tests.briefing.proof.structure import faults

Make = Callable[..., PackContent]
ODD = "\U00012000"  # cuneiform
FIGURE = Figure(200, 100, (Label(f"old {ODD}", 10, 50),), title="Old")

PLACES: dict[str, dict[str, object]] = {
    "title": {"title": ODD},
    "subtitle": {"subtitle": ODD},
    "campaign": {"campaign": ODD},
    "office": {"office": ODD},
    "author": {"author": ODD},
    "marking": {"marking": Marking(ODD)},
    "clearance": {"clearance": ODD},
    "recipient": {"recipient": ODD},
    "copy": {"copy": ODD},
    "facts": {"facts": (Fact("To", ODD),)},
    "section": {"sections": (Section("a", ODD, (Prose("x"),)),)},
}
BLOCKS = {
    "heading": Heading(ODD),
    "note": Heading("x", 2, ODD),
    "prose": Prose(ODD),
    "callout": Callout("x", ODD),
    "label": Callout(ODD, "x"),
    "point": Points((Point("x", ODD),)),
    "fact": Facts((Fact(ODD, "x"),)),
    "entry": Entries((Entry("x", ODD),)),
    "cell": TableBlock((Column("A"),), ((ODD,),)),
    "head of a table": TableBlock((Column(ODD),), (("x",),)),
    "caption": TableBlock((Column("A"),), (("x",),), caption=ODD),
    "figure": FigureBlock(FIGURE),
}


@pytest.mark.parametrize("place", [*PLACES, *BLOCKS])
def test_it_is_told_wherever_it_stands(pack: Make, place: str) -> None:
    words = (Prose("Words."),)
    content = pack(*words, **PLACES[place]) if place in PLACES else pack(*words, BLOCKS[place], Prose("x"))
    with pytest.raises(MissingGlyphError) as told:
        render(content)
    assert told.value.scripts == ("Cuneiform",)
    assert told.value.characters == (ODD,)
    assert "Install Noto Sans Cuneiform (free, from" in str(told.value)


@pytest.mark.parametrize(
    ("character", "script", "font"),
    [
        ("\U00010300", "Old Italic", "Noto Sans Old Italic"),
        ("\U00013000", "Egyptian Hieroglyphs", "Noto Sans Egyptian Hieroglyphs"),
        ("中", "Chinese", "Noto Sans SC"),
        ("か", "Japanese", "Noto Sans JP"),
        ("한", "Korean", "Noto Sans KR"),
        ("བ", "Tibetan", "Noto Serif Tibetan"),
        ("\U0001fae8", "Emoji", "Noto Emoji"),
        ("\U0001d400", "Mathematical", "Noto Sans Math"),
        ("\U0001d11e", "Musical", "Noto Music"),
        ("⏧", "Symbols", "Noto Sans Symbols 2"),
    ],
)
def test_the_script_and_the_font_to_install_are_named(character: str, script: str, font: str) -> None:
    assert script_name(character) == script
    error = MissingGlyphError([script], [character])
    assert error.fonts == (font,)
    assert script in str(error)
    assert font in str(error)


def test_all_that_is_missing_is_told_at_once(library: FontLibrary) -> None:
    missing = missing_characters([f"{ODD} and \U00013000", "plain"], library)
    assert missing == {"Cuneiform": [ODD], "Egyptian Hieroglyphs": ["\U00013000"]}


def test_what_nobody_asked_about_still_never_becomes_a_box(library: FontLibrary) -> None:
    with pytest.raises(MissingGlyphError):
        Shaper(library).shape(f"a{ODD}", 400, rtl=False)
    assert Shaper(library, strict=False).shape(f"a{ODD}", 400, rtl=False).width > 0


EMOJI = "😀 ❤️ 👍🏽 👨‍👩‍👧 🇰🇪 1️⃣ ⚠️ ✅ 🕊️ 🏥 ⛑️ 🚑"


def test_emoji_are_printed_in_one_colour_and_taken_out_again(pack: Make) -> None:
    data = render(pack(Prose(EMOJI), TableBlock((Column("A"),), ((EMOJI,),)))).data
    assert faults(data) == []
    visible = squeeze("".join(c for c in EMOJI if not is_invisible(c)))
    found = squeeze("".join(c for c in "".join(read_pages(data)) if not is_invisible(c)))
    assert found.count(visible) == 2


def test_a_digit_on_a_key_is_one_picture(library: FontLibrary) -> None:
    (piece,) = Shaper(library).shape("1\ufe0f\u20e3", 400, rtl=False).pieces
    assert piece.glyphs.file.family == "NotoEmoji"
    assert [text for _number, text in piece.glyphs.codes if text] == ["1\ufe0f\u20e3"]


def test_a_space_behind_an_emoji_is_as_wide_as_any(library: FontLibrary) -> None:
    shaper = Shaper(library)
    assert shaper.shape_gap(" ", shaper.shape("😀", 400, rtl=False), rtl=False) is None
    assert shaper.shape_gap(" ", shaper.shape("中", 400, rtl=False), rtl=False) is not None


def test_every_character_that_counts_as_there_has_a_glyph(library: FontLibrary) -> None:
    """All assigned characters, each by itself: those that are not reported never become a box."""
    shaper = Shaper(library)
    for code in (*range(0x20, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x20000, 3)):
        character = chr(code)
        if unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc") or missing_characters(
            [character], library
        ):
            continue
        shaper.shape(character, 400, rtl=False)
    boxes = [text for glyphs in shaper.glyph_sets.values() for number, text in glyphs.codes if not number]
    assert [hex(ord(text[0])) for text in boxes if text] == []


def test_the_file_embeds_every_font_it_names(pack: Make) -> None:
    data = render(pack(Prose("Latin, кириллица, العربية, हिन्दी, 中文, 😀"))).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [
            f
            for f in pdf.objects
            if isinstance(f, pikepdf.Dictionary) and f.get("/Type") == "/FontDescriptor"
        ]
        assert len(fonts) >= 5
        assert all("/FontFile2" in font for font in fonts)
