"""Takes names out of whatever a file still holds: texts of rows, their images in the log, labels, settings.

Rows and their images are treated by the same rule, so that undo and `verify` still find them alike.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hdplanner.domain.name_search import NameSearch, tidy
from hdplanner.domain.rules_rights import ERASED
from hdplanner.progress import NO_PROGRESS, Progress

_CLAIMS = ("base", "first", "second", "chosen")
"""Columns of `merge_conflict` that hold values of any column as JSON."""
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ADDRESS = frozenset("@./_-")
_BATCH = 500

Image = Mapping[str, Any]


class Names:
    """Names of persons, and what texts look like without them; ``kept`` are those of others, which stay whole.

    ``marks`` says what stands in a name's place, where it is not the mark of an erasure.
    """

    def __init__(
        self, names: Iterable[str], kept: Iterable[str] = (), marks: Mapping[str, str] | None = None
    ) -> None:
        others = {tidy(name) for name in kept} - {""}
        alike = {name.casefold() for name in others}
        sought = {
            form
            for name in names
            if (found := tidy(name)) and found.casefold() not in alike
            for form in (found, *_turned(found))
        }
        self.names = tuple(sorted(sought, key=lambda one: (-len(one), one)))
        self._marks = dict.fromkeys(sought, ERASED) | {
            form: mark
            for name, mark in (marks or {}).items()
            if (found := tidy(name)) in sought
            for form in (found, *_turned(found))
        }
        self._search = NameSearch(sought | others, endings=True)
        starts = [re.split(r"\W", name.casefold())[0] for name in self.names]
        self._starts = tuple(starts) if all(one.isascii() and one for one in starts) else None

    def __bool__(self) -> bool:
        return bool(self.names)

    def may_hold(self, text: str) -> bool:
        """Whether it is worth looking closely: quick, and never wrong where it says no."""
        if self._starts is None:
            return bool(self.names)
        folded = text.casefold()
        return any(start in folded for start in self._starts)

    def without(self, text: str) -> str:
        """The text with each name replaced by a mark."""
        if not self.may_hold(text):
            return text
        parts, at = [], 0
        for found in self._search.find(text):
            if found.name not in self._marks or _is_ordinary_word(text, found.start, found.end, found.name):
                continue
            parts += [text[at : found.start], self._marks[found.name]]
            at = found.end
        return "".join([*parts, text[at:]]) if at else text

    def in_value(self, value: Any) -> Any:
        """A value of JSON without the names."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, dict):
            return {key: self.in_value(one) for key, one in value.items()}
        return [self.in_value(one) for one in value] if isinstance(value, list) else value

    def in_json(self, text: str) -> str:
        """A JSON text without the names; untouched where none stands in it."""
        try:
            found = json.loads(text)
        except ValueError:
            return self.without(text)
        clean = self.in_value(found)
        return text if clean == found else json.dumps(clean, ensure_ascii=False)


def _turned(name: str) -> tuple[str, ...]:
    """Return a name of two words as lists write it: the second word first."""
    first, _space, last = name.partition(" ")
    return (f"{last}, {first}", f"{last} {first}") if first and last and " " not in last else ()


def _is_ordinary_word(text: str, start: int, end: int, name: str) -> bool:
    """Whether a name of one word stands in small letters, outside an address: "may" is not Ms May."""
    if " " in name or name.isupper() or not name[0].isupper() or not text[start].islower():
        return False
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not _ADDRESS & set(around)


