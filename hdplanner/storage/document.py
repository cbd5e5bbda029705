"""The one door to a campaign file: open it, read, edit, undo. One edit is one transaction on the file itself.

One connection and one Session, owned by one thread at a time. Knows no service, no sentence about content, no Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as driver

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.values import AccessKind
from hdplanner.errors import (
    NothingToRedoError,
    NothingToUndoError,
    PlannerError,
    StaleUndoError,
)
from hdplanner.files import LockFile
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import (
    access_log,
    change_log,
    copies,
    guard,
    opening,
    search_index,
    soundness,
    undo,
    verify,
    versions,
)
from hdplanner.storage.changes import Changes, Edit, GroupKind, HistoryRow, Label, RowChange, SearchHit
from hdplanner.storage.engine import Link
from hdplanner.storage.faults import translated, understood
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.keys import Secret
from hdplanner.storage.layout import Layout, layout_of
from hdplanner.storage.loan import Loan, Ownership
from hdplanner.storage.mergeable import Mergeable

if TYPE_CHECKING:
    from hdplanner.storage.protection import Change

T = TypeVar("T")

MANY_ROWS = 1_000
"""An edit of so many rows has SQLite look at its indexes anew: which one is best depends on what the file holds."""


class _EditSession(Session):
    """A session inside which nobody ends the transaction: an edit is whole or not at all."""

    def commit(self) -> None:
        raise RuntimeError("only the document commits")

    def rollback(self) -> None:
        raise RuntimeError("raise an exception to undo an edit")


class Document(Mergeable):
    """An open campaign file. Get one from ``create``, ``open`` or ``in_memory``, and ``close`` it.

    Every method may raise what `faults.translated` makes of the file's troubles, and ``DocumentLentError``.
    """

    def __init__(self, opened: opening.Opened, layout: Layout, author: str) -> None:
        self.author = author
        self.path = opened.path
        self.read_only = opened.read_only
        self.schema = opened.schema
        self.kept_copy = opened.kept
        self.version_trouble: PlannerError | None = None
        self.copy_id = opened.copy_id
        self._layout = layout
        self._link: Link = opened.link
        self._lock: LockFile | None = opened.lock
        self._place = opened.place
        self._owner = Ownership()
        self._session = _session_on(opened)
        self._busy = False

    @classmethod
    def create(
        cls, path: Path | str, *, author: str, passphrase: str | None = None, layout: Layout | None = None
    ) -> Document:
        """Make a new file and open it; encrypted where a ``passphrase`` is given.

        Raises ``FileExistsRefusedError`` where there is a file already.
        """
        layout = layout or default_layout()
        return cls(opening.create(Path(path).absolute(), layout, author, passphrase), layout, author)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        author: str,
        passphrase: Secret | None = None,
        read_only: bool = False,
        layout: Layout | None = None,
    ) -> Document:
        """Open a file that is there; read-only where asked for, or where nothing can be written.

        ``passphrase`` may be the key of its recovery sheet. Raises ``PassphraseNeededError``,
        ``WrongPassphraseError``, ``WrongRecoverySheetError``, ``NotACampaignFileError``,
        ``DamagedFileError``, ``NewerFileError``, ``LockedFileError`` and ``NotFoundError``.
        """
        layout = layout or default_layout()
        return cls(
            opening.open_file(Path(path).absolute(), layout, author, passphrase, read_only), layout, author
        )

    @classmethod
    def in_memory(cls, author: str = "Test", *, layout: Layout | None = None) -> Document:
        """Return an empty document that is gone when it is closed."""
        layout = layout or default_layout()
        return cls(opening.create_in_memory(layout), layout, author)

    def close(self) -> None:
        """Close the file and give its lock back. A second call does nothing."""
        self._owner.check()
        self._session.close()
        self._link.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def leave_word(self) -> None:
        """Let others see in the lock that we are still here; from any thread."""
        if self._lock is not None:
            self._lock.touch()

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The file's name as people know it; empty in memory."""
        return self.path.name if self.path else ""

    @property
    def encrypted(self) -> bool:
        """Tell whether the file can be read only with a passphrase."""
        return self._link.key is not None

    def read(self, query: Callable[[Session], T]) -> T:
        """Return what ``query`` reads, in a transaction that ends at once. It cannot write."""
        with self._transaction(writing=False):
            return query(self._session)

    def edit(
        self, label: Label, work: Callable[[Session], T], *, kind: GroupKind = GroupKind.EDIT
    ) -> Edit[T]:
        """Do ``work`` as one transaction and one group of the log: all of it, or nothing and the exception.

        Before an import the file as it is becomes a version, where that can be done.
        """
        if kind is GroupKind.IMPORT:
            versions.keep(self, Why.IMPORT)
        with self._transaction(writing=True):
            seq = change_log.open_group(self._link.raw)
            result = work(self._session)
            self._session.flush()
            changes = change_log.close_group(self._link.raw, seq, self._signature(kind, label))
            if sum(map(len, changes.keys.values())) >= MANY_ROWS:
                self._link.raw.execute("ANALYZE")
        return Edit(result, changes)

    def undo(self) -> Changes:
        """Put back what the newest edit that stands has changed, as a new group.

        Raises ``NothingToUndoError``, and ``StaleUndoError`` where a row is no longer as the log says.
        """
        return self._step(GroupKind.UNDO)

    def redo(self) -> Changes:
        """Make again what was undone last, if nothing was done since.

        Raises ``NothingToRedoError``, and ``StaleUndoError`` where a row is no longer as the log says.
        """
        return self._step(GroupKind.REDO)

    def next_undo(self) -> Label | None:
        """Return what ``undo`` would undo."""
        return self._next(GroupKind.UNDO)

    def next_redo(self) -> Label | None:
        """Return what ``redo`` would redo."""
        return self._next(GroupKind.REDO)

    def history(self, limit: int = 100, of: str | None = None) -> list[HistoryRow]:
        """Return the newest groups of the log, newest first; only those that changed the row ``of``."""
        with self._transaction(writing=False), understood(self.path, _("change log")):
            return change_log.history(self._link.raw, limit, of)

    def changes_in(self, group: str, of: str | None = None) -> list[RowChange]:
        """Return what one group of the log changed, row by row, before and after."""
        with self._transaction(writing=False), understood(self.path, _("change log")):
            return change_log.row_changes(self._link.raw, group, of)

    def last_change(self) -> datetime | None:
        """Return when the file was last changed, in UTC; ``None`` where it never was."""
        with self._transaction(writing=False), understood(self.path, _("change log")):
            return change_log.last_change(self._link.raw)

    def last_changes(self, tables: Collection[str]) -> dict[str, datetime]:
        """Return when each row of some tables was changed last, in UTC, by key."""
        with self._transaction(writing=False), understood(self.path, _("change log")):
            return change_log.last_changes(self._link.raw, tables)

    def search(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return the rows that hold every word of ``text``, those with the words in a name first."""
        with self._transaction(writing=False):
            return search_index.search(self._link.raw, text, limit)

    def setting(self, key: str) -> str | None:
        """Return a small fact that the file keeps outside the log, such as the campaign last worked in."""
        with self._transaction(writing=False):
            found = self._link.value("SELECT value FROM meta WHERE key = ?", f"setting.{key}")
        return None if found is None else str(found)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a small fact in the file. It is not logged and not undone."""
        with self._transaction(writing=True):
            self._link.raw.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (f"setting.{key}", value),
            )

    def log_access(self, kind: AccessKind, /, **facts: object) -> None:
        """Say in the access log what was done with the content; a file that takes no changes cannot tell."""
        if not self.read_only:
            with self._transaction(writing=True):
                access_log.record(self._link.raw, self.author, kind, facts)

    def verify(self) -> list[str]:
        """Check everything that can be checked, and return a sentence for each problem; none is good news."""
        with self._quiet():
            return verify.problems(self._link, self._layout)

    def backup(self, path: Path | str) -> None:
        """Write a whole copy to ``path``, encrypted as this file is; it can be opened as it stands.

        Raises ``FileExistsRefusedError``, ``DiskFullError`` and ``ReadOnlyFileError``.
        """
        with self._quiet():
            copies.back_up(self._link, Path(path).absolute())

    def save_copy(self, path: Path | str, passphrase: str | None) -> None:
        """Write a copy with a passphrase of its own, or a plain one for ``None``; it counts as a new copy.

        Raises ``FileExistsRefusedError``, ``DiskFullError`` and ``ReadOnlyFileError``.
        """
        with self._quiet():
            copies.save_copy(self._link, Path(path).absolute(), passphrase)

    def protect(self, change: Change, progress: Progress = NO_PROGRESS) -> list[Path]:
        """Encrypt the file, change its passphrase or remove it: all of it, or the file stays as it is.

        Returns the versions that did not follow. Raises what `protection.change_protection` raises.
        """
        from hdplanner.storage.protection import change_protection

        with self._quiet(writing=True):
            self._session.close()
            in_hand = InHand(self._link, self._layout, self.path, self.copy_id, self.author)
            left = change_protection(in_hand, change, self._work_on, progress)
        self.log_access(AccessKind.PROTECTION, how=change.how, versions_left=len(left))
        return left

    def on_file(self, act: Callable[[InHand], T], *, writing: bool = False) -> T:
        """Hand the bare file to a mechanism of this floor; ``writing`` refuses a file that takes no changes.

        The mechanism holds its own transaction (``Link.immediate``) and logs what it does where it should be undone.
        """
        with self._quiet(writing=writing):
            return act(InHand(self._link, self._layout, self.path, self.copy_id, self.author))

    def lend(self) -> Loan[Document]:
        """Hand the document to the thread that enters the loan, until it leaves it; see `loan`."""
        return self._owner.lend(self)

    def interrupt(self) -> None:
        """Stop what runs on the file now, from any thread: it is rolled back and raises ``Cancelled``."""
        with suppress(driver.ProgrammingError):  # it is being closed
            self._link.raw.interrupt()

    def _work_on(self, opened: opening.Opened) -> None:
        """Go on with the file that has taken the place of the one that was open."""
        self._link, self._place = opened.link, opened.place
        self._session = _session_on(opened)

    def _signature(self, kind: GroupKind, label: Label, target: str | None = None) -> change_log.Signature:
        return change_log.Signature(kind, label, self.author, self.copy_id, self.schema, target)

    def _next(self, kind: GroupKind) -> Label | None:
        with self._transaction(writing=False), understood(self.path, _("change log")):
            step = undo.next_step(self._link.raw, kind)
        return None if step is None else step.label

    def _step(self, kind: GroupKind) -> Changes:
        step: undo.Step | None = None
        try:
            with self._transaction(writing=True), understood(self.path, _("change log")):
                step = undo.next_step(self._link.raw, kind)
                if step is None:
                    raise NothingToUndoError if kind is GroupKind.UNDO else NothingToRedoError
                seq = change_log.open_group(self._link.raw)
                undo.apply_step(self._link.raw, self._layout, step, kind, seq)
                return change_log.close_group(
                    self._link.raw, seq, self._signature(kind, step.label, step.group)
                )
        except IntegrityError as error:
            raise StaleUndoError(step.label.key if step else "") from error

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[None]:
        """Hold the one transaction there is; nothing of it is left behind, whatever happens inside."""
        with self._quiet(writing=writing, reading=not writing):
            self._link.begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
            if writing:
                self._link.raw.execute("PRAGMA query_only = OFF")
            with soundness.explained(self._link, self._layout, self.path):
                try:
                    self._session.connection()
                    yield
                    if writing:
                        Session.commit(self._session)
                finally:
                    try:
                        self._session.close()
                    finally:
                        self._link.roll_back()
                        self._link.surely("PRAGMA query_only = ON")

    @contextmanager
    def _quiet(self, *, writing: bool = False, reading: bool = False) -> Iterator[None]:
        """Have the file for this thread alone, with nothing else running on it."""
        self._owner.check()
        if self._busy:
            raise RuntimeError("a call of the document inside another")
        if writing:
            self._check_writable()
        self._busy = True
        try:
            with translated(self.path, reading=reading):
                yield
        finally:
            self._busy = False

    def _check_writable(self) -> None:
        """Refuse to write into a file that is not ours to write."""
        if self.path is not None:
            guard.check_writable(self.path, self._place, self._lock, self._link)


def _session_on(opened: opening.Opened) -> _EditSession:
    return _EditSession(opened.link.engine, expire_on_commit=False)


def default_layout() -> Layout:
    """Return the layout of a campaign file of today."""
    from hdplanner.domain import models

    return layout_of(models.METADATA)
