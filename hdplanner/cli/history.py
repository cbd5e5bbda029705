"""Commands about the steps that a file remembers: take one back, make it again, list them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, UsageProblem, instant
from hdplanner.cli.doors import free_to_write, opened
from hdplanner.errors import (
    NothingToRedoError,
    NothingToUndoError,
    StaleUndoError,
)
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.storage import Changes, Document, HistoryRow, Label


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
        "at": instant(row.at),
        "changes": row.rows,
    }
    return {name: found[name] for name in fields or found}


def undo_command(arguments: Namespace, console: Console) -> int:
    """Take the last step back."""
    from hdplanner.services.edit_labels import FIRST_STEPS

    with opened(arguments.file, to_change=True) as document:
        label = document.next_undo()
        if label is None or label.key in FIRST_STEPS:
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
    """List the steps, the newest first, or write them into a file field by field."""
    if arguments.export is not None:
        return _export(arguments, console)
    with opened(arguments.file) as document:
        steps = [step_as_json(document, row) for row in _rows(document, arguments)]
    console.give(steps)
    for step in steps:
        console.tell(f"{step['at']}  {step['author']}  {step['label']}  ({step['kind']}, {step['changes']})")
    return 0


def _rows(document: Document, arguments: Namespace) -> list[HistoryRow]:
    if arguments.of is None:
        return document.history(limit=arguments.limit)
    from hdplanner.services import history

    wanted = history.HistoryFilter(record=_record(document, arguments.of))
    groups = document.read(lambda session: history.groups(session, wanted))
    return [row for row in document.history(limit=-1) if row.group in groups][: arguments.limit]


def _record(document: Document, name: str) -> tuple[str, str]:
    from hdplanner.services.history import find_record

    return document.read(lambda session: find_record(session, name))


def _export(arguments: Namespace, console: Console) -> int:
    from hdplanner.domain.values import AccessKind
    from hdplanner.exchange import history_file
    from hdplanner.services.history import HistoryFilter, told_whole

    out = arguments.export
    form = out.suffix.lower()
    if form not in history_file.ENDINGS:
        raise UsageProblem(
            _("Nothing is exported as {name}. Endings: {endings}.").format(
                name=out.name, endings=", ".join(history_file.ENDINGS)
            )
        )
    free_to_write(out, arguments.file)
    with opened(arguments.file, to_log=True) as document, console.progress() as progress:
        wanted = HistoryFilter(record=_record(document, arguments.of) if arguments.of else None)
        steps = document.read(lambda session: history_file.write(out, told_whole(session, wanted, progress)))
        document.log_access(AccessKind.EXPORT, form=form[1:], what="history", audience="internal", rows=steps)
    console.give({"file": str(out), "steps": steps})
    console.tell(
        ngettext(
            "{count} step was written to {file}.", "{count} steps were written to {file}.", steps
        ).format(count=steps, file=out)
    )
    return 0
