"""A pack with every kind of content in two languages, and ways to read a finished document as others would."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from hdplanner.briefing.content import (
    Bilingual,
    Block,
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
    PageBreak,
    PagesBlock,
    PictureBlock,
    Point,
    Points,
    Prose,
    Section,
    Side,
    Span,
    TableBlock,
    Tone,
)
from hdplanner.briefing.inventory import texts_of
from hdplanner.briefing.word.document import write_docx
from hdplanner.figures.shapes import Circle, Figure, Label

ENGLISH = {
    "say": "The bill passes its second reading on 4 December 2026; articles 12–14 are open (OCHA, 2026).",
    "ask": "Customs clearance within 24 hours",
    "who": "Minister of the Interior",
    "label": "Asked by",
    "title": "Relief goods without delay",
    "marking": "Confidential",
    "until": "Valid until 31 December 2026",
}
ARABIC = {
    "say": "يُعرض القانون (OCHA, 2026) على القراءة الثانية في 4 ديسمبر 2026، والمواد 12–14 مفتوحة.",
    "ask": "التخليص الجمركي خلال 24 ساعة",
    "who": "وزير الداخلية",
    "label": "مقدَّم من",
    "title": "مواد الإغاثة دون تأخير",
    "marking": "سري",
    "until": "صالح حتى 31 ديسمبر 2026",
}
WORDS = {"en": ENGLISH, "ar": ARABIC}
OTHER = {"en": "ar", "ar": "en"}


def picture(colour: str = "navy", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 100), colour).save(out, kind)
    return out.getvalue()


def two_pages() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400), invariant=1)
    for number in (1, 2):
        canvas.drawString(50, 350, f"Foreign page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def all_blocks(language: str = "en") -> tuple[Block, ...]:
    """Every kind of block."""
    t, other = WORDS[language], WORDS[OTHER[language]]
    mixed = (
        Span(t["who"], strong=True),
        Span(f" {t['label']}", muted=True),
        Span(" x", strong=True, muted=True),
    )
    return (
        *(Prose(f"{t['say']} {tone.value}", tone) for tone in Tone),
        Prose(f"{other['say']}\n{other['ask']}", language=OTHER[language]),
        Prose(mixed),
        Callout(t["label"], t["ask"]),
        Heading(t["who"], 2, note=t["label"]),
        Points((Point(t["ask"], t["say"]), Point(mixed))),
        Heading(t["ask"], 3),
        Points((Point(t["say"]), Point(t["who"], t["ask"])), numbered=False),
        Points((Point(t["ask"], t["who"]),), spoken=True),
        Points((Point(t["who"], t["who"]),), numbered=False, spoken=True),
        Facts((Fact(t["label"], t["who"]), Fact("Second fact", mixed))),
        PageBreak(),
        Entries(
            (Entry(t["who"], t["label"], t["say"]), Entry(mixed), Entry(t["ask"], t["say"] * 2, t["who"]))
        ),
        TableBlock(
            (Column(t["label"], 2), Column(t["who"], 1, Side.CENTRE), Column("12.5", 1, Side.END)),
            ((t["who"], mixed, "2.5"), (t["ask"],)),
            caption=f"Caption {t['ask']}",
        ),
        TableBlock((Column("A"),), (), none=f"{t['say']} None"),
        FigureBlock(
            Figure(300, 100, (Circle(50, 50, 20, fill="accent"), Label("drawn", 90, 50)), alt="A circle"),
            caption=f"Figure {t['who']}",
        ),
        PictureBlock(picture(), "A blue field", f"Picture {t['who']}"),
        PagesBlock(two_pages(), 2, "The annex"),
        Bilingual(
            (Prose(t["say"]), Points((Point(t["ask"], t["who"]),))),
            (Prose(other["say"]), Points((Point(other["ask"], other["who"]),))),
            OTHER[language],
        ),
        Bilingual(
            (Prose(t["ask"]), TableBlock((Column(t["who"]),), ((t["ask"],),))),
            (Facts((Fact(other["label"], other["who"]),)), Heading(other["title"]), Prose(other["say"])),
            OTHER[language],
        ),
    )


@pytest.fixture
def everything() -> Callable[..., PackContent]:
    """A pack of all blocks, with all that a pack may bear."""

    def make(language: str = "en", **more: object) -> PackContent:
        t, other = WORDS[language], WORDS[OTHER[language]]
        given = {
            "title": t["title"],
            "subtitle": "Campaign pack",
            "campaign": "Disaster law",
            "office": "Varenia National Society",
            "author": "HD office",
            "prepared_on": dt.date(2026, 12, 4),
            "marking": Marking(t["marking"], "marking_strict", "TLP:AMBER", t["until"]),
            "sections": (
                Section("one", f"First {t['ask']}", all_blocks(language)),
                Section("two", "Wide", (Prose(t["say"]),), landscape=True),
                Section("three", t["who"], (Prose(t["ask"]),), second_title=other["who"]),
            ),
            "language": language,
            "direction": "rtl" if language == "ar" else "ltr",
            "second_language": OTHER[language],
            "recipient": "Embassy of Nordia",
            "copy": "3 of 5",
            "logo": picture("darkred", "JPEG"),
            "facts": (Fact(t["label"], t["who"]),),
        }
        return PackContent(**(given | more))  # type: ignore[arg-type] # any field may be overridden

    return make


def opened(pack: PackContent) -> Document:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(write_docx(pack)))


def squeezed(text: str) -> str:
    """Text without spaces and marks of direction: for the question whether a word was lost."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(
        c for c in kept if not c.isspace() and c not in "\u200e\u200f\u2066\u2067\u2068\u2069\u200b"
    )


def words_of(element: object) -> str:
    """All words below an element, in their order."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))  # type: ignore[attr-defined] # lxml has no types


def all_words(document: Document) -> str:
    """Every word of a file: text, heads, feet, alternative texts, properties."""
    parts = [words_of(document.element)]
    parts += [one.get("descr", "") for one in document.element.iter(qn("wp:docPr"))]
    for section in document.sections:
        parts += [words_of(section.header._element), words_of(section.footer._element)]
    core = document.core_properties
    return squeezed(" ".join([*parts, core.title, core.subject, core.author]))


def lost(pack: PackContent) -> list[str]:
    """The texts of a pack that are not in its document; what is drawn in figures is in their pictures."""
    told = all_words(opened(pack))
    drawn = {"drawn"}
    return [text for text in texts_of(pack) if text not in drawn and squeezed(text) not in told]
