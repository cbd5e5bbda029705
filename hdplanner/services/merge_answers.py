"""What can be answered to a conflict: what each answer is called there, and what a new value is written from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Enum

from hdplanner.domain.base import PROSE, CleanText, Rating
from hdplanner.domain.models import METADATA
from hdplanner.domain.values import ConflictKind
from hdplanner.i18n import N_, _
from hdplanner.services.merge_rows import Draft
from hdplanner.storage.merge_rows import Answer, Conflict

_VERBS: dict[Answer, str] = {
    Answer.MINE: N_("Take mine"),
    Answer.THEIRS: N_("Take theirs"),
    Answer.BOTH: N_("Take both"),
    Answer.EDITED: N_("Write anew"),
}
_ONE_OR_TWO: dict[Answer, str] = {
    Answer.MINE: N_("One: keep mine"),
    Answer.THEIRS: N_("One: keep theirs"),
    Answer.BOTH: N_("They are two"),
}


def verbs_of_field(conflict: Conflict) -> dict[Answer, str]:
    """Return the answers about a field, and what they are called; both only where both fit into it."""
    found = {answer: _(_VERBS[answer]) for answer in Answer if answer in conflict.answers}
    if _too_long_together(conflict):
        found.pop(Answer.BOTH, None)
    return found


def verbs_of_record(conflict: Conflict) -> dict[Answer, str]:
    """Return the answers about a whole record, and what they are called."""
    possible = [answer for answer in Answer if answer in conflict.answers and answer is not Answer.EDITED]
    if conflict.kind is ConflictKind.DUPLICATE:
        return {answer: _(_ONE_OR_TWO[answer]) for answer in possible}
    gone = {Answer.MINE: conflict.mine.value is None, Answer.THEIRS: conflict.theirs.value is None}
    return {answer: _("Delete it") if gone[answer] else _("Keep it") for answer in possible if answer in gone}


def draft_of(conflict: Conflict, text: Callable[[object], str]) -> Draft | None:
    """Return what a new value is written from; nothing for a field that only takes one of two."""
    column: Any = METADATA.tables[conflict.table].columns.get(conflict.field)
    if column is None or Answer.EDITED not in conflict.answers:
        return None
    mine, theirs = conflict.mine.value, conflict.theirs.value
    if isinstance(column.type, CleanText):
        both = "\n\n".join(str(one) for one in (mine, theirs) if one)
        limit = column.type.limit
        long = limit >= PROSE and len(both) <= limit
        return Draft(both if long else str(mine or theirs or ""), limit)
    values: list[object] = [None] if column.nullable else []
    if isinstance(column.type, Rating):
        values += [int(step) for step in column.type.scale]
    elif isinstance(column.type, Enum) and column.type.enum_class is not None:
        values += [member.value for member in column.type.enum_class]
    else:
        return None
    return Draft(mine, options=tuple((value, text(value)) for value in values))


def _too_long_together(conflict: Conflict) -> bool:
    column: Any = METADATA.tables[conflict.table].columns.get(conflict.field)
    sides = (conflict.mine.value, conflict.theirs.value)
    texts = column is not None and isinstance(column.type, CleanText)
    return texts and sum(len(str(side or "")) for side in sides) + 2 > column.type.limit
