"""The access log: when content was let out, taken away or looked into on purpose, each entry chained to the last.

It shows a clumsy hand, not a skilled one: who can write the file can write the whole chain anew. Against that the
head (count and digest) is printed where it leaves the file, as on a certificate. Facts hold no names.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from hdplanner.domain.values import AccessKind
from hdplanner.i18n import _, ngettext

_COUNT, _HEAD = "access.count", "access.head"
"""Where the file keeps how many entries there are and the last digest, so that a cut tail shows."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One entry. ``at`` is in UTC; ``facts`` are ids, digests, counts and kinds."""

    number: int
    at: datetime
    author: str
    kind: str
    facts: Mapping[str, object]
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries there are, and the digest that stands for all of them; empty where there is none."""

    count: int
    digest: str


def record(raw: sqlite3.Connection, author: str, kind: AccessKind, facts: Mapping[str, object]) -> None:
    """Add an entry inside the running transaction. Of a file's name, which may be a person's, only the ending is kept."""
    facts = {name: PurePath(str(fact)).suffix if name == "file" else fact for name, fact in facts.items()}
    row = raw.execute("SELECT seq, digest FROM access_log ORDER BY seq DESC LIMIT 1").fetchone()
    number, previous = (row[0] + 1, row[1]) if row else (1, "")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    told = json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = _digest(previous, at, author, kind.value, told)
    raw.execute(
        "INSERT INTO access_log (seq, at, author, kind, facts, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, at, author, kind.value, told, previous, digest),
    )
    for key, value in ((_COUNT, str(number)), (_HEAD, digest)):
        raw.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def entries(raw: sqlite3.Connection, limit: int | None = None) -> list[AccessEntry]:
    """Return the newest ``limit`` entries, or all, the newest first. What cannot be read is shown without facts."""
    rows = raw.execute(
        "SELECT seq, at, author, kind, facts, digest FROM access_log ORDER BY seq DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [
        AccessEntry(number, _instant(at), str(author), str(kind), _facts(facts), str(digest))
        for number, at, author, kind, facts, digest in rows
    ]


def head(raw: sqlite3.Connection) -> Head:
    """Return what stands for the whole log now."""
    row = raw.execute("SELECT seq, digest FROM access_log ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(row[0], row[1]) if row else Head(0, "")


def problems(raw: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each entry that was changed or moved, and for those that are missing."""
    last, expected, told = "", 1, 0
    for number, at, author, kind, facts, previous, digest in raw.execute(
        "SELECT seq, at, author, kind, facts, previous, digest FROM access_log ORDER BY seq"
    ):
        wrong = _wrong_with(number, expected)
        if not wrong and (previous != last or digest != _digest(previous, at, author, kind, facts)):
            wrong = _("Entry {number} of the access log was changed or moved.").format(number=number)
        if wrong and told < _MOST:
            told += 1
            yield wrong
        last, expected = digest, int(number) + 1
    kept = dict(raw.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (_COUNT, _HEAD)))
    missing = _number(kept.get(_COUNT, "0")) - (expected - 1)
    if missing > 0:
        yield ngettext(
            "The last {count} entry of the access log is missing.",
            "The last {count} entries of the access log are missing.",
            missing,
        ).format(count=missing)
    elif kept.get(_HEAD, "") != last:
        yield _("The end of the access log is not as the file remembers it.")


def _wrong_with(number: int, expected: int) -> str:
    missing = number - expected
    if missing == 0:
        return ""
    return ngettext(
        "{count} entry before number {number} of the access log is missing.",
        "{count} entries before number {number} of the access log are missing.",
        missing,
    ).format(count=missing, number=number)


def _digest(previous: str, at: str, author: str, kind: str, facts: str) -> str:
    chained = json.dumps([str(one) for one in (previous, at, author, kind, facts)], ensure_ascii=False)
    return hashlib.sha256(chained.encode("utf-8", "surrogatepass")).hexdigest()


def _number(text: str) -> int:
    return int(text) if str(text).isdecimal() else 0


def _instant(at: str) -> datetime:
    try:
        return datetime.fromisoformat(at)
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _facts(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
