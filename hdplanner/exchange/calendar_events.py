"""One event of a foreign calendar in our terms: its clock times in a zone, its days, its texts, and what is odd in it.

Pure. Never raises for what an event holds: what cannot be taken is told in a clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hdplanner.domain.base import LINE, PROSE, cleaned
from hdplanner.domain.values import ActivityStatus
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import _
from hdplanner.services.activities import LATEST, is_zone
from hdplanner.services.values import EARLIEST

_DAY: Final = timedelta(days=1)
_STATUS: Final = {"CONFIRMED": ActivityStatus.CONFIRMED, "CANCELLED": ActivityStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class Moment:
    """A planned time as our activities hold it; with ``date_only`` the clock time is midnight and means nothing."""

    at: datetime
    zone: str
    date_only: bool


@dataclass(slots=True)
class EventReading:
    """What an event says. ``why_not`` is why it is left out; ``faults`` are fields that were not taken whole."""

    uid: str = ""
    title: str = ""
    place: str = ""
    text: str = ""
    status: ActivityStatus | None = None
    starts: Moment | None = None
    ends_at: datetime | None = None
    why_not: str = ""
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_event(event: Any, home: str) -> EventReading:
    """Read one event. What has a moment but no zone of ours is put on the clock of the zone ``home``."""
    reading = EventReading(uid=_plain(event, "UID"), status=_STATUS.get(_plain(event, "STATUS").upper()))
    if _first(event, "RECURRENCE-ID") is not None:
        reading.why_not = _("It is one changed time of an event that repeats, and was left out.")
        return reading
    reading.title = _text(reading, event, "SUMMARY", LINE)
    reading.place = _text(reading, event, "LOCATION", LINE)
    reading.text = _text(reading, event, "DESCRIPTION", PROSE)
    reading.starts = _start(reading, event, home)
    if reading.starts is not None:
        reading.ends_at = _end(reading, event, reading.starts)
    if _first(event, "RRULE") is not None or _first(event, "RDATE") is not None:
        reading.faults.append(("RRULE", _("it repeats; only the first time was taken")))
    return reading


def _start(reading: EventReading, event: Any, home: str) -> Moment | None:
    """Return when it begins. An event with a title but no day waits unscheduled, which is told."""
    value, zone = _when(_first(event, "DTSTART"))
    if value is None and reading.title:
        reading.faults.append(("DTSTART", _("it has no day, so it waits unscheduled")))
    elif value is None:
        reading.why_not = _("It has neither a day nor a title and was left out.")
    elif isinstance(value, datetime) and value.tzinfo is None and zone:
        said = _("Its time zone “{zone}” is not known, so it was left out.")
        reading.why_not = said.format(zone=zone[:80])
    elif not EARLIEST <= (value.date() if isinstance(value, datetime) else value) <= LATEST:
        reading.why_not = _("It lies outside the calendar and was left out.")
    return None if value is None or reading.why_not else _moment(value, home)


def _moment(value: date, home: str) -> Moment:
    if not isinstance(value, datetime):
        return Moment(datetime.combine(value, time(0)), home, True)
    if value.tzinfo is None:
        return Moment(value.replace(microsecond=0), home, False)
    key = getattr(value.tzinfo, "key", "")
    zone = key if key and key not in ("UTC", "Etc/UTC") and is_zone(key) else home
    return Moment(_on_wall(value, zone), zone, False)


def _on_wall(moment: datetime, zone: str) -> datetime:
    target = UTC if zone == "UTC" else ZoneInfo(zone)
    return moment.astimezone(target).replace(tzinfo=None, microsecond=0)


def _end(reading: EventReading, event: Any, starts: Moment) -> datetime | None:
    """Return when it ends, where that is later than it begins; whole days end on their last day."""
    try:
        found = _said_end(event, starts)
    except (OverflowError, ValueError):
        found = date.min
    if found is None:
        return None
    if isinstance(found, datetime) != (not starts.date_only):
        reading.faults.append(("DTEND", _("it is no end for this beginning, and was left out")))
        return None
    ends = (
        found
        if isinstance(found, datetime)
        else datetime.combine(found, time(0))
        if found > date.min
        else None
    )
    if ends is not None and starts.date_only and ends > starts.at:
        ends -= _DAY
    if ends is None or ends < starts.at or ends.date() > LATEST:
        reading.faults.append(("DTEND", _("it ends before it begins, so the end was left out")))
        return None
    return ends if ends > starts.at else None


def _said_end(event: Any, starts: Moment) -> date | None:
    """The end as the event gives it, on the clock of its beginning; the day after the last one for whole days."""
    found = _first(event, "DTEND")
    if found is None:
        length = _value(_first(event, "DURATION"))
        if not isinstance(length, timedelta):
            return None
        return (starts.at + length).date() if starts.date_only else starts.at + length
    value, _zone = _when(found)
    if value is None:
        return date.min
    if isinstance(value, datetime):
        return _on_wall(value, starts.zone) if value.tzinfo else value.replace(microsecond=0)
    return value


def _when(found: Any) -> tuple[date | None, str]:
    """The date or moment that a property holds, and the zone that it names."""
    value = _value(found)
    zone = str(getattr(found, "params", {}).get("TZID", ""))
    return (value if isinstance(value, date) else None), zone


def _value(found: Any) -> Any:
    """The value of a property; nothing where the library could not read it, which it says only when asked."""
    try:
        return getattr(found, "dt", None)
    except ValueError:
        return None


def _first(event: Any, name: str) -> Any:
    found = event.get(name)
    return (found[0] if found else None) if isinstance(found, list) else found


def _plain(event: Any, name: str) -> str:
    found = _first(event, name)
    return "" if found is None else " ".join(str(found).split())


def _text(reading: EventReading, event: Any, name: str, limit: int) -> str:
    """The text of a property, cut where it is longer than the field, which is told."""
    found = _first(event, name)
    text = "" if found is None else str(found).strip()
    if limit == LINE:
        text = " ".join(text.split())
    try:
        return cleaned(text, limit)
    except InvalidValueError:
        said = _("the text is longer than {limit} characters; the rest was left out").format(limit=limit)
        reading.faults.append((name, said))
        return cleaned(text, len(text) * 4)[:limit].rstrip()