@dataclass(slots=True)
class Scrubber:
    """What is taken out of one file: names, and pointers to rows that are gone (``gone``, by table)."""

    raw: sqlite3.Connection
    names: Names
    gone: Mapping[str, frozenset[str]] = field(default_factory=dict)
    progress: Progress = NO_PROGRESS
    changed: dict[str, set[str]] = field(default_factory=dict)

    def rows(self) -> None:
        """Take the names out of the texts of all rows."""
        tables = list(text_columns(self.raw).items()) if self.names else []
        for done, (table, columns) in enumerate(tables):
            self.progress.step(done, len(tables))
            listed = ", ".join(f'"{name}"' for name in columns)
            changes = []
            for key, *texts in self.raw.execute(f'SELECT id, {listed} FROM "{table}"'):
                clean = [self._clean(table, *pair) for pair in zip(columns, texts, strict=True)]
                if clean != texts:
                    changes.append((*clean, key))
            sets = ", ".join(f'"{name}" = ?' for name in columns)
            self.raw.executemany(f'UPDATE "{table}" SET {sets} WHERE id = ?', changes)
            if changes:
                self.changed[table] = {change[-1] for change in changes}

    def log(self) -> None:
        """Do the same to the images in the log, and empty their pointers to what is gone."""
        texts = text_columns(self.raw)
        pointers = pointers_of(self.raw, optional=True)
        total = int(self.raw.execute("SELECT coalesce(max(seq), 0) FROM log_row").fetchone()[0])
        last = 0
        while True:
            rows = self.raw.execute(
                "SELECT seq, tbl, before, after FROM log_row WHERE seq > ? ORDER BY seq LIMIT ?",
                (last, _BATCH),
            ).fetchall()
            if not rows:
                break
            last = rows[-1][0]
            self.progress.step(last, max(total, 1))
            for seq, table, before, after in rows:
                for column, image in (("before", before), ("after", after)):
                    if image is not None:
                        self._image(seq, column, table, image, texts.get(table, ()), pointers.get(table, {}))
        self.raw.execute(
            "DELETE FROM log_row WHERE before = after"
        )  # what told of a name alone tells nothing now

    def others(self) -> None:
        """Take the names out of labels and settings."""
        for table, key, column in (("log_group", "seq", "label_ids"), ("meta", "key", "value")):
            rows = self.raw.execute(f"SELECT {key}, {column} FROM {table}").fetchall()
            for found, text in rows if self.names else ():
                clean = self.names.in_json(text)
                if clean != text:
                    self.raw.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (clean, found))

    def _clean(self, table: str, column: str, text: Any) -> Any:
        if not isinstance(text, str):
            return text
        if table == "merge_conflict" and column in _CLAIMS:
            return self.names.in_json(text)
        return self.names.without(text)

    def _image(
        self,
        seq: int,
        side: str,
        table: str,
        image: str,
        texts: Sequence[str],
        pointers: Mapping[str, str],
    ) -> None:
        """Write an image anew, by SQLite itself, so that its spelling stays that of `change_log.json_image`."""
        if not self.names.may_hold(image) and not self._points_to_gone(image):
            return
        try:
            values = json.loads(image)
        except ValueError:
            return
        new: dict[str, Any] = {
            name: None
            for name, parent in pointers.items()
            if values.get(name) in self.gone.get(parent, frozenset())
        }
        for name in texts:
            clean = self._clean(table, name, values.get(name))
            if clean != values.get(name):
                new[name] = clean
        if new:
            marks = ", ".join("?, ?" for _name in new)
            paths = [part for name, value in new.items() for part in (f"$.{name}", value)]
            self.raw.execute(
                f"UPDATE log_row SET {side} = json_set({side}, {marks}) WHERE seq = ?", (*paths, seq)
            )

    def _points_to_gone(self, image: str) -> bool:
        found = _UUID.findall(image)
        return any(not keys.isdisjoint(found) for keys in self.gone.values())


def tables_of(raw: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables of the domain: all that have a key of their own and are none of the log's."""
    yield from (
        name
        for (name,) in raw.execute(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'id' "
            "WHERE m.type = 'table' AND m.name NOT IN ('log_group', 'blob') AND m.name NOT LIKE 'search_%' "
            "ORDER BY m.name"
        ).fetchall()
    )


def text_columns(raw: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns that hold texts, by table, of a file of any schema."""
    found = {
        table: tuple(
            name
            for _place, name, kind, *_more in raw.execute(f'PRAGMA table_info("{table}")')
            if kind == "TEXT"
        )
        for table in tables_of(raw)
    }
    return {table: columns for table, columns in found.items() if columns}


def pointers_of(raw: sqlite3.Connection, *, optional: bool) -> dict[str, dict[str, str]]:
    """Return the columns that point to other tables, by table: those that may be empty, or those that may not."""
    wanted = "SET NULL" if optional else "CASCADE"
    return {
        table: {
            column: parent
            for _id, _seq, parent, column, _to, _update, delete, *_match in raw.execute(
                f'PRAGMA foreign_key_list("{table}")'
            )
            if delete == wanted
        }
        for table in tables_of(raw)
    }


class Mention(NamedTuple):
    """A text of a row in which a name stands."""

    table: str
    id: str
    field: str
    text: str


def mentions(raw: sqlite3.Connection, names: Names) -> Iterator[Mention]:
    """Yield every text of a row in which one of the names stands."""
    for table, columns in text_columns(raw).items() if names else ():
        listed = ", ".join(f'"{name}"' for name in columns)
        for key, *texts in raw.execute(f'SELECT id, {listed} FROM "{table}"'):
            for column, text in zip(columns, texts, strict=True):
                if text and names.without(text) != text:
                    yield Mention(table, key, column, text)
