"""What was done between one version and the next, read from the change log of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hdplanner.storage.change_log import label_from
from hdplanner.storage.changes import Label
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.versions import Version

NAMED = 3
"""So many of the newest steps are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Between:
    """The steps after a version until the next one: how many, by whom, and what the newest are called.

    ``known`` is false where the log does not go back to the version.
    """

    steps: int
    authors: tuple[str, ...]
    labels: tuple[Label, ...]
    known: bool = True


def steps_after(hand: InHand, versions: Sequence[Version]) -> Mapping[str, Between]:
    """Return, by the id of each version, what was done after it until the next of ``versions``, newest first."""
    raw = hand.link.raw
    newest = int(raw.execute("SELECT coalesce(max(seq), 0) FROM log_group").fetchone()[0])
    found: dict[str, Between] = {}
    until = newest
    for version in versions:
        row = raw.execute("SELECT seq FROM log_group WHERE id = ?", (version.head,)).fetchone()
        start = row[0] if row else (0 if not version.head else None)
        if start is None:
            found[version.id] = Between(0, (), (), known=False)
            continue
        found[version.id] = _between(raw, start, until)
        until = start
    return found


def _between(raw: sqlite3.Connection, start: int, until: int) -> Between:
    rows = raw.execute(
        "SELECT author, count(*) FROM log_group WHERE seq > ? AND seq <= ? GROUP BY author ORDER BY 2 DESC",
        (start, until),
    ).fetchall()
    labels = raw.execute(
        "SELECT label_key, label_ids FROM log_group WHERE seq > ? AND seq <= ? ORDER BY seq DESC LIMIT ?",
        (start, until, NAMED),
    )
    return Between(
        sum(count for _author, count in rows),
        tuple(author for author, _count in rows if author),
        tuple(label_from(key, ids) for key, ids in labels),
    )
