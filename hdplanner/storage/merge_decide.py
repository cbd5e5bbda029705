"""From an answer to the row that keeps it: what was chosen, by whom and when."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hdplanner.domain.base import CleanText, cleaned
from hdplanner.domain.values import ConflictKind, Take
from hdplanner.errors import TextTooLongError
from hdplanner.errors_merge import UnfitAnswerError
from hdplanner.storage.layout import Layout
from hdplanner.storage.merge_conflicts import as_json, stored_instant
from hdplanner.storage.merge_log import Image
from hdplanner.storage.merge_rows import Answer, Conflict, Decision
from hdplanner.storage.merge_values import fits

_BETWEEN = "\n\n"


def settled(
    layout: Layout, row: Image, conflict: Conflict, decision: Decision, *, mine_first: bool, author: str
) -> Image:
    """Return the row of a conflict with what was decided. Raises ``UnfitAnswerError`` for what it does not take."""
    answer = decision.answer
    if answer not in conflict.answers:
        raise UnfitAnswerError
    if answer in (Answer.MINE, Answer.THEIRS):
        take = Take.FIRST if (answer is Answer.MINE) == mine_first else Take.SECOND
        chosen = json.loads(row[take.value])
    elif answer is Answer.BOTH:
        take, chosen = Take.BOTH, _both(layout, row, conflict)
    else:
        take, chosen = Take.EDITED, _written(layout, conflict, decision.value)
    return row | {
        "taken": take.value,
        "chosen": as_json(chosen),
        "decided_by": author,
        "decided_at": stored_instant(datetime.now(UTC).isoformat()),
    }


def _both(layout: Layout, row: Image, conflict: Conflict) -> Any:
    """Return both texts, the earlier first; of two stakeholders, none to join."""
    if conflict.kind is ConflictKind.DUPLICATE:
        return None
    return _written(layout, conflict, _BETWEEN.join(json.loads(row[name]) for name in ("first", "second")))


def _written(layout: Layout, conflict: Conflict, value: object) -> Any:
    """Return a value as the field keeps it."""
    kind = layout.metadata.tables[conflict.table].columns[conflict.field].type
    if isinstance(kind, CleanText) and isinstance(value, str):
        try:
            value = cleaned(value, kind.limit, conflict.field)
        except TextTooLongError as error:
            raise UnfitAnswerError from error
    if not fits(layout.metadata, conflict.table, conflict.field, value):
        raise UnfitAnswerError
    return value
