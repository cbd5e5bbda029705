"""Commands about the steps that a file remembers: take one back, make it again, list them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console
from hdplanner.cli.doors import opened
from hdplanner.errors import NothingToRedoError, NothingToUndoError, StaleUndoError
from hdplanner.i18n import _

if TYPE_CHECKING:
    from hdplanner.storage import Changes, Document, HistoryRow, Label

_FIRST_STEPS = frozenset({"office.start", "sample.load"})
"""With what a file begins; without it there is none to work in."""


def sentence(document: Document, label: Label) -> str:
    """What a step is called."""
    from hdplanner.services import edit_labels

    return document.read(lambda session: edit_labels.sentence(session, label))


def step_as_json(document: Document, row: HistoryRow, *fields: str) -> dict[str, Any]:
    """A step as the JSON of commands gives it; only ``fields``, where they are named."""
    found = {
        "group": row.group,
        "label": sentence(document, row.label),
        "kind": row.kind.value,
        "author": row.author,
        "at": row.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "changes": row.rows,
    }
    return {name: found[name] for name in fields or found}


def undo_command(arguments: Namespace, console: Console) -> int:
    """Take the last step back."""
    with opened(arguments.file, to_change=True) as document:
        label = document.next_undo()
        if label is None or label.key in _FIRST_STEPS:
            raise NothingToUndoError
        done = sentence(document, label)
        _take(document.undo, done)
    console.give({"label": done})
    console.tell(_("Undone: {step}").format(step=done))
    return 0


def redo_command(arguments: Namespace, console: Console) -> int:
    """Make the step again that was taken back last."""
    with opened(arguments.file, to_change=True) as document:
        label = document.next_redo()
        if label is None:
            raise NothingToRedoError
        _take(document.redo, sentence(document, label))
        done = sentence(document, label)  # now that its rows are there again
    console.give({"label": done})
    console.tell(_("Done again: {step}").format(step=done))
    return 0


def _take(act: Callable[[], Changes], step: str) -> None:
    try:
        act()
    except StaleUndoError as error:
        raise StaleUndoError(step) from error


def history_command(arguments: Namespace, console: Console) -> int:
    """List the steps, the newest first."""
    with opened(arguments.file) as document:
        rows = document.history(limit=arguments.limit, of=arguments.of)
        steps = [step_as_json(document, row) for row in rows]
    console.give(steps)
    for step in steps:
        console.tell(f"{step['at']}  {step['author']}  {step['label']}  ({step['kind']}, {step['changes']})")
    return 0
