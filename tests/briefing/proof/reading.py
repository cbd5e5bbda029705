"""The text of a finished file, element by element, as its fonts and replacement texts tell it.

Knows nothing of how it was set: it reads what any program would that follows the structure (PDF 32000-1, 14.8).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.briefing.proof.structure import kids_of, tag_of

_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]*)>")


@dataclass
class Element:
    """A piece of the structure: its tag, its own text, what stands inside it."""

    tag: str
    text: str = ""
    kids: list[Element] = field(default_factory=list)

    def all_text(self) -> str:
        """Its text with all inside it."""
        return self.text + "".join(kid.all_text() for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """Itself and all inside it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def read(data: bytes) -> Element:
    """The whole structure of a pack with its text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: dict[tuple[int, int], dict[int, str]] = {}
        pages = {page.obj.objgen: _marked(page, fonts) for page in pdf.pages}
        return _element(pdf.Root.StructTreeRoot.K[0], pages)


def _element(element: Any, pages: dict[tuple[int, int], dict[int, str]]) -> Element:
    made = Element(tag_of(element))
    for kid in kids_of(element):
        if not isinstance(kid, Dictionary):
            made.text += pages[element.Pg.objgen].get(int(kid), "")
        elif Name.S in kid:
            made.kids.append(_element(kid, pages))
        elif Name.MCID in kid:
            made.text += pages[kid.Pg.objgen].get(int(kid.MCID), "")
    return made


def _marked(page: pikepdf.Page, fonts: dict[tuple[int, int], dict[int, str]]) -> dict[int, str]:
    """The text of each piece of marked content of a page."""
    texts: dict[int, list[str]] = {}
    marks: list[tuple[int | None, str | None]] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page, "BT ET BDC BMC EMC Tf TJ Tj"):
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else {}
                number = properties.get(Name.MCID)
                outer = marks[-1][0] if marks else None
                actual = properties.get(Name.ActualText)
                marks.append(
                    (outer if number is None else int(number), None if actual is None else str(actual))
                )
                if actual is not None and marks[-1][0] is not None:
                    texts.setdefault(marks[-1][0], []).append(str(actual))
            case "EMC":
                marks.pop()
            case "Tf":
                letters = _letters(page.resources.Font[operands[0]], fonts)
            case "TJ" | "Tj":
                number, replaced = marks[-1]
                if number is not None and replaced is None:
                    texts.setdefault(number, []).append(_shown(operands[0], letters))
    return {number: "".join(parts) for number, parts in texts.items()}


def _shown(operand: Any, letters: dict[int, str]) -> str:
    strings = (
        [bytes(one) for one in operand if isinstance(one, pikepdf.String)]
        if isinstance(operand, Array)
        else [bytes(operand)]
    )
    return "".join(
        letters[int.from_bytes(codes[i : i + 2], "big")] for codes in strings for i in range(0, len(codes), 2)
    )


def _letters(font: Any, fonts: dict[tuple[int, int], dict[int, str]]) -> dict[int, str]:
    if font.objgen not in fonts:
        pairs = _PAIR.findall(font.ToUnicode.read_bytes())
        fonts[font.objgen] = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
        }
    return fonts[font.objgen]
