"""A foreign calendar, worked out into a plan of import: which events become activities, and which change known ones.

An event is known again by its name (UID), so that a second import changes what the first one made. Touches nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from hdplanner.domain.base import derived_id
from hdplanner.domain.values import ActivityStatus
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.calendar import DOMAIN, WINDOW
from hdplanner.exchange.calendar_events import EventReading, Moment, read_event
from hdplanner.exchange.plan import Problem
from hdplanner.exchange.text_tables import encoding_of
from hdplanner.i18n import _
from hdplanner.services.activities import is_zone
from hdplanner.services.activity_import import ActivityDraft, KnownPlan
from hdplanner.services.activity_rows import ActivityRow

BYTES: Final = 8 * 1024 * 1024
EVENTS: Final = 10_000
_OPEN: Final = (ActivityStatus.IDEA, ActivityStatus.PLANNED, ActivityStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class CalendarPlan:
    """What importing a calendar will do. ``rows`` counts its events; ``unchanged`` those that say nothing new."""

    source: str
    rows: int
    drafts: tuple[ActivityDraft, ...]
    unchanged: int = 0
    errors: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()

    @property
    def added(self) -> int:
        """How many activities will be new."""
        return sum(not draft.known for draft in self.drafts)


def plan_calendar(path: Path | str, known: KnownPlan) -> CalendarPlan:
    """Return what importing a calendar file into a plan will do.

    Raises ``UnreadableSourceError`` with one reason: not there, too large, no calendar, damaged, or nothing in it
    that could be taken.
    """
    path = Path(path)
    planning = _Planning(path.stem, known)
    events = _events(path)
    for number, event in enumerate(events, 1):
        planning.take(number, event)
    if planning.skipped and len(planning.skipped) == len(events):
        why = planning.skipped[0].message.rstrip(".")
        raise UnreadableSourceError(path, _("none of its events can be taken ({why})").format(why=why))
    return CalendarPlan(
        path.name,
        len(events),
        tuple(planning.drafts.values()),
        planning.unchanged,
        tuple(planning.errors),
        tuple(planning.skipped),
    )


def _events(path: Path) -> list[Any]:
    from icalendar import Component

    text = _content(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library tells in them which zone it took for which
            parts: Iterable[Any] = Component.from_ical(text, multiple=True)
            events = [event for part in parts for event in part.walk("VEVENT")]
    except Exception as error:  # what a broken file makes of the parser is of many kinds
        raise UnreadableSourceError(path, _("it is no calendar (iCalendar), or a damaged one")) from error
    if not events:
        raise UnreadableSourceError(path, _("it holds no events"))
    if len(events) > EVENTS:
        raise UnreadableSourceError(path, _("it holds more than {limit} events").format(limit=EVENTS))
    return events


def _content(path: Path) -> str:
    try:
        if not path.is_file():
            raise UnreadableSourceError(path, _("there is no such file"))
        if path.stat().st_size > BYTES:
            raise UnreadableSourceError(path, _("it is larger than 8 MB"))
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(path, error.strerror or _("the system refused")) from error
    text = content.decode(encoding_of(content), errors="replace").replace("\0", "")
    if "BEGIN:" not in text.upper():
        raise UnreadableSourceError(path, _("it is no calendar (iCalendar)"))
    return text


class _Planning:
    """The plan in the making."""

    def __init__(self, name: str, known: KnownPlan) -> None:
        self.name, self.known = name, known
        self.drafts: dict[str, ActivityDraft] = {}
        self.seen: set[str] = set()
        self.errors: list[Problem] = []
        self.skipped: list[Problem] = []
        self.unchanged = 0

    def take(self, number: int, event: Any) -> None:
        """Read one event, and note what will be done with it."""
        reading = read_event(event, self.known.zone)
        if self._is_our_window(reading):
            self.unchanged += 1
            return
        key = self._key(reading)
        if reason := reading.why_not or self._why_not(reading, key):
            self.skipped.append(Problem(self.name, number, "", reason))
            return
        self.seen.add(key)
        self.errors += [Problem(self.name, number, field, said) for field, said in reading.faults]
        row = self.known.activities.get(key)
        values = _new(reading) if row is None else _changed(reading, row)
        if values:
            self.drafts[key] = ActivityDraft(key, number, row is not None, values)
        else:
            self.unchanged += 1

    def _is_our_window(self, reading: EventReading) -> bool:
        """Tell whether this is one of our windows, still on its day."""
        key = reading.uid.removeprefix(WINDOW).removesuffix(DOMAIN)
        if not _is_window(reading) or key not in self.known.windows or reading.starts is None:
            return False
        return self.known.windows[key] == reading.starts.at.date()

    def _why_not(self, reading: EventReading, key: str) -> str:
        if _is_window(reading):
            return _("It is a decision window, which is moved in the plan itself.")
        if key in self.seen:
            return _("The same event stands in the file twice; the second was left out.")
        return ""

    def _key(self, reading: EventReading) -> str:
        """The key of the activity that an event is: ours, or one that follows from its name."""
        own = reading.uid.removesuffix(DOMAIN)
        if own != reading.uid and own in self.known.activities:
            return own
        begins = reading.starts.at.isoformat() if reading.starts else ""
        parts = (reading.uid,) if reading.uid else ("", begins, reading.title)
        return derived_id("activity", self.known.campaign_id, *parts)


def _is_window(reading: EventReading) -> bool:
    return reading.uid.startswith(WINDOW) and reading.uid.endswith(DOMAIN)


def _new(reading: EventReading) -> dict[str, Any]:
    return {
        "title": reading.title or _("Event without a title"),
        "place": reading.place,
        "purpose": reading.text,
        "status": reading.status or ActivityStatus.PLANNED,
        **_times(reading),
    }


def _times(reading: EventReading) -> dict[str, Any]:
    if reading.starts is None:
        return {}
    return {
        "starts_at": reading.starts.at,
        "ends_at": reading.ends_at,
        "zone": reading.starts.zone,
        "date_only": reading.starts.date_only,
    }


def _changed(reading: EventReading, row: ActivityRow) -> dict[str, Any]:
    """What an event says that a known activity does not. What a calendar does not say stays as it is."""
    ours = reading.uid.endswith(DOMAIN)
    values: dict[str, Any] = {}
    if reading.title and reading.title != row.title and (row.title or not ours):
        values["title"] = reading.title
    if reading.place and reading.place != row.place:
        values["place"] = reading.place
    if not ours and reading.text and reading.text != row.purpose:
        values["purpose"] = reading.text  # in ours it holds more than the purpose
    if _is_news(reading.status, row.status):
        values["status"] = reading.status
    if reading.starts is not None and not _stands_there(reading.starts, reading.ends_at, row):
        values |= {**_times(reading), "days_before": None, "days_until": None}
    return values


def _is_news(said: ActivityStatus | None, now: ActivityStatus) -> bool:
    """Tell whether a calendar knows better: it confirms and cancels what is open, and takes back nothing that is done."""
    return said is not None and said is not now and now in _OPEN


def _stands_there(starts: Moment, ends_at: datetime | None, row: ActivityRow) -> bool:
    """Tell whether a known activity stands at this time already, by a date of its own or from its window."""
    if starts.date_only and (row.date_only or row.starts_at is None):
        return (row.on, row.until) == (starts.at.date(), (ends_at or starts.at).date())
    if row.starts_at is None or starts.date_only != row.date_only:
        return False
    ends = row.ends_at if row.ends_at is not None and row.ends_at > row.starts_at else None
    if starts.zone == row.zone or not is_zone(row.zone):
        return (starts.zone, starts.at, ends_at) == (row.zone, row.starts_at, ends)
    return _moments(starts.at, ends_at, starts.zone) == _moments(row.starts_at, ends, row.zone)


def _moments(starts: datetime, ends: datetime | None, zone: str) -> list[float]:
    clock = ZoneInfo(zone)
    return [one.replace(tzinfo=clock).timestamp() for one in (starts, ends) if one is not None]
