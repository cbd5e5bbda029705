"""A short day's work under `fault_shim`, run as a script: each call that changes a file fails once, in turn.

Prints one line of JSON: how many faults were tried, and a line for each that lost or broke something.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hdplanner.domain.office import Office
from hdplanner.domain.rules_kept_versions import Why
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.errors import PassphraseNeededError, PlannerError, WrongPassphraseError
from hdplanner.files import write_atomically
from hdplanner.storage import Document, Label, keys, versions
from hdplanner.storage.compaction import compact
from hdplanner.storage.protection import Change
from hdplanner.storage.versions_restore import restore

ONCE, FROM_NOW_ON, KILL, ALL_SHORT = range(4)
NAME = "plan.hdplan"
NEVER = 10**9
OTHER_SECRET = "another long secret"
OLD, NEW = b"the old export", b"the new export" * 5_000

keys.ITERATIONS = 1  # what is tried here is the disk

State = tuple[tuple[str, int], ...]
Step = Callable[[Document], object]
SHIM = ctypes.CDLL(None)


def state_of(document: Document) -> State:
    """What a person would miss: each stakeholder with its note."""

    def read(session: Any) -> State:
        rows = session.query(Stakeholder.name, Stakeholder.note).order_by(Stakeholder.name)
        return tuple((name, len(note)) for name, note in rows)

    return document.read(read)


def source_of(document: Document) -> versions.Source:
    source = document.on_file(versions.source_of)
    assert source is not None
    return source


def go_back(document: Document) -> None:
    """Restore the newest version, where one could be kept."""
    for version in versions.listed(source_of(document)).versions[:1]:
        restore(document, version)


def bring_in(document: Document, other: Path) -> None:
    document.merge(document.plan_merge(other), other, {})


@contextmanager
def opened(path: Path, *secrets: str | None, read_only: bool = False) -> Iterator[Document]:
    """Open a file by the first passphrase that fits: a change of it may have come to its end or not."""
    for number, secret in enumerate(secrets, 1):
        try:
            document = Document.open(path, author="Ben", passphrase=secret, read_only=read_only)
        except (PassphraseNeededError, WrongPassphraseError):
            if number == len(secrets):
                raise
            continue
        with document:
            yield document
        return


def adding(*names: str, note: str = "") -> Step:
    def work(session: Any) -> None:
        office = session.query(Office.id).scalar()
        session.add_all([Stakeholder(office_id=office, name=name, note=note) for name in names])

    return lambda document: document.edit(Label("stakeholder.add"), work)


def steps_of(folder: Path, secret: str | None) -> Iterator[tuple[str, Step]]:
    """The day's work, step by step; each is all there or not at all."""

    def drop(session: Any) -> None:
        for row in session.query(Stakeholder).order_by(Stakeholder.name).limit(1):
            session.delete(row)

    yield "add", adding("Ministry of Finance")
    yield "add many", adding(*(f"Mayor {number:02d}" for number in range(10)), note="x" * 3000)
    yield "undo", Document.undo
    yield "redo", Document.redo
    yield "drop", lambda document: document.edit(Label("stakeholder.delete"), drop)
    yield "setting", lambda document: document.set_setting("campaign", "1")
    yield "backup", lambda document: document.backup(folder / "backup.hdplan")
    yield "copy", lambda document: document.save_copy(folder / "copy.hdplan", secret)
    yield "export", lambda _document: write_atomically(folder / "export.json", NEW)
    yield "add one more", adding("Radio Varenia", note="y" * 5000)


def keeping_of(folder: Path, secret: str | None) -> Iterator[tuple[str, Step]]:
    """What is done to the file as a whole."""
    yield "add", adding("Ministry of Finance")
    yield "version", lambda document: versions.make(source_of(document), Why.NAMED, "Before the visit")
    yield "protect", lambda document: document.protect(Change(secret, OTHER_SECRET))
    yield "add after", adding("Senate")
    yield "restore", go_back
    yield "merge", lambda document: bring_in(document, folder / "other.hdplan")
    yield "compact", lambda document: compact(document, datetime(2100, 1, 1, tzinfo=UTC))
    yield "add once more", adding("Radio Varenia")


STORIES = {"day": steps_of, "keeping": keeping_of}


def tell(pipe: int, kind: str, name: str, state: State | None) -> None:
    os.write(pipe, (json.dumps([kind, name, state]) + "\n").encode())


def work(story: str, folder: Path, secret: str | None, pipe: int) -> None:
    """Go through the day, whatever is refused; tell of each step only when it has returned."""
    try:
        document = Document.open(folder / NAME, author="Ann", passphrase=secret)
    except PlannerError as error:
        tell(pipe, "refused", f"open: {error}", None)
        return
    for name, step in STORIES[story](folder, secret):
        try:
            step(document)
        except PlannerError as error:
            tell(pipe, "refused", f"{name}: {error}", None)
        else:
            tell(pipe, "done", name, None)
        try:
            tell(pipe, "state", name, state_of(document))
        except PlannerError as error:
            tell(pipe, "refused", f"read after {name}: {error}", None)
    document.close()
    tell(pipe, "done", "close", None)


