"""How a pack speaks: its own language for sentences, dates, numbers and names of steps.

Every section gets one; nothing here depends on the language of the window.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from hdplanner.briefing.content import Prose, Span, Text, Tone
from hdplanner.briefing.words import Words
from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.labels import NOT_ASSESSED
from hdplanner.domain.values import Position
from hdplanner.i18n import Catalogue, Style, format_date, format_datetime, format_number, speaking
from hdplanner.services.stakeholders import StakeholderRow

Measure = Callable[[str, float, bool], float]
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one pack. With ``words_only`` no rating is written as a number.

    ``measure`` gives the width of a text in the pack's letters, for figures; ``column`` how wide text runs, in points.
    """

    catalogue: Catalogue
    words_only: bool
    measure: Measure
    zone: str = "UTC"
    column: float = 470.0

    @property
    def words(self) -> Words:
        """The marks between texts, as the pack's language sets them."""
        return Words(self.catalogue.pgettext, self.catalogue.direction == "rtl")

    @property
    def rtl(self) -> bool:
        """Whether the pack runs leftwards."""
        return self.catalogue.direction == "rtl"

    def speaking(self) -> AbstractContextManager[None]:
        """While it is held, figures and rules that ask for no voice speak the pack's language too."""
        return speaking(self.catalogue)

    def gettext(self, message: str) -> str:
        """The sentence in the pack's language."""
        return self.catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int, **values: str) -> str:
        """The form for ``number``, with the number in it as ``{number}``, and other ``values`` by their names."""
        template = self.catalogue.ngettext(singular, plural, number)
        return template.format(number=self.number(number), **values)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return format_number(value, language=self.catalogue.language)

    def day(self, day: dt.date | None, style: Style = "medium") -> str:
        """A date, or nothing."""
        return format_date(day, style, self.catalogue.language) if day else ""

    def month(self, day: dt.date) -> str:
        """A month, short, as under a calendar."""
        from babel.dates import format_skeleton

        return format_skeleton("MMM", day, locale=self.catalogue.language)

    def span(self, first: dt.date | None, last: dt.date | None) -> str:
        """From one day to another, or the one that is known."""
        days = [self.day(day) for day in (first, last) if day]
        return " – ".join(dict.fromkeys(days))

    def moment(self, when: dt.datetime | None, zone: str, *, date_only: bool) -> str:
        """A planned local time, with its zone where it is another than the plan's."""
        if when is None:
            return ""
        if date_only:
            return self.day(when.date())
        written = format_datetime(when, "medium", self.catalogue.language)
        return written if zone in ("", self.zone) else self.words.noted(written, zone)

    def label(self, value: Choice | None) -> str:
        """The shown text of a member of a list, or nothing."""
        return self.gettext(value.text) if value is not None else ""

    def name(self, scale: type[Scale], number: int | None) -> str:
        """The name of a step of a scale, for tables; the annex tells the numbers."""
        return self.gettext(NOT_ASSESSED if number is None else scale(number).text)

    def step(self, scale: type[Scale], number: int | None) -> str:
        """A step of a scale: its name, and its number unless the plan is in words only."""
        name = self.name(scale, number)
        if number is None:
            return name
        return name if self.words_only or scale is Position else self.words.noted(name, self.number(number))

    def position(self, row: StakeholderRow) -> str:
        """Where somebody stands and, where we aim at another place, an arrow to it."""
        now = self.step(Position, row.position)
        if row.target_position is None or row.target_position == row.position:
            return now
        return f"{now} {self.arrow} {self.step(Position, row.target_position)}"

    @property
    def arrow(self) -> str:
        """An arrow that points where reading goes."""
        return "←" if self.catalogue.direction == "rtl" else "→"

    def as_of(self, row: StakeholderRow) -> Text:
        """When somebody was judged; what is stale says so and is not dropped."""
        written = self.day(row.made_on)
        if not row.stale or not written:
            return written
        return (Span(written), Span("\n" + self.gettext("due for review"), muted=True))

    def language_name(self, tag: str) -> str:
        """The name of a language in the pack's language; an unknown tag stays as it is."""
        from babel import Locale, UnknownLocaleError

        try:
            found = Locale.parse(tag.replace("-", "_")).get_display_name(self.catalogue.language)
        except (UnknownLocaleError, ValueError):
            return tag
        return found[:1].upper() + found[1:] if found else tag


def paragraphs(text: str, tone: Tone = Tone.BODY) -> list[Prose]:
    """Text of several paragraphs as such."""
    return [Prose(part.strip(), tone) for part in _BLANK_LINE.split(text) if part.strip()]
