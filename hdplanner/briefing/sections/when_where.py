"""When and where a meeting is, and who sits there, in words: shared by briefs, cards, records and read-outs."""

from __future__ import annotations

from collections.abc import Collection

from hdplanner.briefing.sections.voice import Voice
from hdplanner.briefing.words import fill
from hdplanner.domain.values import DelegateRole, DelegateSide
from hdplanner.i18n import format_day
from hdplanner.services.pack_rows import AppointmentView, DelegateView

HELPING = frozenset({DelegateRole.INTERPRETER, DelegateRole.NOTE_TAKER})
"""The parts of those who are there for what is said and do not say it."""
_RANGE = " \N{EN DASH} "


def when(one: AppointmentView, voice: Voice, *, with_zone: bool = True) -> str:
    """The day of the week, the day, from when to when, and by whose clock."""
    return voice.words.listed((on_day(one, voice), hours(one, voice, with_zone=with_zone)))


def on_day(one: AppointmentView, voice: Voice) -> str:
    """The day of the week and the day, as they begin a line: French writes days of the week small elsewhere."""
    day = voice.day(one.starts_at.date(), "full") if one.starts_at else ""
    return day[:1].upper() + day[1:]


def hours(one: AppointmentView, voice: Voice, *, with_zone: bool = True) -> str:
    """From when to when, and by whose clock."""
    if one.starts_at is None or one.date_only:
        return ""
    language = voice.catalogue.language
    ends = one.ends_at if one.ends_at and one.ends_at.date() == one.starts_at.date() else None
    times = [format_day(moment, "Hm", language) for moment in (one.starts_at, ends) if moment]
    clock = _clock(one.zone, voice) if with_zone else ""
    return voice.words.noted(_RANGE.join(times), clock)


def _clock(zone: str, voice: Voice) -> str:
    """Whose time it is: that of a city that everybody can look up."""
    if zone in ("", "UTC"):
        return "UTC"
    from babel.dates import get_timezone_location

    try:
        city = get_timezone_location(zone, locale=voice.catalogue.language, return_city=True)
    except LookupError:
        return zone
    return fill(voice.gettext("{city} time"), city=city)


def called(one: DelegateView) -> str:
    """Somebody at the table by name or, where that may not be known, by function."""
    return one.name or one.function


def side(
    one: AppointmentView, side_of: DelegateSide, voice: Voice, *, but: Collection[DelegateRole] = ()
) -> str:
    """Who sits on one side, the principal first, each with their part; without those who are named elsewhere."""
    there = [row for row in one.delegates if row.side is side_of and row.role not in but and called(row)]
    there.sort(key=lambda row: row.role is not DelegateRole.PRINCIPAL)
    if len(there) == 1:
        return called(there[0])
    return voice.words.clauses(*(_with_part(row, voice) for row in there))


def speakers(one: AppointmentView, side_of: DelegateSide, voice: Voice) -> str:
    """Who speaks for one side, the principal first."""
    there = [row for row in one.delegates if row.side is side_of and row.role not in HELPING and called(row)]
    there.sort(key=lambda row: row.role is not DelegateRole.PRINCIPAL)
    return voice.words.clauses(*map(called, there))


def _with_part(row: DelegateView, voice: Voice) -> str:
    """A name and a part; an adviser who is called so already is not called so twice."""
    name, part = called(row), voice.label(row.role).lower()
    plain = row.role is DelegateRole.PARTICIPANT or part in name.lower()
    return name if plain else voice.words.noted(name, part)


def in_role(one: AppointmentView, role: DelegateRole, voice: Voice) -> str:
    """Who plays a part, on whichever side."""
    return voice.words.clauses(*(called(row) for row in one.delegates if row.role is role))
