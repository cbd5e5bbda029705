"""Two offices with a copy each, and the plainest edits: what the tests of merging stand on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.services.duplicates import merge_stakeholders
from hdplanner.storage import Document, Label
from hdplanner.storage.merge_rows import Answer, Decision, MergePlan, MergeReport
from tests.storage.merging import content

EDIT = Label("stakeholder.update")


class Pair:
    """Two offices, Ann here and Bob there, with a ministry, an agency and a name of the ministry that both know."""

    def __init__(self, folder: Path, new_desk: Callable[[Document], Any]) -> None:
        self.here = folder / "here.hdplan"
        self.there = folder / "there.hdplan"
        with Document.create(self.here, author="Ann") as document:
            desk = new_desk(document)
            self.office = desk.office
            self.ministry = desk.stakeholder("Ministry of Water")
            self.agency = desk.stakeholder("Agency for roads")
            self.name = desk.alias(self.ministry, "The ministry")
        shutil.copy(self.here, self.there)
        self.ann = Document.open(self.here, author="Ann")
        self.bob = Document.open(self.there, author="Bob")

    def close(self) -> None:
        self.ann.close()
        self.bob.close()

    def plan(self) -> MergePlan:
        return self.ann.plan_merge(self.there)

    def merge(self, answer: Answer | Decision | None = None, *, back: bool = False) -> MergeReport:
        """Merge Bob's copy into Ann's (or ``back``) with one answer to all; check what holds of every merge."""
        mine, path = (self.bob, self.here) if back else (self.ann, self.there)
        plan = mine.plan_merge(path)
        decision = Decision(answer) if isinstance(answer, Answer) else answer
        decisions = {} if decision is None else {one.key: decision for one in plan.conflicts}
        report = mine.merge(plan, path, decisions, join=merge_stakeholders)
        assert mine.verify() == []
        assert mine.plan_merge(path).nothing_new
        return report


def change(document: Document, key: str, kind: type[Any] = Stakeholder, **values: Any) -> None:
    def work(session: Any) -> None:
        row = session.get_one(kind, key)
        for name, value in values.items():
            setattr(row, name, value)

    document.edit(EDIT, work)


def add(document: Document, row: Any) -> str:
    key = str(row.id)
    document.edit(EDIT, lambda session: session.add(row))
    return key


def delete(document: Document, key: str, kind: type[Any] = Stakeholder) -> None:
    document.edit(EDIT, lambda session: session.delete(session.get_one(kind, key)))


def value(document: Document, key: str, name: str, kind: type[Any] = Stakeholder) -> Any:
    return document.read(lambda session: getattr(session.get(kind, key), name, None))


def is_there(document: Document, key: str, kind: type[Any] = Stakeholder) -> bool:
    return document.read(lambda session: session.get(kind, key) is not None)


def same_content(pair: Pair) -> bool:
    return content(pair.ann) == content(pair.bob)
