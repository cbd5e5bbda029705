"""Versions as people read them: when, what for, how large, and what was done since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.rules_kept_versions import Why
from hdplanner.i18n import _, format_datetime, format_number, ngettext, pgettext

if TYPE_CHECKING:
    from hdplanner.storage.versions import Version
    from hdplanner.storage.versions_between import Between

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version with the words about it; ``done`` is what was done after it, until the next one."""

    version: Version
    when: str
    why: str
    done: str


def version_row(version: Version, between: Between, steps: Sequence[str]) -> VersionRow:
    """The words about a version; ``steps`` are the newest of what was done after it, as sentences."""
    return VersionRow(version, when(version), why(version), done_words(between, steps))


def when(version: Version) -> str:
    """When a version was kept, where the reader is."""
    return format_datetime(version.at.astimezone())


def why(version: Version) -> str:
    """What a version was kept for, or the name it was given."""
    if version.why is Why.NAMED and version.name:
        return _("“{name}”").format(name=version.name)
    return words_for(version.why)


def done_words(between: Between, steps: Sequence[str]) -> str:
    """What was done after a version: how many steps, by whom, and what the newest are called."""
    if not between.known:
        return _("The history does not go back so far.")
    if not between.steps:
        return _("Nothing")
    count = ngettext("{count} step", "{count} steps", between.steps).format(
        count=format_number(between.steps)
    )
    separator = pgettext("between the names of steps", "; ")
    more = separator.join(steps) + ("…" if between.steps > len(steps) else "")
    return _("{count} by {authors}: {steps}").format(
        count=count,
        authors=pgettext("between names", ", ").join(between.authors) or _("an unnamed author"),
        steps=more,
    )


def size_words(size: int) -> str:
    """A size of a file: "1.2 MB"."""
    return _("{size} MB").format(size=format_number(size / _MEGABYTE, 1 if size < 10 * _MEGABYTE else 0))
