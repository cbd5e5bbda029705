"""Public holidays and weekends of countries, by the ``holidays`` library. Imported late: it is large."""

from __future__ import annotations

from datetime import date
from typing import Any

from hdplanner.i18n import _, active_language

SATURDAY = 5
_FROM, _TO = 1900, 2200
"""The years in which a plan may lie; outside them nobody knows a holiday."""


class HolidayCalendar:
    """Knows the days off of every country that the library knows; of others, and of none, Saturday and Sunday."""

    def __init__(self) -> None:
        self._countries: dict[str, Any] = {}

    def day_off(self, country: str, day: date) -> str | None:
        """Return what a day off is called in a country (an ISO 3166 code), or ``None`` on a working day."""
        if not _FROM <= day.year <= _TO:
            return None
        known = self._country(country.strip().upper())
        if known is None:
            return _("weekend") if day.weekday() >= SATURDAY else None
        name: str | None = known.get(day)
        if name is None and day.weekday() in known.weekend:
            return _("weekend")
        return name

    def _country(self, code: str) -> Any:
        if code not in self._countries:
            self._countries[code] = _read(code) if code else None
        return self._countries[code]


def _read(code: str) -> Any:
    import holidays

    try:
        known = holidays.country_holidays(code)
    except NotImplementedError:
        return None
    wanted = (active_language().partition("-")[0], "en")
    spoken = [one for want in wanted for one in known.supported_languages if one.partition("_")[0] == want]
    return holidays.country_holidays(code, language=spoken[0]) if spoken else known
