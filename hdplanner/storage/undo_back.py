"""Takes many steps back at once, or makes them again: each its own step of the log, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import NothingToRedoError, NothingToUndoError, StaleUndoError
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage import change_log, undo
from hdplanner.storage.changes import Changes, GroupKind, Label
from hdplanner.storage.in_hand import InHand


@dataclass(frozen=True, slots=True)
class WentBack:
    """How many steps were taken back or made again, and all that they changed."""

    steps: int
    changes: Changes


def undo_back_to(hand: InHand, number: int, count: int, progress: Progress = NO_PROGRESS) -> WentBack:
    """Undo until step ``number`` is undone, which is ``count`` steps away.

    Raises ``NothingToUndoError`` where that step cannot be reached, and ``StaleUndoError``; nothing is changed then.
    """

    def reached(step: undo.Step | None, done: int) -> bool:
        if step is None or step.seq < number:
            raise NothingToUndoError
        return step.seq == number

    return _walk(hand, GroupKind.UNDO, count, reached, progress)


def redo_again(hand: InHand, count: int, progress: Progress = NO_PROGRESS) -> WentBack:
    """Make ``count`` steps again that were undone last.

    Raises ``NothingToRedoError`` where there are not so many, and ``StaleUndoError``; nothing is changed then.
    """

    def reached(step: undo.Step | None, done: int) -> bool:
        if step is None:
            raise NothingToRedoError
        return done + 1 == count

    return _walk(hand, GroupKind.REDO, count, reached, progress)


def _walk(
    hand: InHand,
    kind: GroupKind,
    count: int,
    reached: Callable[[undo.Step | None, int], bool],
    progress: Progress,
) -> WentBack:
    raw = hand.link.raw
    keys: dict[str, set[str]] = {}
    done, group, last, label = 0, "", False, Label("")
    try:
        with hand.link.writable(), hand.link.immediate():
            while not last:
                progress.step(done, count)
                step = undo.next_step(raw, kind)
                last = reached(step, done)
                if step is None:  # said by ``reached``
                    break
                label = step.label
                made = _take(hand, step, kind)
                group = made.group
                _gather(keys, made.keys)
                done += 1
    except driver.IntegrityError as error:
        raise StaleUndoError(label.key) from error
    frozen = {table: frozenset(ids) for table, ids in keys.items()}
    return WentBack(done, Changes(group, label, frozen, undone=kind is GroupKind.UNDO))


def _take(hand: InHand, step: undo.Step, kind: GroupKind) -> Changes:
    raw = hand.link.raw
    seq = change_log.open_group(raw)
    undo.apply_step(raw, hand.layout, step, kind, seq)
    signature = change_log.Signature(
        kind, step.label, hand.author, hand.copy_id, hand.layout.schema, step.group
    )
    return change_log.close_group(raw, seq, signature)


def _gather(keys: dict[str, set[str]], more: Mapping[str, frozenset[str]]) -> None:
    for table, ids in more.items():
        keys.setdefault(table, set()).update(ids)
