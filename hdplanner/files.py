"""Writing a file whole or not at all, and the lock file that keeps a second writer out.

Knows nothing of what the bytes mean.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import re
import secrets
import socket
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import ClassVar, Final, Protocol

from hdplanner.errors import (
    DiskFailedError,
    DiskFullError,
    LockedFileError,
    LockHolder,
    LockLostError,
    NotFoundError,
    ReadOnlyFileError,
)
from hdplanner.i18n import _

__all__ = ["LockFile", "LockHolder", "Sink", "atomic_writer", "write_atomically"]

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FAILED: Final = frozenset(
    {errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN}
)
_BINARY: Final = getattr(os, "O_BINARY", 0)


class Sink(Protocol):
    """What `atomic_writer` gives: takes bytes, and can say where it is."""

    def write(self, data: bytes, /) -> int: ...

    def tell(self) -> int: ...

    def flush(self) -> None: ...


class _CheckedFile:
    """A file descriptor that never takes a short write for a whole one."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._written = 0

    def write(self, data: bytes, /) -> int:
        view = memoryview(data).cast("B")
        while view:
            count = os.write(self._descriptor, view)
            if count <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            view = view[count:]
            self._written += count
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        pass


@contextlib.contextmanager
def atomic_writer(path: Path | str) -> Iterator[Sink]:
    """A sink whose bytes become the file at `path` when the block ends well; else the old file stays.

    Raises DiskFullError, DiskFailedError, ReadOnlyFileError, and NotFoundError for the folder. A link is
    followed; an existing file keeps its permissions.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    with _told(target):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        try:
            try:
                yield _CheckedFile(descriptor)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(target.parent)


def write_atomically(path: Path | str, data: bytes) -> None:
    """Write a whole file or leave what was there. Raises what `atomic_writer` raises."""
    with atomic_writer(path) as sink:
        sink.write(data)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder outlast a power failure, where the system can do so."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn the system's errors about writing into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(path) from error
        if error.errno in _REFUSED:
            raise ReadOnlyFileError(path) from error
        if error.errno in _FAILED:
            raise DiskFailedError(path) from error
        if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
            raise NotFoundError(_("folder"), str(path.parent)) from error
        raise


class LockFile:
    """The file `.NAME.lock` beside a campaign file: who is writing to it.

    A lock left by a dead process of this machine is taken over; one of another machine never without
    `break_lock()`, for which a person must have been asked. When it was last seen stands in the file's time.
    """

    _ours: ClassVar[set[str]] = set()
    """The tokens that this process holds: a lock of this process with another one was left behind by it."""

    def __init__(self, target: Path | str, *, author: str, program: str = "HD Planner") -> None:
        real = Path(os.path.realpath(target))
        self.target = real
        self.path = real.with_name(f".{real.name}.lock")
        self._holder = LockHolder(
            pid=os.getpid(),
            host=socket.gethostname(),
            program=program,
            author=author,
            since=dt.datetime.now(dt.UTC).replace(microsecond=0),
            born=_born(os.getpid()),
        )
        self._token = secrets.token_hex(8)
        self._held = False

    @property
    def held(self) -> bool:
        """Whether this lock is ours now."""
        return self._held

    def acquire(self) -> None:
        """Take the lock. Raises LockedFileError, ReadOnlyFileError (no lock can be written), DiskFullError."""
        if self._held:
            return
        for _attempt in range(3):
            if self._create():
                return
            content = self._read()
            if content is None:
                continue
            holder = _holder_in(content)
            left_by_us = holder.is_here(self._holder) and self._token_in(content) not in self._ours
            if not left_by_us and not _is_dead(holder) and not self._is_stillborn():
                raise LockedFileError(self.target, self.holder() or holder)
            self._set_aside(content)
        raise LockedFileError(self.target, self.holder() or _UNKNOWN)

    def break_lock(self, holder: LockHolder) -> None:
        """Remove the lock of a holder whom a person has been asked about; the lock of anybody else holds.

        Raises LockedFileError for that one, and ReadOnlyFileError. The next one to open the file takes the lock.
        """
        content = self._read()
        if content is None:
            return
        found = _holder_in(content)
        if not found.is_here(holder) or found.since != holder.since:
            raise LockedFileError(self.target, self.holder() or found)
        self._set_aside(content)

    def release(self) -> None:
        """Give the lock back, if it is still ours; another's is left alone."""
        if self._held and self._token_in(self._read()) == self._token:
            with contextlib.suppress(OSError):
                self.path.unlink()
        self._let_go()

    def keep(self) -> bool:
        """Make sure that the lock is still ours; whether it was gone, and had to be taken anew.

        Raises LockLostError where somebody took it over. A disk that cannot be read tells nothing of that.
        """
        content = self._read()
        if content is None:
            self._let_go()
            self.acquire()
            return True
        if content and self._token_in(content) != self._token:
            raise LockLostError(self.target, _holder_in(content))
        return False

    def touch(self) -> None:
        """Leave word that the holder is still there, where the lock is ours."""
        if self._held and self._token_in(self._read()) == self._token:
            with contextlib.suppress(OSError):
                os.utime(self.path)

    def holder(self) -> LockHolder | None:
        """Who has the lock now, or None. Fields are empty where the lock file cannot be understood."""
        content = self._read()
        if content is None:
            return None
        with contextlib.suppress(OSError):
            seen = dt.datetime.fromtimestamp(self.path.stat().st_mtime, dt.UTC)
            return replace(_holder_in(content), seen=seen)
        return _holder_in(content)

    def _is_stillborn(self) -> bool:
        """Whether a process died before it wrote its name into the lock: that takes no minute."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return found.st_size == 0 and time.time() - found.st_mtime > 60

    def _let_go(self) -> None:
        self._held = False
        self._ours.discard(self._token)

    def _create(self) -> bool:
        """Make the lock file in one step, whole from the start, or say that there is one already."""
        making = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        with _told(self.target):
            try:
                _write_new(making, self._content())
                if not self._name(making):
                    return False
            finally:
                with contextlib.suppress(OSError):
                    making.unlink()
        self._held = True
        self._ours.add(self._token)
        self._sweep()
        return True

    def _name(self, made: Path) -> bool:
        try:
            os.link(made, self.path)
        except FileExistsError:
            return False
        except OSError:  # a disk that knows no links, such as a stick
            try:
                _write_new(self.path, self._content())
            except FileExistsError:
                return False
        return True

    def _sweep(self) -> None:
        """Remove what a process left beside the lock that died while it took it."""
        left = re.compile(rf"{re.escape(self.path.name)}\.[0-9a-f]{{8}}")
        with contextlib.suppress(OSError):
            for found in self.path.parent.iterdir():
                if left.fullmatch(found.name):
                    found.unlink()

    def _content(self) -> bytes:
        facts = {**asdict(self._holder), "token": self._token}
        del facts["seen"]
        facts["since"] = self._holder.since.isoformat() if self._holder.since else None
        return json.dumps(facts, ensure_ascii=False).encode()

    def _read(self) -> bytes | None:
        try:
            return _beginning(self.path)
        except FileNotFoundError:
            return None
        except OSError:
            return b""

    def _set_aside(self, stale: bytes) -> None:
        """Remove a stale lock; put it back where another process has replaced it meanwhile."""
        aside = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        with _told(self.target):
            try:
                self.path.rename(aside)
            except FileNotFoundError:
                return
            with contextlib.suppress(FileNotFoundError):  # another one has swept it away
                if _beginning(aside) != stale:
                    with contextlib.suppress(OSError):
                        os.link(aside, self.path)
                aside.unlink()

    @staticmethod
    def _token_in(content: bytes | None) -> str | None:
        try:
            facts = json.loads(content or b"")
        except ValueError:
            return None
        return facts.get("token") if isinstance(facts, dict) else None


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that was not there; what is written by half is removed again."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)
    try:
        _CheckedFile(descriptor).write(data)
        os.fsync(descriptor)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _beginning(path: Path) -> bytes:
    """As much of a lock file as one of ours may be long: what lies there may be anything."""
    with path.open("rb") as found:
        return found.read(10_000)


_UNKNOWN: Final = LockHolder(pid=0, host="", program="", author="", since=None)


def _holder_in(content: bytes) -> LockHolder:
    """The holder that a lock file names; all empty where it is not understood."""
    try:
        facts = json.loads(content)
        return LockHolder(
            pid=int(facts["pid"]),
            host=str(facts["host"]),
            program=str(facts["program"]),
            author=str(facts["author"]),
            since=dt.datetime.fromisoformat(facts["since"]).astimezone(dt.UTC),
            born=str(facts.get("born", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return _UNKNOWN


def _is_dead(holder: LockHolder) -> bool:
    """Whether the holder was a process of this machine that is no more."""
    if holder.host != socket.gethostname() or holder.pid <= 0:
        return False
    if not _is_running(holder.pid):
        return True
    return bool(holder.born) and holder.born != _born(holder.pid)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        # os.kill(pid, 0) would end the process on Windows.
        import ctypes

        query_limited_information = 0x1000
        handle = ctypes.windll.kernel32.OpenProcess(query_limited_information, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _born(pid: int) -> str:
    """When a process began, as this boot of the machine counts it; empty where the system does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        return f"{boot}:{fields.split()[19]}"
    except (OSError, IndexError):
        return ""
