"""The command that merges another copy of the file: its plan, its questions on a terminal, its report."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, instant, passphrase_of_other
from hdplanner.cli.doors import opened
from hdplanner.errors import InvalidValueError, NotFoundError, PassphraseNeededError
from hdplanner.errors_merge import SettledConflictError, UnfitAnswerError
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import ShownConflict
    from hdplanner.storage import Document
    from hdplanner.storage.merge_rows import Answer, Conflict, Decision, Join, MergePlan

_SHOWN = 400
"""Characters of a value that a question shows."""


def merge_command(arguments: Namespace, console: Console) -> int:
    """Merge, or tell what a merge would do; 1 where conflicts are left."""
    from hdplanner.domain.rules_kept_versions import Why
    from hdplanner.services.duplicates import merge_stakeholders
    from hdplanner.storage import versions

    other: Path = arguments.other
    if not other.is_file():
        raise NotFoundError(_("file"), str(other))
    with opened(arguments.file, to_change=not arguments.plan) as document:
        plan, passphrase = _planned(document, other, console)
        asked = _to_decide(document, plan)
        if arguments.plan:
            return _report(console, plan, asked, applied=False)
        decisions = _decisions(asked, arguments.take, document, console)
        versions.keep(document, Why.MERGE)
        with console.progress() as progress:
            document.merge(
                plan, other, decisions, passphrase=passphrase, join=merge_stakeholders, progress=progress
            )
        _settle(document, decisions, merge_stakeholders)
        left = document.open_conflicts()
    return _report(console, plan, left, applied=True)


def _to_decide(document: Document, plan: MergePlan) -> list[Conflict]:
    """Return what the two copies disagree about, and what earlier merges left open."""
    new = {one.key for one in plan.conflicts}
    return [*plan.conflicts, *(one for one in document.open_conflicts() if one.key not in new)]


def _settle(document: Document, decisions: Mapping[str, Decision], join: Join) -> None:
    """Decide what earlier merges left open; what the merge itself has settled is no longer there."""
    for key in [one.key for one in document.open_conflicts() if one.key in decisions]:
        try:
            document.resolve(key, decisions[key], join=join)
        except (SettledConflictError, UnfitAnswerError, InvalidValueError):
            continue  # another answer of this run has made it impossible, so it stays open


def _planned(document: Document, other: Path, console: Console) -> tuple[MergePlan, str | None]:
    """Return the plan, and the passphrase of the other copy where it needed one."""
    with console.progress() as progress:
        try:
            return document.plan_merge(other, progress=progress), None
        except PassphraseNeededError:
            pass
    passphrase = passphrase_of_other(other)
    with console.progress() as progress:
        return document.plan_merge(other, passphrase=passphrase, progress=progress), passphrase


def _decisions(
    conflicts: Sequence[Conflict], take: str, document: Document, console: Console
) -> dict[str, Decision]:
    from hdplanner.services.merge_words import shown_conflicts
    from hdplanner.storage.merge_rows import Answer, Decision

    if take != "ask":
        return {one.key: Decision(Answer(take)) for one in conflicts}
    if console.as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return {}
    shown = document.read(lambda session: shown_conflicts(session, conflicts))
    answers = {}
    for number, conflict in enumerate(shown, start=1):
        _tell_conflict(console, f"{number}/{len(shown)}", conflict)
        answer = _asked(conflict)
        if answer is not None:
            answers[conflict.key] = Decision(answer)
    return answers


def _tell_conflict(console: Console, place: str, conflict: ShownConflict) -> None:
    """Say what a conflict is about, why it is one, and what each side says."""
    from hdplanner.services.merge_report import heading, sides
    from hdplanner.services.record_words import shortened

    mine, theirs = (replace(it, text=shortened(it.text, _SHOWN)) for it in (conflict.mine, conflict.theirs))
    told = (conflict.why, conflict.hanging, *sides(replace(conflict, mine=mine, theirs=theirs)))
    console.tell(f"{place}  {heading(conflict)}")
    for line in told:
        if line:
            console.tell(f"  {line.strip()}")


def _asked(conflict: ShownConflict) -> Answer | None:
    """Ask until the answer is one that the conflict takes; nothing leaves it open."""
    from hdplanner.storage.merge_rows import Answer

    words = {"h": Answer.MINE, "t": Answer.THEIRS, "b": Answer.BOTH}
    prompt = _("[h] as here, [t] as there, Enter leaves it open: ")
    if Answer.BOTH in conflict.verbs:
        prompt = _("[h] as here, [t] as there, [b] both, Enter leaves it open: ")
    while typed := input("  " + prompt).strip().casefold():
        answer = words.get(typed)
        if answer in conflict.verbs:
            return answer
    return None


def _report(console: Console, plan: MergePlan, left: Sequence[Conflict], *, applied: bool) -> int:
    """Say what came in and what is left to decide."""
    console.give(
        {
            "incoming": len(plan.incoming),
            "conflicts": [_as_json(conflict) for conflict in left],
            "applied": applied,
        }
    )
    if plan.nothing_new:
        console.tell(_("The other copy has nothing that is not here already."))
    else:
        _tell_incoming(console, len(plan.incoming), applied=applied)
    if left:
        console.tell(
            ngettext(
                "{count} conflict is left to decide.", "{count} conflicts are left to decide.", len(left)
            ).format(count=len(left))
        )
    return 1 if left else 0


def _tell_incoming(console: Console, count: int, *, applied: bool) -> None:
    come = (
        ngettext("{count} record came in.", "{count} records came in.", count)
        if applied
        else ngettext("{count} record would come in.", "{count} records would come in.", count)
    )
    console.tell(come.format(count=count))


def _as_json(conflict: Conflict) -> dict[str, Any]:
    at = conflict.theirs.at
    return {
        "kind": conflict.kind.value,
        "table": conflict.table,
        "id": conflict.row_id,
        "field": conflict.field,
        "base": conflict.base,
        "mine": conflict.mine.value,
        "theirs": conflict.theirs.value,
        "by": conflict.theirs.author,
        "at": instant(at) if at else "",
    }
