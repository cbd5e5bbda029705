"""The styles, fonts, lists and settings of a document, as parts of its file. Colours are roles of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hdplanner.briefing.styles import Styles
from hdplanner.briefing.word.looks import (
    BOX_PADDING,
    BY_NAME,
    CARD_LOOKS,
    DASH_INDENT,
    LOOKS,
    MARKING,
    NUMBER_INDENT,
    POINTS,
    SPOKEN_INDENT,
    Look,
)
from hdplanner.briefing.word.markup import Element, switch, twips, w
from hdplanner.briefing.word.scripts import ARABIC, CHINESE, LATIN, SCRIPTS, Tongue

NUMBERED, SPOKEN, DASHED = 1, 2, 3
"""The kinds of lists; each numbered list counts from one by an instance of its kind of its own."""

_ACCENT_WIDTH = {True: 64.0, False: 48.0}
_HALF_POINTS, _EIGHTHS = 2, 8


class StyleSheet:
    """Builds the parts for one pack: its letters' size, its language, the width of its column."""

    def __init__(
        self,
        styles: Styles,
        tongue: Tongue,
        *,
        size: float,
        column: float,
        cover: bool,
        justified: bool,
        card: bool = False,
    ) -> None:
        self.styles = styles
        self.tongue = tongue
        self.size = size
        self.column = column
        self.cover = cover
        self.justified = justified
        self.looks = [replace(look, **CARD_LOOKS.get(look.name, {})) for look in LOOKS] if card else LOOKS

    def colour(self, role: str) -> str:
        """The colour of a role, as Word writes it."""
        return self.styles.colour(role).lstrip("#")

    def styles_part(self, marking_role: str) -> Element:
        """Every style of the document; the marking takes the colour of its role."""
        return w(
            "styles",
            self._defaults(),
            self._normal(),
            _plain_letters(),
            _table_normal(),
            *(
                self._paragraph_style(replace(look, role=marking_role) if look.name == MARKING else look)
                for look in self.looks
            ),
            *self._character_styles(),
            *self._table_styles(),
        )

    # Paragraphs ---------------------------------------------------------------------------------------------

    def _defaults(self) -> Element:
        languages = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}
        if self.tongue.tag:
            languages[self.tongue.slot] = self.tongue.tag
        run = w(
            "rPr",
            fonts(),
            w("color", val=self.colour("text")),
            *self._letters(10.5),
            w("lang", **languages),
        )
        return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr")))

    def _normal(self) -> Element:
        """What every paragraph follows: it runs as the document's language does."""
        spacing = w("spacing", before=0, after=0, line=twips(15 * self.size), lineRule="atLeast")
        properties = w("pPr", switch("bidi", self.tongue.rtl), spacing)
        name = (w("name", val="Normal"), w("qFormat"))
        return w("style", *name, properties, type="paragraph", styleId="Normal", default=1)

    def _letters(self, size: float) -> tuple[Element, Element]:
        count = max(2, round(size * self.size * _HALF_POINTS))
        return w("sz", val=count), w("szCs", val=count)

    def _paragraph_style(self, look: Look) -> Element:
        return w(
            "style",
            w("name", val=look.name),
            w("basedOn", val=BY_NAME[look.base].id if look.base in BY_NAME else look.base),
            w("uiPriority", val=9),
            w("qFormat"),
            self._paragraph_properties(look),
            w(
                "rPr",
                w("b", val=None if look.bold else 0),
                w("bCs", val=None if look.bold else 0),
                switch("caps", look.capitals),
                w("color", val=self.colour(look.role)),
                *self._letters(look.size),
            ),
            type="paragraph",
            styleId=look.id,
            customStyle=None if look.built_in else 1,
        )

    def _paragraph_properties(self, look: Look) -> Element:
        scale = 1.0 if look.exact else self.size
        indent = look.indent + (BOX_PADDING if look.edges == "box" else 0.0)
        hanging = look.name in POINTS or look.base in POINTS
        end = BOX_PADDING if look.edges == "box" else 0.0
        if look.edges == "rule":
            end = self.column - _ACCENT_WIDTH[self.cover]
        justified = "both" if look.justified and self.justified else None
        return w(
            "pPr",
            switch("keepNext", look.keep_next),
            switch("keepLines", look.level is not None),
            self._edges(look),
            w("tabs", w("tab", val="right", leader="dot", pos=twips(self.column)))
            if look.name.startswith("toc ")
            else None,
            w(
                "spacing",
                before=twips(look.before * scale),
                after=twips(look.after * scale),
                line=twips(look.line * scale),
                lineRule="exact" if look.exact else "atLeast",
            ),
            w("ind", left=twips(indent), right=twips(end), hanging=twips(look.indent) if hanging else None),
            w("jc", val=look.side or justified or "left"),
            w("outlineLvl", val=look.level) if look.level is not None else None,
        )

    def _edges(self, look: Look) -> Element | None:
        if look.edges == "rule":
            return w("pBdr", self.line("top", "accent", 3.0 if self.cover else 2.2))
        if look.edges == "box":
            sides = ("top", "left", "bottom", "right")
            return w("pBdr", *(self.line(side, "text", 0.9, BOX_PADDING) for side in sides))
        return None

    def line(self, side: str, role: str, weight: float, space: float = 0.0) -> Element:
        """A ruled edge of a paragraph, a table or a cell."""
        return w(side, val="single", sz=round(weight * _EIGHTHS), space=round(space), color=self.colour(role))

    # Words and tables ---------------------------------------------------------------------------------------

    def _character_styles(self) -> Iterator[Element]:
        muted, bold = w("color", val=self.colour("muted")), (w("b"), w("bCs"))
        yield _character("Strong", *bold, built_in=True)
        yield _character("Muted Words", muted)
        yield _character("Strong Muted Words", w("b"), w("bCs"), w("color", val=self.colour("muted")))
        smaller = (w("color", val=self.colour("muted")), *self._letters(10.5))  # than what is read aloud
        yield _character("Source Words", *smaller)
        yield _character("Note", w("color", val=self.colour("muted")), *self._letters(8.5))

    def _table_styles(self) -> Iterator[Element]:
        strong, thin = ("line_strong", 0.75), ("line", 0.5)
        yield _table("Layout", None)
        borders = w("tblBorders", *(self.line(side, *thin) for side in ("top", "bottom", "insideH")))
        yield _table("Entries", borders, high=6)
        yield _table("Foot", w("tblBorders", self.line("top", *thin)))
        edges = (self.line("bottom", *strong), self.line("insideH", *thin))
        head = w(
            "tblStylePr",
            w("tcPr", w("tcBorders", self.line("bottom", *strong))),
            type="firstRow",
        )
        yield _table("Pack Table", w("tblBorders", *edges), head, wide=4, high=3.75)

    # Lists --------------------------------------------------------------------------------------------------

    def numbering_part(self, lists: Sequence[int]) -> Element:
        """The kinds of lists, and an instance of its kind for each list of the document."""
        kinds = (
            self._kind(NUMBERED, "decimal", "%1", 15, NUMBER_INDENT, bold=True),
            self._kind(SPOKEN, "decimal", "%1", 19, SPOKEN_INDENT, bold=True),
            self._kind(DASHED, "bullet", "\N{EN DASH}", 10.5, DASH_INDENT, bold=False),
        )
        return w("numbering", *kinds, *(_instance(i, kind) for i, kind in enumerate(lists, 1)))

    def _kind(self, key: int, counts: str, text: str, size: float, indent: float, *, bold: bool) -> Element:
        level = w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=counts),
            w("suff", val="tab"),
            w("lvlText", val=text),
            w("lvlJc", val="left"),
            w(
                "pPr",
                w("tabs", w("tab", val="num", pos=twips(indent))),
                w("ind", left=twips(indent), hanging=twips(indent)),
            ),
            w(
                "rPr",
                w("b", val=None if bold else 0),
                w("bCs", val=None if bold else 0),
                w("color", val=self.colour("accent")),
                *self._letters(size),
            ),
            ilvl=0,
        )
        return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=key)

    def settings_part(self) -> Element:
        """What Word is to know of the document: that it is a modern one, and its languages."""
        compat = w(
            "compat",
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=15,
            ),
        )
        return w("settings", w("defaultTabStop", val=720), compat)


