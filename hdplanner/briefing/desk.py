"""What is measured for one document, or for the drafts of one that follow each other: glyphs, words, broken lines."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from hdplanner.briefing.typeset.lines import Line, Run, Typesetter
from hdplanner.briefing.typeset.page import Node
from hdplanner.briefing.typeset.paragraph import Paragraph
from hdplanner.briefing.typeset.style import TextStyle
from hdplanner.i18n import direction

_MOST_GLYPHS = 20_000  # a preview that was changed for hours begins anew
_MOST_PARAGRAPHS = 20_000


class Desk:
    """The typesetters of a document, one for each language, and the lines that its paragraphs were broken into."""

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self.lock = threading.RLock()
        self.used = False
        self._setters = {setter.language: setter}
        self._lines: dict[Any, list[Line]] = {}

    def in_language(self, language: str) -> Typesetter:
        """The typesetter for text in a language and its direction."""
        if language not in self._setters:
            rtl = direction(language) == "rtl"
            self._setters[language] = Typesetter(self.setter.shaper, rtl=rtl, language=language)
        return self._setters[language]

    def paragraph(
        self, setter: Typesetter, runs: Sequence[Run], style: TextStyle, node: Node | None
    ) -> Paragraph:
        """A paragraph that is not broken into lines again where the same one was before."""
        if len(self._lines) > _MOST_PARAGRAPHS:
            self._lines.clear()
        return _Remembered(setter, runs, style, node, self._lines)

    def forget_lines(self) -> None:
        """Drop the broken lines of paragraphs: nobody lays them again."""
        self._lines.clear()

    def suits(self, language: str, *, rtl: bool) -> bool:
        """Whether another pack may be measured here."""
        glyphs = sum(len(one.codes) for one in self.setter.shaper.glyph_sets.values())
        return glyphs < _MOST_GLYPHS and (self.setter.language, self.setter.rtl) == (language, rtl)


class _Remembered(Paragraph):
    """Looks for its lines among those of the paragraphs before it."""

    def __init__(
        self,
        setter: Typesetter,
        runs: Sequence[Run],
        style: TextStyle,
        node: Node | None,
        known: dict[Any, list[Line]],
    ) -> None:
        super().__init__(setter, runs, style, node)
        self._known = known

    def _lay(self, runs: Sequence[Run], width: float) -> None:
        key = (self.setter.language, self.setter.rtl, width, *runs)
        found = self._known.get(key)
        if found is None:
            super()._lay(runs, width)
            self._known[key] = self._laid or []
        else:
            self._laid, self._span = found, (0, len(found))
