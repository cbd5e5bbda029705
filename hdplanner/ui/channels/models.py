"""What the room shows of an activity in words, and what a filter keeps. Rows come frozen; nothing here reads the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label
from hdplanner.domain.values import ActivityStatus, Certainty, Channel, Mode
from hdplanner.i18n import _, format_date, format_number, ngettext
from hdplanner.ui.common.filter import folded

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow
    from hdplanner.services.windows import WindowRow

Entries = list[tuple[object, str]]
NO_WINDOW = "none"
"""The entry of the filter for activities that belong to no decision."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a filter lets through; empty values let all through. An audience goes by its name, the rest by ids."""

    words: str = ""
    messenger: str | None = None
    channel: Channel | None = None
    mode: Mode | None = None
    status: ActivityStatus | None = None
    window: str | None = None
    audience: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        listed = (self.messenger, self.channel, self.mode, self.status, self.window, self.audience)
        return bool(self.words.strip()) or any(one is not None for one in listed)

    def keeps(self, row: ActivityRow, words_of: Callable[[ActivityRow], str]) -> bool:
        """Whether a row is shown; `words_of` gives its folded words."""
        if self.messenger is not None and row.messenger_id != self.messenger:
            return False
        if self.channel is not None and row.channel is not self.channel:
            return False
        if self.mode is not None and row.mode is not self.mode:
            return False
        if self.status is not None and row.status is not self.status:
            return False
        if self.window is not None and (row.window_id or NO_WINDOW) != self.window:
            return False
        if self.audience is not None and row.audience_name != self.audience:
            return False
        if not self.words.strip():
            return True
        text = words_of(row)
        return all(word in text for word in _folded_words(self.words))


@lru_cache(maxsize=8)
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(folded(text).split())


class RowTexts:
    """The words by which a row is found, made of each row once."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[ActivityRow, str]] = {}

    def words(self, row: ActivityRow) -> str:
        """The words of a row, folded."""
        held = self._words.get(row.id)
        if held is not None and held[0] is row:
            return held[1]
        named = (row.title, row.audience_name, row.message, row.messenger, row.owner, row.window, row.place)
        said = (row.purpose, row.paper_title, row.follow_up, label(row.channel), label(row.mode))
        text = folded(" ".join((*named, *said)))
        self._words[row.id] = (row, text)
        return text


@dataclass(frozen=True, slots=True)
class Offers:
    """What the filters can be set to, from what there is."""

    messengers: Entries
    windows: Entries
    audiences: Entries


def offers_of(rows: Sequence[ActivityRow], windows: Sequence[WindowRow]) -> Offers:
    """The messengers and audiences that activities have, and all windows."""
    messengers = {(row.messenger_id, row.messenger) for row in rows if row.messenger_id}
    audiences = {row.audience_name for row in rows if row.audience_name}
    return Offers(
        sorted(messengers, key=lambda one: one[1].casefold()),
        [*((row.id, row.title) for row in windows), (NO_WINDOW, _("No decision"))],
        [(name, name) for name in sorted(audiences, key=str.casefold)],
    )


def when_of(row: ActivityRow) -> str:
    """When an activity is, in words: its days, with the clock where it has one; how far from which decision."""
    if row.on is None:
        return distance_of(row) if row.days_before is not None else _("Not scheduled")
    days = format_date(row.on)
    if row.until is not None and row.until != row.on:
        days = _("{first} to {last}").format(first=days, last=format_date(row.until))
    clock = clock_of(row)
    return _("{days}, {clock}").format(days=days, clock=clock) if clock else days


def clock_of(row: ActivityRow) -> str:
    """From when to when on the clock; "" for whole days and for what has no date of its own."""
    if row.starts_at is None or row.date_only:
        return ""
    begins = f"{row.starts_at:%H:%M}"
    return begins if row.ends_at is None else f"{begins}–{row.ends_at:%H:%M}"  # a range of times


def distance_of(row: ActivityRow) -> str:
    """How far from its decision an activity is planned; "" for one with a date of its own."""
    if row.days_before is None:
        return ""
    first, last = row.days_before, row.days_before if row.days_until is None else row.days_until
    window = row.window or _("the decision")
    if first != last:
        words = _("{first} to {last} days before {window}")
        return words.format(first=format_number(first), last=format_number(last), window=window)
    if first == 0:
        return _("On the day of {window}").format(window=window)
    words = (
        ngettext("{count} day before {window}", "{count} days before {window}", first)
        if first > 0
        else ngettext("{count} day after {window}", "{count} days after {window}", -first)
    )
    return words.format(count=format_number(abs(first)), window=window)


def window_words(row: WindowRow) -> str:
    """A decision with its day and how sure that is."""
    if row.decides_on is None:
        return _("{window}, no date yet").format(window=row.title)
    if row.certainty is Certainty.FIXED:
        return _("{window}, {day}").format(window=row.title, day=format_date(row.decides_on))
    words = _("{window}, {day}, {certainty}")
    sure = label(row.certainty).lower()
    return words.format(window=row.title, day=format_date(row.decides_on), certainty=sure)


def subtitle(row: ActivityRow) -> str:
    """An activity in one line: when, through what."""
    return " · ".join((when_of(row), label(row.channel)))
