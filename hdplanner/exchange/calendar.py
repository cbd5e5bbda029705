"""A plan as an iCalendar file (RFC 5545): activities and decision windows, that a second import updates.

The same content gives the same bytes: the only times in it are those of the plan and of its last changes. What an
audience may not see is not in the records that come in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hdplanner.domain.labels import label
from hdplanner.domain.values import ActivityStatus, Certainty, Sensitivity
from hdplanner.files import write_atomically
from hdplanner.i18n import _
from hdplanner.services.activities import is_zone
from hdplanner.services.activity_rows import ActivityRow
from hdplanner.services.plan_records import PlanRecords, WindowRecord

if TYPE_CHECKING:
    from icalendar import Calendar, Event

DOMAIN: Final = "@hdplanner"
WINDOW: Final = "window-"
"""How the name of a window's event begins: it is never taken for an activity again."""

_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)
_DAY: Final = timedelta(days=1)
_STATUS: Final = {
    ActivityStatus.CONFIRMED: "CONFIRMED",
    ActivityStatus.DONE: "CONFIRMED",
    ActivityStatus.CANCELLED: "CANCELLED",
}
_CLASS: Final = {Sensitivity.PUBLIC: "PUBLIC", Sensitivity.INTERNAL: "PRIVATE"}

Changed = Mapping[str, datetime]
"""When each row was changed last, by key, as ``Document.last_changes(plan_records.TABLES)`` tells."""


def write(path: Path | str, records: PlanRecords, changed: Changed) -> int:
    """Write the calendar to ``path``, whole or not at all, and return how many events it holds.

    What has no day is left out.
    """
    content, count = to_bytes(records, changed)
    write_atomically(path, content)
    return count


def to_bytes(records: PlanRecords, changed: Changed) -> tuple[bytes, int]:
    """Return the calendar, and how many events it holds."""
    from icalendar import Calendar, vText

    made = Calendar()
    made.add("prodid", "-//HD Planner//HD Planner//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(" ".join(records.title.split())))
    activities = [row for row in records.activities if row.on is not None]
    windows = [row for row in records.windows if row.decides_on is not None]
    _add_zones(made, activities)
    for activity in activities:
        made.add_component(_activity(activity, records.default, changed))
    for window in windows:
        made.add_component(_window(window, records.default, changed))
    return bytes(made.to_ical(sorted=False)), len(activities) + len(windows)


def _activity(row: ActivityRow, default: Sensitivity, changed: Changed) -> Event:
    event = _event(
        row.id + DOMAIN,
        row.title or row.audience_name or label(row.channel),
        row.sensitivity or default,
        _newest(
            changed,
            (row.id, row.window_id, row.stakeholder_id, row.coalition_id, row.message_id, row.messenger_id),
        ),
    )
    if row.starts_at is not None and not row.date_only:
        _add_moment(event, "dtstart", row.starts_at, row.zone)
        if row.ends_at is not None and row.ends_at > row.starts_at:
            _add_moment(event, "dtend", row.ends_at, row.zone)
    elif row.on is not None:
        _add_days(event, row.on, row.until or row.on)
    event.add("status", _STATUS.get(row.status, "TENTATIVE"))
    if row.place:
        event.add("location", row.place)
    event.add("categories", [label(row.channel)])
    event.add("description", _told(row))
    return event


def _told(row: ActivityRow) -> str:
    """What a calendar shows below the title: each known fact on a line of its own, the purpose last."""
    facts = [
        (_("Audience"), row.audience_name),
        (_("Message"), row.message),
        (_("Messenger"), row.messenger),
        (_("Mode"), label(row.mode)),
        (_("Attribution"), label(row.attribution) if row.attribution else ""),
        (_("Paper"), row.paper_title or (label(row.paper) if row.paper else "")),
        (_("Decision window"), row.window),
    ]
    lines = [_("{fact}: {value}").format(fact=fact, value=value) for fact, value in facts if value]
    return "\n".join([*lines, row.purpose] if row.purpose else lines)


def _window(row: WindowRecord, default: Sensitivity, changed: Changed) -> Event:
    title = _("Decision: {title}").format(title=row.title)
    event = _event(WINDOW + row.id + DOMAIN, title, default, _newest(changed, (row.id,)))
    if row.decides_on is not None:
        _add_days(event, row.decides_on, row.decides_on)
    event.add("status", "CONFIRMED" if row.certainty is Certainty.FIXED else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [_("Decision window")])
    facts = [(_("Body"), row.body), (_("Date"), label(row.certainty))]
    lines = [_("{fact}: {value}").format(fact=fact, value=value) for fact, value in facts if value]
    event.add("description", "\n".join(line for line in (*lines, row.decision, row.note) if line))
    return event


def _event(uid: str, title: str, sensitivity: Sensitivity, changed: datetime) -> Event:
    """An event with what tells it apart from its earlier self: the number grows with each change."""
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - _EPOCH).total_seconds())))
    event.add("summary", " ".join(title.split()))
    event.add("class", _CLASS.get(sensitivity, "CONFIDENTIAL"))
    return event


def _newest(changed: Changed, keys: Iterable[str | None]) -> datetime:
    """When any of these rows was changed last, to the second; the log may have forgotten old ones."""
    known = [changed[key] for key in keys if key is not None and key in changed]
    return max(known, default=_EPOCH).astimezone(UTC).replace(microsecond=0)


def _add_moment(event: Event, name: str, wall: datetime, zone: str) -> None:
    """A clock time in its zone; where that is none, as the clock on the wall of whoever reads it."""
    known = UTC if zone == "UTC" else ZoneInfo(zone) if is_zone(zone) else None
    event.add(name, wall.replace(tzinfo=known))


def _add_days(event: Event, first: date, last: date) -> None:
    """Whole days: the end is the day after the last, as the format wants it."""
    event.add("dtstart", first)
    if last < date.max:
        event.add("dtend", last + _DAY)


def _add_zones(made: Calendar, rows: Iterable[ActivityRow]) -> None:
    """Describe every zone that a clock time stands in, for the years in which it is used."""
    from icalendar import Timezone

    spans: dict[str, list[date]] = {}
    for row in rows:
        if row.starts_at is not None and not row.date_only and row.zone != "UTC" and is_zone(row.zone):
            spans.setdefault(row.zone, []).extend(
                (row.starts_at.date(), (row.ends_at or row.starts_at).date())
            )
    for zone, days in sorted(spans.items()):
        first, last = date(min(days).year - 1, 1, 1), date(max(days).year + 2, 1, 1)
        made.add_component(Timezone.from_tzid(zone, first_date=first, last_date=last))
