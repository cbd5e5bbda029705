"""Reads the rows of a damaged file around its broken pages, with a new connection after each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import DamagedFileError, WrongPassphraseError
from hdplanner.i18n import _
from hdplanner.storage import schema
from hdplanner.storage.engine import Link, connect
from hdplanner.storage.faults import NOT_A_DATABASE, code_of
from hdplanner.storage.keys import FileKey

_MOST_BREAKS = 2_000
_WITHOUT_ROWID = ("log_parent", "tombstone")


_UNREADABLE, _LARGEST = -1, 2**40


class _InACircle(Exception):  # noqa: N818 - no error, and named as what was found
    """Broken pages lead back to where one came from."""


_BREAKS = (driver.Error, UnicodeError, _InACircle, TypeError)


@dataclass
class Broken:
    """About how many rows of one table could not be read."""

    rows: int = 0


class Reader:
    """A copy of a damaged file. SQLCipher reads nothing more once a page failed, so it is opened again."""

    def __init__(self, path: Path, key: FileKey | None) -> None:
        self._path = path
        self._key = key
        self._link: Link | None = None

    def close(self) -> None:
        """Close whatever is open."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def version(self, named: Path, known: int) -> int:
        """Return the schema of the file, which a person knows by another name than the copy.

        Raises ``WrongPassphraseError``, ``NotACampaignFileError``, ``NewerFileError`` and ``DamagedFileError``.
        """
        try:
            link = self._opened()
            schema.check_nothing_acts(link, named)
            return schema.check_version(link, named, known)
        except driver.Error as error:
            if code_of(error) == NOT_A_DATABASE and self._key is not None:
                raise WrongPassphraseError(named) from error
            raise DamagedFileError(named, _("the list of its tables cannot be read")) from error

    def rows(self, table: str, columns: Sequence[str], broken: Broken) -> Iterator[Sequence[Any]]:
        """Yield each row that can be read, once, and count the others."""
        names = ", ".join(f'"{c}"' for c in columns)
        if table in _WITHOUT_ROWID:
            yield from self._as_far_as_it_goes(f'SELECT {names} FROM "{table}"', broken)
            return
        query = f'SELECT rowid, {names} FROM "{table}" WHERE rowid > ? ORDER BY rowid'
        last, breaks, seen, skipped = -1, 0, 0, 0
        while breaks < _MOST_BREAKS:
            try:
                for row in self._opened().raw.execute(query, (last,)):
                    if row[0] <= last:
                        raise _InACircle
                    last = row[0]
                    seen += 1
                    yield row[1:]
                break
            except _BREAKS:
                self.close()
            breaks += 1
            following = self._next_readable(query, last)
            skipped += 1 if following is None else following - last - 1
            if following is None:
                break
            last = following - 1
        if breaks:
            broken.rows += max(1, self._count(table, seen + skipped) - seen)

    def _as_far_as_it_goes(self, query: str, broken: Broken) -> Iterator[Sequence[Any]]:
        """Yield the rows before the first broken page: such a table has no numbers to go on from."""
        try:
            yield from self._opened().raw.execute(query)
        except _BREAKS:
            self.close()
            broken.rows += 1

    def _next_readable(self, query: str, last: int) -> int | None:
        """Return the number of the first row after ``last`` that can be read again; ``None`` where none can."""
        bad, step = last, 1
        while (found := self._probe(query, last + step)) == _UNREADABLE:
            bad = last + step
            if bad > _LARGEST:
                return None
            step += 1 + step // 4
        good = last + step
        while good - bad > 1:
            middle = (good + bad) // 2
            there = self._probe(query, middle)
            if there == _UNREADABLE:
                bad = middle
            else:
                good, found = middle, there
        return found

    def _probe(self, query: str, after: int) -> int | None:
        """Return the number of the next row, ``None`` at the end, or that it cannot be read."""
        try:
            row = self._opened().raw.execute(f"{query} LIMIT 1", (after,)).fetchone()
        except _BREAKS:
            self.close()
            return _UNREADABLE
        return None if row is None else int(row[0])

    def _count(self, table: str, otherwise: int) -> int:
        """Return how many rows an index says there are, or else a guess."""
        try:
            return int(self._opened().raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        except _BREAKS:
            self.close()
            return otherwise

    def _opened(self) -> Link:
        if self._link is None:
            for mend in (None, self._forget_journal, self._lengthen):
                if mend is not None:
                    mend()
                with suppress(driver.Error):
                    self._link = connect(self._path, self._key)
                    return self._link
            self._link = connect(self._path, self._key)
        return self._link

    def _forget_journal(self) -> None:
        """Do without what was left half made, where it cannot be taken back."""
        with suppress(OSError):
            self._path.with_name(f"{self._path.name}-journal").unlink()

    def _lengthen(self) -> None:
        """Give a file that was cut short empty pages at its end: SQLite reads none that is too short."""
        size = self._path.stat().st_size
        with self._path.open("rb+") as file:
            file.truncate(-(-size * 4 // schema.SMALLEST) * schema.SMALLEST)