def in_child(
    story: str, folder: Path, secret: str | None, arm: Callable[[], object]
) -> tuple[list[Any], int, str]:
    """Do the day's work in a process of its own; returns what it told, its end and its last words."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 0
        arm()
        try:
            work(story, folder, secret, writing)
        except BaseException:
            SHIM.fault_disarm()
            tell(writing, "broke", traceback.format_exc(), None)
            code = 7
        tell(writing, "count", str(SHIM.fault_count()), None)
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = [json.loads(line) for line in pipe if line.endswith("\n")]
    _pid, status = os.waitpid(child, 0)
    broken = next((name for kind, name, _state in told if kind == "broke"), "")
    return told, os.waitstatus_to_exitcode(status), broken


def findings(
    folder: Path, secret: str | None, told: list[Any], course: list[State], killed: bool
) -> list[str]:
    """What is wrong with what the day has left on the disk."""
    states = [tuple(map(tuple, state)) for kind, _name, state in told if kind == "state"]
    found = []
    try:
        with opened(folder / NAME, secret, OTHER_SECRET) as document:
            now = state_of(document)
            found += document.verify()
    except PlannerError as error:
        return [f"does not open: {error}"]
    done = [name for kind, name, _state in told if kind == "done"]
    if killed:
        finished = len([name for name in done if name != "close"])
        if now not in course[finished : finished + 2]:
            found.append(f"after {finished} steps: {len(now)} stakeholders")
    elif now != (states[-1] if states else course[0]):
        found.append(f"{len(now)} stakeholders, and {len(states[-1] if states else course[0])} were shown")
    for name, file in (("backup", "backup.hdplan"), ("copy", "copy.hdplan")):
        found += copy_findings(folder / file, secret, must=name in done)
    for path in versions.all_of(folder / NAME):
        found += copy_findings(path, secret, must=False)
    if (folder / "export.json").read_bytes() not in ((NEW,) if "export" in done else (OLD, NEW)):
        found.append("the export is neither the old one nor the new one")
    return found


def copy_findings(path: Path, secret: str | None, *, must: bool) -> list[str]:
    """What is wrong with a copy: it is whole, or it is not there."""
    if not path.exists():
        return [f"{path.name} is gone"] if must else []
    try:
        with opened(path, secret, OTHER_SECRET, read_only=True) as document:
            return document.verify()
    except PlannerError as error:
        return [f"{path.name} does not open: {error}"]


def prepare(root: Path, secret: str | None) -> Path:
    template = root / "template"
    template.mkdir()
    (template / "export.json").write_bytes(OLD)
    with Document.create(template / NAME, author="Ann", passphrase=secret) as document:
        document.edit(Label("office.start"), lambda session: session.add(Office(name="Office")))
        document.save_copy(template / "other.hdplan", None)
    with Document.open(template / "other.hdplan", author="Cleo") as document:
        adding("Guild")(document)
    return template


def main(
    root: Path, story: str, secret: str | None, code: int, way: int, sample: int, part: int, parts: int
) -> None:
    """Try each fault of a part, or ``sample`` of them, and print what was found."""
    template = prepare(root, secret)
    folder = root / "day"

    def fresh() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)

    def tried(nth: int) -> tuple[list[Any], int, str]:
        fresh()
        return in_child(
            story, folder, secret, lambda: SHIM.fault_arm(os.fsencode(folder), nth or NEVER, code, way)
        )

    told, _code, broken = tried(0)
    course = [()] + [tuple(map(tuple, state)) for kind, _name, state in told if kind == "state"]
    refused = [name for kind, name, _state in told if kind == "refused"]
    wrong = [f"without a fault: {text}" for text in [*refused, *filter(None, [broken])]]
    wrong += findings(folder, secret, told, course, killed=False)
    count = next(int(name) for kind, name, _state in told if kind == "count")
    chosen = range(1 + part, count + 1, parts) if way != ALL_SHORT else range(0)
    if sample and sample < len(chosen):  # the first ones take the lock
        chosen = [1, 2, 3, *sorted(random.Random(sample).sample(chosen[3:], sample - 3))]
    for nth in chosen:
        told, ended, broken = tried(nth)
        if ended not in ((0,) if way != KILL else (0, -signal.SIGKILL)) or broken:
            wrong.append(f"fault {nth}: ended with {ended}: {broken}")
        wrong += [f"fault {nth}: {text}" for text in findings(folder, secret, told, course, way == KILL)]
    sys.stdout.write(json.dumps({"calls": count, "tried": len(chosen), "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3] or None, *map(int, sys.argv[4:9]))
