"""Packs that nobody would write, drawn by lot from a number."""

from __future__ import annotations

import random
from collections.abc import Callable

from hdplanner.briefing.content import (
    Block,
    Callout,
    Column,
    Entries,
    Entry,
    Fact,
    Facts,
    Heading,
    Point,
    Points,
    Prose,
    Section,
    Side,
    Span,
    TableBlock,
    Text,
    Tone,
)

SCRIPTS = [
    "The National Society asks the Minister; l’été, Ærøskøbing, office, affluent, ﬁne ½ № €",
    "Национальное общество просит министра Ё й Ї",
    "Η Εθνική Εταιρεία ζητά από τον Υπουργό ΐ",
    "تطلب الجمعية الوطنية من الوزير لا إلى ٢٤٫٥ ساعة، مُحَمَّد",
    "جمعیت ملی از وزیر می‌خواهد ۲٫۵ میلیون",
    "قومی سوسائٹی وزیر سے کہتی ہے ٹھیک",
    "האגודה הלאומית מבקשת מהשר שָׁלוֹם",
    "राष्ट्रीय सोसाइटी मंत्री से क्षेत्र र्कि कहती है",
    "জাতীয় সোসাইটি মন্ত্রীকে ত্রাণের ক্ষ র্ক",
    "အမျိုးသားအသင်းက ဝန်ကြီးအား ကြွေ",
    "សមាគមជាតិស្នើឱ្យរដ្ឋមន្ត្រី ក្រៅ",
    "สภากาชาดขอให้รัฐมนตรี น้ำ",
    "ສະມາຄົມແຫ່ງຊາດ ນ້ຳ",
    "ብሔራዊ ማኅበሩ ሚኒስትሩ።",
    "国家红会请部长保持救援通道畅通。「甲」",
    "தேசிய சங்கம் అమాత్యుడు ರಾಷ್ಟ್ರೀಯ സമിതി",
    "😀 ❤️ 👍🏽 👨‍👩‍👧 🇰🇪 1️⃣ ✓ → ≤ § …",
]
NASTY = [
    "\x00", "\ud800", "\udfff", "\ufeff", "\ufffe", "\x1b[0m", "\x85", "\u2028", "\u200b", "\u200d", "\u200c",
    "\u200e", "\u200f", "\u061c", "\u202a", "\u202e", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\xad",
    "\n", "\r\n", "\t", "\xa0", "\u3000", "\u0301", "\u0651", "\ufe0f", "\U000e0041", "<b>", "&amp;", "{x}", "%s", "\\n",
]  # fmt: skip
TAGS = {"H1", "H2", "H3", "H4"}


class Drawer:
    """Draws texts and blocks; the same number draws the same."""

    def __init__(self, seed: int) -> None:
        self.lot = random.Random(seed)

    def text(self, most: int = 200) -> str:
        """Words of all scripts with what pastes bring along; some empty, some without a space."""
        lot = self.lot
        length = lot.choice([0, 1, 3, 12, 40, most, most])
        parts: list[str] = []
        size = 0
        while size < length:
            words = lot.choice(SCRIPTS).split(" ")
            part = lot.choice(words) if lot.random() < 0.8 else lot.choice(NASTY)
            part += "" if lot.random() < 0.2 else " "
            parts.append(part)
            size += len(part)
        return "".join(parts)

    def word(self) -> str:
        """Five hundred letters without a space."""
        words = self.lot.choice(SCRIPTS).split(" ")
        return "".join(self.lot.choice(words) for _ in range(500))[:500]

    def rich(self) -> Text:
        """A text, or spans."""
        if self.lot.random() < 0.7:
            return self.text() if self.lot.random() < 0.9 else self.word()
        return tuple(Span(self.text(60), self.lot.random() < 0.3, self.lot.random() < 0.3) for _ in range(3))

    def long(self) -> str:
        """Twenty thousand characters."""
        return " ".join(self.text(400) for _ in range(90))[:20_000]

    def block(self) -> Block:
        """Any of the kinds."""
        lot = self.lot
        kinds: list[Callable[[], Block]] = [
            lambda: Prose(self.rich(), lot.choice(list(Tone))),
            lambda: Callout(self.text(40), self.rich()),
            lambda: Points(tuple(Point(self.rich(), self.rich()) for _ in range(lot.choice([0, 1, 4, 30]))), lot.random() < 0.5, lot.random() < 0.3),
            lambda: Facts(tuple(Fact(self.text(lot.choice([10, 100])), self.rich()) for _ in range(lot.choice([0, 1, 5])))),
            lambda: Entries(tuple(Entry(self.rich(), self.text(lot.choice([8, 120])), self.rich()) for _ in range(lot.choice([0, 1, 5])))),
            self.table,
            self.table,
        ]  # fmt: skip
        return lot.choice(kinds)()

    def table(self) -> TableBlock:
        """Of none to sixty columns; now and then with a cell that is longer than pages."""
        lot = self.lot
        count = lot.choice([0, 1, 2, 3, 5, 10, 11, 60])
        rows = lot.choice([0, 1, 3, 12]) if count < 11 else 1
        cells = [[self.text(lot.choice([5, 60])) for _ in range(count)] for _ in range(rows)]
        if cells and count and lot.random() < 0.15:
            lot.choice(cells)[lot.randrange(count)] = self.long()
        return TableBlock(
            tuple(
                Column(self.text(12), lot.choice([0.01, 1, 3]), lot.choice(list(Side))) for _ in range(count)
            ),
            tuple(tuple(row) for row in cells),
            caption=self.text(30),
            none=self.text(30),
        )

    def sections(self, count: int) -> tuple[Section, ...]:
        """Each block in a section of its own, so that it can be found again."""
        return tuple(
            Section(
                f"s{i}", f"Sect{i}", (Heading(self.text(30), 2, self.text(20)), self.block(), Prose("end"))
            )
            for i in range(count)
        )
