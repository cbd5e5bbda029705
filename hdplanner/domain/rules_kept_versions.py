"""Which versions of a file are kept: the newest, one a day for a month, those kept by hand, within a size.

Values in, values out: no file is looked at here, and none is deleted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hdplanner.domain.choices import Choice
from hdplanner.i18n import N_

LAST, DAYS, MOST_BYTES = 10, 30, 500_000_000
"""So many of the newest are kept, one of each day for so many days, and all of them together take no more room."""

_NEVER_FEWER = 2


class Why(Choice):
    """What a version was made for."""

    OPENED = "opened", N_("At opening")
    HOUR = "hour", N_("After an hour of work")
    NAMED = "named", N_("Kept by hand")
    IMPORT = "import", N_("Before an import")
    MERGE = "merge", N_("Before a merge")
    BULK = "bulk", N_("Before a large change")
    RESTORE = "restore", N_("Before going back to a version")
    SCHEMA = "schema", N_("Before the file came to a newer format")
    COMPACTION = "compaction", N_("Before the history was compacted")


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """What the rule needs to know of a version; ``at`` in the zone whose days count."""

    key: str
    at: datetime
    bytes: int
    named: bool


def to_drop(
    versions: Collection[KeptVersion], today: date, *, most_bytes: int = MOST_BYTES
) -> frozenset[str]:
    """Return the keys of the versions that need not be kept any longer.

    Those kept by hand stay until a person deletes them. Of each of the last 30 days the newest one stays. Where
    all that stays is too large, the oldest goes first; the newest two stay whatever their size.
    """
    newest_first = sorted((one for one in versions if not one.named), key=lambda one: one.at, reverse=True)
    stays = newest_first[:LAST]
    days = {one.at.date() for one in stays}
    for one in newest_first[LAST:]:
        day = one.at.date()
        if day not in days and today - day < timedelta(days=DAYS):
            days.add(day)
            stays.append(one)
    room = most_bytes - sum(one.bytes for one in versions if one.named)
    kept: set[str] = set()
    for one in stays:
        room -= one.bytes
        if room < 0 and len(kept) >= _NEVER_FEWER:
            break
        kept.add(one.key)
    return frozenset(one.key for one in newest_first) - kept