def fonts(font: str = "") -> Element:
    """The fonts of letters: the usual ones, or the same for all."""
    return w(
        "rFonts",
        ascii=font or LATIN.font,
        hAnsi=font or LATIN.font,
        eastAsia=font or CHINESE.font,
        cs=font or ARABIC.font,
    )


def fonts_part() -> Element:
    """The fonts by name, and what takes the place of each where it is not installed."""
    return w(
        "fonts",
        *(
            w("font", w("altName", val=one.instead), w("family", val="swiss"), name=one.font)
            for one in (LATIN, ARABIC, CHINESE, *SCRIPTS)
        ),
    )


def _instance(number: int, kind: int) -> Element:
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0) if kind != DASHED else None
    return w("num", w("abstractNumId", val=kind), again, numId=number)


def _character(name: str, *looks: Element, built_in: bool = False) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("uiPriority", val=10),
        w("qFormat"),
        w("rPr", *looks),
        type="character",
        styleId=name.replace(" ", ""),
        customStyle=None if built_in else 1,
    )


def _plain_letters() -> Element:
    name = (w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"))
    return w("style", *name, type="character", styleId="DefaultParagraphFont", default=1)


def _table_normal() -> Element:
    name = (w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"))
    return w("style", *name, w("tblPr"), type="table", styleId="TableNormal", default=1)


def _table(
    name: str, borders: Element | None, *parts: Element, wide: float = 0.0, high: float = 0.0
) -> Element:
    inside = {"top": high, "left": wide, "bottom": high, "right": wide}
    margins = w("tblCellMar", *(w(side, w=twips(room), type="dxa") for side, room in inside.items()))
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=11),
        w("qFormat"),
        w("tblPr", borders, margins),
        *parts,
        type="table",
        styleId=name.replace(" ", ""),
        customStyle=1,
    )
