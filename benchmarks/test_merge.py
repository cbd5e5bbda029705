"""Merging two copies that drifted apart: 10,000 stakeholders, 100,000 judgements of them, 1,000 edits a side."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.conftest import Measure
from benchmarks.large import CAMPAIGN, Recipe, file_of, tables
from hdplanner.domain.base import derived_id
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.storage import Document, Label
from hdplanner.storage.merge_rows import MergePlan

BOTH = Recipe("merge", lambda: tables(10_000, 100_000))
EDITS = 1_000


def test_plan_and_apply(tmp_path: Path, measure: Measure) -> None:
    """The plan alone; its aim is 2 seconds."""
    mine, theirs = _drifted(tmp_path)
    with Document.open(mine, author="Here") as document:
        plan: MergePlan = measure(
            "Merge plan: 100,000 judgements, 1,000 edits a side",
            lambda: document.plan_merge(theirs),
            aim_ms=2_000,
            rounds=3,
        )
    assert len(plan.conflicts) == EDITS // 10


def test_apply(tmp_path: Path, measure: Measure) -> None:
    """Carrying a plan out; its aim is 3 seconds."""
    mine, theirs = _drifted(tmp_path)

    def setup() -> tuple[tuple[Document, MergePlan], dict[str, object]]:
        copy = Path(shutil.copy(mine, tmp_path / "again.hdplan"))
        document = Document.open(copy, author="Here")
        return (document, document.plan_merge(theirs)), {}

    measure(
        "Merge: apply 1,000 edits of another copy",
        lambda document, plan: document.merge(plan, theirs, {}),
        aim_ms=3_000,
        rounds=3,
        setup=setup,
        teardown=lambda document, plan: document.close(),
        warm=False,
    )


def _drifted(folder: Path) -> tuple[Path, Path]:
    """Return two copies, each with so many edits of its own; a tenth of them are of the same field."""
    paths = [Path(shutil.copy(file_of(BOTH), folder / f"{name}.hdplan")) for name in ("mine", "theirs")]
    for side, path in enumerate(paths):
        with Document.open(path, author=path.stem) as document:
            for number in range(EDITS):
                document.edit(Label("stakeholder.update"), lambda s, n=number: _edit(s, side, n))  # noqa: B023
    return paths[0], paths[1]


def _edit(session: Session, side: int, number: int) -> None:
    kind = number % 10
    place = number if kind == 0 else number + side * 5_000
    key = derived_id("bench", "stakeholder", str(place))
    if kind == 9:
        session.add(
            Assessment(
                campaign_id=CAMPAIGN,
                stakeholder_id=key,
                made_on=session.get_one(Assessment, derived_id("bench", "assessment", str(number))).made_on,
                evidence=f"Of side {side}",
            )
        )
    elif kind == 8:
        session.delete(
            session.get_one(Assessment, derived_id("bench", "assessment", str(20_000 * side + number)))
        )
    else:
        session.get_one(Stakeholder, key).note = f"Note {number} of side {side}"
