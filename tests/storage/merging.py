"""Offices at work on copies of one file, at random: what the property tests of merging walk through."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Commitment
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.domain.values import ConflictKind
from hdplanner.errors import InvalidValueError
from hdplanner.errors_merge import SettledConflictError
from hdplanner.services.duplicates import merge_stakeholders
from hdplanner.storage import Document, Label
from hdplanner.storage.merge_rows import Answer, Conflict, Decision, MergePlan

Content = dict[tuple[str, str], dict[str, Any]]
ACTS = (
    "add",
    "alias",
    "promise",
    "rename",
    "note",
    "under",
    "delete",
    "drop",
    "undo",
    "redo",
    "merge",
    "resolve",
)


def content(document: Document, *, conflicts: bool = True) -> Content:
    """Every row by its key; of conflicts neither who decided nor when, which differs from copy to copy."""

    def read(session: Session) -> Content:
        found: Content = {}
        for table, columns in document._layout.logged.items():
            if table == "merge_conflict" and not conflicts:
                continue
            for row in session.connection().exec_driver_sql(f'SELECT * FROM "{table}"').mappings():
                kept = {name: row[name] for name in columns if name not in ("decided_by", "decided_at")}
                found[table, row["id"]] = kept
        return found

    return document.read(read)


def earlier(plan: MergePlan) -> dict[str, Decision]:
    """Decide each conflict for the claim that was made first: the same answer in each copy."""
    return {one.key: Decision(earlier_answer(one)) for one in plan.conflicts}


def earlier_answer(conflict: Conflict) -> Answer:
    if conflict.kind is ConflictKind.DUPLICATE:
        return Answer.BOTH

    def order(value: Any) -> tuple[str, str]:
        return (str(value.at), json.dumps(value.value, sort_keys=True, default=str))

    return min((order(conflict.mine), Answer.MINE), (order(conflict.theirs), Answer.THEIRS))[1]


def nothing(plan: MergePlan) -> dict[str, Decision]:
    """Leave each conflict open."""
    return {}


class Offices:
    """Some offices, each with a copy of one file; ``decide`` says how conflicts are answered."""

    def __init__(self, folder: Path, count: int, decide: Callable[[MergePlan], dict[str, Decision]]) -> None:
        self.decide = decide
        self.merges = 0
        self._number = 0
        first = folder / "office-0.hdplan"
        with Document.create(first, author="Office 0") as document:
            self.office = Office(name="Office").id
            document.edit(Label("o"), lambda s: s.add(Office(id=self.office, name="Office")))
            for name in ("Alder", "Birch"):
                row = Stakeholder(office_id=self.office, name=name)
                document.edit(Label("a"), lambda s, row=row: s.add(row))
        self.paths = [folder / f"office-{number}.hdplan" for number in range(count)]
        for path in self.paths[1:]:
            shutil.copy(first, path)
        self.documents = [
            Document.open(path, author=f"Office {number}") for number, path in enumerate(self.paths)
        ]

    def close(self) -> None:
        for document in self.documents:
            document.close()

    def take(self, act: str, who: int, pick: int, other: int) -> None:
        document = self.documents[who % len(self.documents)]
        if act == "merge":
            others = [path for path in self.paths if path != document.path]
            self.merge(document, others[other % len(others)])
        elif act == "resolve":
            self._resolve(document, pick, other)
        elif act in ("undo", "redo"):
            if document.next_undo() is not None and act == "undo" and len(document.history(1000)) > 3:
                document.undo()
            elif act == "redo" and document.next_redo() is not None:
                document.redo()
        else:
            self._number += 1
            document.edit(Label(act), lambda session: self._work(session, act, pick, other))

    def _resolve(self, document: Document, pick: int, other: int) -> None:
        """Decide one of the conflicts that were left open, for here or for there."""
        left = document.open_conflicts()
        if left:
            before = content(document)
            answer = (Answer.MINE, Answer.THEIRS)[other % 2]
            with suppress(
                InvalidValueError, SettledConflictError
            ):  # another change has made the answer impossible
                document.resolve(left[pick % len(left)].key, Decision(answer), join=merge_stakeholders)
                assert document.verify() == []
                document.undo()
                assert content(document) == before
                document.redo()

    def _work(self, session: Session, act: str, pick: int, other: int) -> None:
        token = f"{act}-{self._number}"
        keys = list(session.scalars(select(Stakeholder.id).order_by(Stakeholder.id)))
        key = keys[pick % len(keys)] if keys else None
        if act == "add":
            session.add(Stakeholder(office_id=self.office, name=_invented(self._number)))
        elif act == "drop":
            names = list(session.scalars(select(StakeholderName).order_by(StakeholderName.id)))
            if names:
                session.delete(names[pick % len(names)])
        elif key is None:
            return
        elif act == "alias":
            session.add(StakeholderName(stakeholder_id=key, name=token))
        elif act == "promise":
            session.add(Commitment(office_id=self.office, stakeholder_id=key, wording=token))
        elif act == "rename":
            session.get_one(Stakeholder, key).name = _invented(self._number)
        elif act == "note":
            session.get_one(Stakeholder, key).note = "" if other % 5 == 0 else token
        elif act == "under":
            self._move(session, key, keys[other % len(keys)])
        else:
            session.delete(session.get_one(Stakeholder, key))

    def _move(self, session: Session, key: str, above: str) -> None:
        step: str | None = above
        while step is not None and step != key:
            step = session.get_one(Stakeholder, step).parent_id
        if step is None:
            session.get_one(Stakeholder, key).parent_id = above

    def merge(self, document: Document, path: Path) -> None:
        """Merge, and check what must hold of every merge."""
        before, known = content(document), _ever_here(document)
        theirs = content(next(one for one in self.documents if one.path == path))
        plan = document.plan_merge(path)
        report = document.merge(plan, path, self.decide(plan))
        self.merges += 1
        assert document.verify() == []
        assert document.plan_merge(path).nothing_new
        after = content(document)
        assert _lost(theirs, known, after) == []
        if report.changes.keys:
            document.undo()
            assert content(document) == before
            document.redo()
            assert content(document) == after
            assert document.verify() == []
            assert document.plan_merge(path).nothing_new
        else:
            assert after == before


def _ever_here(document: Document) -> str:
    """Return all that the log of a copy has seen, as one text: what is in it was overwritten knowingly."""

    def read(session: Session) -> str:
        found = session.connection().exec_driver_sql("SELECT coalesce(after, '') FROM log_row")
        return "\n".join(row[0] for row in found)

    return document.read(read)


def _lost(theirs: Content, known: str, after: Content) -> list[tuple[str, str, str]]:
    """Return the texts of the other copy that are neither here now, nor were ever, nor are named by a conflict."""
    kept = "\n".join(json.dumps(row) for (table, _key), row in after.items() if table == "merge_conflict")
    return [
        (table, key, str(value))
        for (table, key), row in theirs.items()
        for name, value in row.items()
        if table != "merge_conflict" and name in ("name", "note", "wording") and value
        if after.get((table, key), {}).get(name) != value
        and f'"{value}"' not in known
        and key not in kept
        and str(value) not in kept
    ]


def _invented(number: int) -> str:
    """A name like no other, so that nobody takes two stakeholders for one."""
    digits = ["Oak", "Elm", "Fir", "Yew", "Ash", "Bay", "Box", "Fig", "Hop", "Ivy"]
    return " ".join(digits[int(digit)] for digit in f"{number:05}"[::-1]) + f" {number * 7919 % 99991}"
