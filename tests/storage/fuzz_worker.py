"""Opens campaign files that somebody tampered with, one after the other, in a process that may die of it.

Run as a module. Writes the number of each mutation before it is tried, so that whoever watches knows which one
was the last; prints one line of JSON at the end.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib
import inspect
import json
import os
import pkgutil
import random
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hdplanner import services
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import PlannerError
from hdplanner.services import campaigns, interchange
from hdplanner.storage import Document, Label, keys, versions
from hdplanner.storage.versions_restore import restore
from tests.storage.mutations import BYTES, EXTREMES, ROWS, go_to_extremes

SECRET = "a long secret"
SECONDS, MOST_MEMORY = 5, 500 << 20
"""Of processor time and of memory, for a file of an ordinary size. Each 10 MB more are given a second and 50 MB."""

TODAY = date(2026, 11, 22)
WHOLE_EVERY = 50
"""After so many mutations that open, one is read in every way, worked on, and brought into another file."""

keys.ITERATIONS = 1  # what is tried here is the file


def readers() -> list[Callable[..., Any]]:
    """Every service that lists what a file, or one plan of it, holds."""
    found = []
    for module in pkgutil.iter_modules(services.__path__):
        for name, function in vars(importlib.import_module(f"hdplanner.services.{module.name}")).items():
            if not inspect.isfunction(function) or not name.endswith("_rows") or name.startswith("_"):
                continue
            needed = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty]
            if needed[:1] == ["session"] and set(needed[1:]) <= {"campaign_id", "today"}:
                found.append(function)
    return [interchange.dump, campaigns.counts, campaigns.office, *dict.fromkeys(found)]


READERS = readers()
NAMES = ("history", "search", "last change", "next undo", "verify", *(reader.__name__ for reader in READERS))


def ways_in(document: Document) -> dict[str, Callable[[], object]]:
    """Every way to read what a file holds, by its name."""
    known = document.read(campaigns.campaign_rows)

    def read(reader: Callable[..., Any]) -> object:
        needed = inspect.signature(reader).parameters
        given = {"campaign_id": known[0].id, "today": TODAY} if known else {}
        asked = {name: value for name, value in given.items() if name in needed}
        return document.read(lambda session: reader(session, **asked)) if known else None

    return {
        "history": document.history,
        "search": lambda: document.search("ministry"),
        "last change": document.last_change,
        "next undo": document.next_undo,
        "verify": document.verify,
        **{reader.__name__: functools.partial(read, reader) for reader in READERS},
    }


def use(document: Document, chosen: Sequence[str]) -> Iterator[str]:
    """Read by each of the ways chosen; yields the name of each before it is gone."""
    yield "campaigns"
    ways = ways_in(document)
    for name in chosen or ways:
        yield name
        with contextlib.suppress(PlannerError):
            ways[name]()


def work_on(document: Document) -> Iterator[str]:
    """Change the file, as far as it lets itself be changed."""

    def rename(session: Any) -> None:
        for row in session.query(Stakeholder).limit(3):
            row.name = "Another name"
        for (office,) in session.query(Office.id).limit(1):
            session.add(Stakeholder(office_id=office, name="New"))

    for name, step in (
        ("undo", document.undo),
        ("edit", lambda: document.edit(Label("stakeholder.change"), rename)),
        ("undo it", document.undo),
        ("redo it", document.redo),
    ):
        yield name
        with contextlib.suppress(PlannerError):
            step()


def tried(path: Path, secret: str | None, chosen: Sequence[str]) -> tuple[bool, str]:
    """Open a file and read it by the ways chosen, or by all and then work on it; whether it opened, and what is wrong."""
    before, ways = digest_of(path), ["opening"]
    try:
        with Document.open(path, author="Ben", passphrase=secret, read_only=True) as document:
            for way in use(document, chosen):
                ways.append(way)  # noqa: PERF402  the last one counts where it ends in an error
    except PlannerError:
        pass
    except Exception:
        return len(ways) > 1, f"read-only, {ways[-1]}: {traceback.format_exc()}"
    if digest_of(path) != before:
        return len(ways) > 1, "a file opened read-only was changed"
    return len(ways) > 1, "" if chosen else _worked_on(path, secret, before)


def _worked_on(path: Path, secret: str | None, before: str) -> str:
    ways = ["opening"]
    try:
        with Document.open(path, author="Ben", passphrase=secret) as document:
            for way in work_on(document):
                ways.append(way)  # noqa: PERF402
    except PlannerError:
        return "a refused file was changed" if len(ways) == 1 and digest_of(path) != before else ""
    except Exception:
        return f"writing, {ways[-1]}: {traceback.format_exc()}"
    return ""


def brought_in(base: Path, path: Path, secret: str | None) -> str:
    """Merge a file that was tampered with into a good one, and go back to it as to a version of it."""
    good = path.with_name("good-x.hdplan")
    shutil.copyfile(base, good)
    ways = ["opening"]
    try:
        with Document.open(good, author="Ben", passphrase=secret) as document:
            ways.append("merge")
            with contextlib.suppress(PlannerError):
                document.merge(document.plan_merge(path, passphrase=secret), path, {}, passphrase=secret)
            wrong = document.verify()
            ways.append("version")
            with contextlib.suppress(PlannerError):
                _gone_back(document, path)
            wrong += document.verify()
    except Exception:
        return f"brought in, {ways[-1]}: {traceback.format_exc()}"
    finally:
        shutil.rmtree(versions.folder_of(good), ignore_errors=True)
    return f"brought in: {wrong[0]}" if wrong else ""


def _gone_back(document: Document, path: Path) -> None:
    source = document.on_file(versions.source_of)
    assert source is not None
    source.folder.mkdir()
    shutil.copyfile(path, source.folder / "20260101T000000000Z-abcdef-kept.hdplan")
    for version in versions.listed(source).versions:
        restore(document, version)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def tampered(base: Path, path: Path, kind: str, number: int) -> str:
    """Leave a mutation of ``base`` at ``path``; returns the name of what was done to it."""
    chance = random.Random(number)
    if kind in ("bytes", "encrypted"):
        of_bytes, content = chance.choice(BYTES), bytearray(base.read_bytes())
        of_bytes(content, chance)
        path.write_bytes(content)
        return of_bytes.__name__
    shutil.copyfile(base, path)
    of_rows = chance.choice(ROWS)
    child = os.fork()  # whose memory does not count as ours
    if child == 0:
        try:
            go_to_extremes(path, number) if kind == "extremes" else of_rows(path, chance)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return EXTREMES[number] if kind == "extremes" else of_rows.__name__


def main(base: Path, folder: Path, kind: str, first: int, count: int) -> None:
    """Try mutations number ``first`` and on, and print what was found."""
    secret = SECRET if kind == "encrypted" else None
    path, mark = folder / "x.hdplan", folder / "at.txt"
    n_opened, wrong = 0, []
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    for number in range(first, first + count):
        mark.write_text(str(number))
        for left in folder.glob("*x.*"):
            left.unlink()
        name = tampered(base, path, kind, number)
        used = peak()
        more = path.stat().st_size // 10_000_000
        signal.setitimer(signal.ITIMER_PROF, SECONDS + more)
        whole = kind == "extremes" or n_opened % WHOLE_EVERY == 0
        is_open, found = tried(path, secret, () if whole else (random.Random(-number).choice(NAMES),))
        if whole and not found:
            found = brought_in(base, path, secret)
        signal.setitimer(signal.ITIMER_PROF, 0)
        n_opened += is_open
        if not found and peak() > max(used, MOST_MEMORY + more * 50_000_000):
            found = f"{peak() >> 20} MB of memory, for a file of {path.stat().st_size >> 20} MB"
        if found:
            wrong.append(f"{kind} {number} ({name}): {found}")
    mark.unlink()
    sys.stdout.write(json.dumps({"tried": count, "opened": n_opened, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
