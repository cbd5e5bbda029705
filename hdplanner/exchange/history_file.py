"""The history in a file: one line for each field that a step changed, as a table, or step by step as JSON.

For internal use only: it holds every judgement and every name that is not erased.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from hdplanner.exchange.stakeholder_csv import inert
from hdplanner.files import atomic_writer
from hdplanner.services.history import StepDetails, StepRow

ENDINGS: Final = (".csv", ".json")
COLUMNS: Final = (
    *("at", "author", "act", "step", "undone"),
    *("record_kind", "record", "record_id", "change", "field", "before", "after"),
)

Told = tuple[StepRow, StepDetails]
"""A step with all that it changed."""


def write(path: Path | str, told: Iterable[Told]) -> int:
    """Write the steps to ``path``, whole or not at all, in the form that its ending names; return how many."""
    made = _table if Path(path).suffix.lower() == ".csv" else _json
    steps = 0

    def counted() -> Iterator[Told]:
        nonlocal steps
        for one in told:
            steps += 1
            yield one

    with atomic_writer(path) as sink:
        for part in made(counted()):
            sink.write(part.encode("utf-8"))
    return steps


def _table(told: Iterable[Told]) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)
    for step, details in told:
        head = [_instant(step), step.author, step.kind.value, step.sentence, "yes" if step.undone else ""]
        if not details.records:
            yield _line([*head, *[""] * 7])
        for record in details.records:
            about = [record.table, record.name, record.key, record.act]
            for field in record.fields:
                yield _line([*head, *about, field.label, field.before, field.after])
            if not record.fields:
                yield _line([*head, *about, "", "", ""])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([inert(cell) for cell in cells])
    return out.getvalue()


def _json(told: Iterable[Told]) -> Iterator[str]:
    yield '{"format": "hdplanner history", "version": 1, "steps": ['
    for place, (step, details) in enumerate(told):
        yield (",\n" if place else "\n") + json.dumps(_as_json(step, details), ensure_ascii=False)
    yield "\n]}\n"


def _as_json(step: StepRow, details: StepDetails) -> dict[str, Any]:
    return {
        "group": step.group,
        "at": _instant(step),
        "author": step.author,
        "act": step.kind.value,
        "step": step.sentence,
        "undone": step.undone,
        "records": [
            {
                "kind": record.table,
                "id": record.key,
                "name": record.name,
                "change": record.act,
                "fields": [
                    {"field": one.field, "label": one.label, "before": one.before, "after": one.after}
                    for one in record.fields
                ],
            }
            for record in details.records
        ],
    }


def _instant(step: StepRow) -> str:
    return step.at.isoformat(timespec="seconds")
