"""All facts of a plan in memory, looked up by key or by what they point to; it notes who asked for what.

What a rule asked for while it looked at one record is what its answer hangs on: that is how a change is traced.
Pure: holds rows, reads no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from hdplanner.domain.checks.rows import WindowFact
from hdplanner.domain.checks.tables import INDEXES, TABLES
from hdplanner.domain.values import MessengerLevel

F = TypeVar("F")

Asked = tuple[Any, ...]
"""What was asked for: a kind and a key, a kind, a column and its value, a whole kind, a setting, the days of decision."""


class Calendar(Protocol):
    """Knows where people do not work on a day."""

    def day_off(self, country: str, day: date) -> str | None:
        """Return what a day off is called in a country (an ISO 3166 code), or ``None`` on a working day."""
        ...


class WorkingWeek:
    """The plain calendar, where nothing is known of a country: Saturday and Sunday are none of its business."""

    def day_off(self, country: str, day: date) -> str | None:
        """Return ``None``: nobody can say."""
        return None


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What holds for a whole plan. ``lawful``: the ground on which persons may be rated is recorded."""

    lawful: bool = False
    review_days: int = 180
    country: str = ""
    levels: Mapping[MessengerLevel, int] = field(default_factory=dict)


class PlanFacts:
    """The facts of one plan on one day."""

    def __init__(
        self,
        settings: PlanSettings,
        rows: Mapping[Any, Iterable[Any]],
        *,
        today: date,
        calendar: Calendar | None = None,
        language_name: Callable[[str], str] = str,
    ) -> None:
        self._settings = settings
        self.language_name = language_name
        self._today = today
        self._calendar = calendar or WorkingWeek()
        self._rows: dict[Any, dict[str, Any]] = {
            kind: {row.id: row for row in rows.get(kind, ())} for kind in TABLES
        }
        self._buckets: dict[tuple[Any, str], dict[str, tuple[Any, ...]]] = {
            (kind, column): _bucketed(self._rows[kind].values(), column)
            for kind, columns in INDEXES.items()
            for column in columns
        }
        self._asked: set[Asked] = set()
        self._decision_days = self._find_decision_days()

    @property
    def today(self) -> date:
        """The day on which the plan is looked at."""
        return self._today

    @property
    def calendar(self) -> Calendar:
        """Who knows where people do not work on a day."""
        return self._calendar

    def setting(self, name: str) -> Any:
        """Return something that holds for the whole plan, by its name in ``PlanSettings``."""
        self._asked.add(("setting", name))
        return getattr(self._settings, name)

    def decision_days(self) -> tuple[date, ...]:
        """Return the days of all decisions in order. Whoever asks is asked again only when one is another day."""
        self._asked.add(("decision_days",))
        return self._decision_days

    def _find_decision_days(self) -> tuple[date, ...]:
        days = {window.decides_on for window in self._rows[WindowFact].values()}
        return tuple(sorted(day for day in days if day is not None))

    def get(self, kind: type[F], key: str | None) -> F | None:
        """Return the fact with this key, or ``None``."""
        if key is None:
            return None
        self._asked.add((kind, key))
        found: F | None = self._rows[kind].get(key)
        return found

    def by(self, kind: type[F], column: str, key: str | None) -> tuple[F, ...]:
        """Return the facts that point to ``key`` in ``column``, in the order of their own keys."""
        if key is None:
            return ()
        self._asked.add((kind, column, key))
        return self._buckets[kind, column].get(key, ())

    def all(self, kind: type[F]) -> tuple[F, ...]:
        """Return all facts of a kind, by key. Whoever asks is asked again after every change of any of them."""
        self._asked.add((kind,))
        return tuple(row for _, row in sorted(self._rows[kind].items()))

    def keys(self, kind: Any) -> Iterable[str]:
        """Return the keys of all facts of a kind; not noted, for whoever walks them all."""
        return self._rows[kind].keys()

    def begin(self) -> None:
        """Forget what was asked for so far."""
        self._asked = set()

    def asked(self) -> set[Asked]:
        """Return what was asked for since ``begin``."""
        return self._asked

    def put(self, changes: Mapping[Any, Mapping[str, Any | None]]) -> set[Asked]:
        """Take new rows in, ``None`` for one that is gone, and return every question whose answer may be another."""
        stale: set[Asked] = set()
        for kind, rows in changes.items():
            held = self._rows[kind]
            touched: dict[str, set[str]] = defaultdict(set)
            for key, new in rows.items():
                old = held.pop(key, None)
                if new is not None:
                    held[key] = new
                if old != new:
                    stale |= {(kind, key), (kind,)}
                    for column in INDEXES.get(kind, ()):
                        ends = {getattr(row, column) for row in (old, new) if row is not None}
                        touched[column] |= ends - {None}
            for column, ends in touched.items():
                stale |= {(kind, column, end) for end in ends}
                self._rebucket(kind, column, ends, rows)
        if WindowFact in changes and self._decision_days != (days := self._find_decision_days()):
            self._decision_days = days
            stale.add(("decision_days",))
        return stale

    def put_settings(self, settings: PlanSettings) -> set[Asked]:
        """Take new settings in, and return every question whose answer may be another."""
        old, self._settings = self._settings, settings
        names = PlanSettings.__dataclass_fields__
        return {("setting", name) for name in names if getattr(old, name) != getattr(settings, name)}

    def _rebucket(self, kind: Any, column: str, ends: set[str], rows: Mapping[str, Any | None]) -> None:
        buckets = self._buckets[kind, column]
        added: dict[str, list[Any]] = defaultdict(list)
        for row in rows.values():
            if row is not None and getattr(row, column) in ends:
                added[getattr(row, column)].append(row)
        for end in ends:
            kept = [row for row in buckets.get(end, ()) if row.id not in rows]
            full = tuple(sorted([*kept, *added[end]], key=_key))
            if full:
                buckets[end] = full
            else:
                buckets.pop(end, None)


def _bucketed(rows: Iterable[Any], column: str) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        end = getattr(row, column)
        if end is not None:
            found[end].append(row)
    return {end: tuple(sorted(some, key=_key)) for end, some in found.items()}


def _key(row: Any) -> str:
    key: str = row.id
    return key
