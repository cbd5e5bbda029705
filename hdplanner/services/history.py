"""The history of the file as people read it: each step as a sentence, by whom and when, and what it changed.

Reads only. A long history is read piece by piece: first the order of its steps, then the steps that are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.models import CLASSES
from hdplanner.i18n import N_, _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services import edit_labels
from hdplanner.services.history_parts import with_parts
from hdplanner.services.record_words import FieldChange, RecordWords, fields_shown, noun_word
from hdplanner.services.stakeholders import find_stakeholder
from hdplanner.storage import history_log
from hdplanner.storage.changes import FRESH, GroupKind
from hdplanner.storage.history_log import Key, LoggedRow, LoggedStep

MOST_RECORDS = 200
"""So many records of one step are shown; an import may have changed tens of thousands."""

_MOST_NAMED = 200
_BITE = 200
_FIRST_DAY = date(1970, 1, 2)

KINDS: dict[str, tuple[str, ...]] = {
    "stakeholder": (
        "stakeholder",
        "stakeholder_name",
        "post_holder",
        "stakeholder_language",
        "stakeholder_tag",
        "contact",
        "stakeholder_role",
        "stakeholder_motive",
        "involvement",
        "distinct_pair",
    ),
    "assessment": ("assessment", "assessment_basis"),
    "tie": ("tie", "coalition", "coalition_member", "relation", "messenger", "network_place"),
    "objective": (
        "objective",
        "ask",
        "ask_conflict",
        "red_line",
        "bottom_line",
        "change_step",
        "decision_window",
        "decision_step",
        "movement_consultation",
    ),
    "message": (
        "message",
        "support",
        "proof_point",
        "message_proof",
        "variant",
        "counter_argument",
        "message_version",
        "principles_check",
        "principle_concern",
        "word_choice",
        "bank_line",
    ),
    "activity": ("activity", "activity_dependency"),
    "meeting": ("meeting", "visit", "delegate", "agenda_item", "meeting_record", "commitment", "follow_up"),
    "risk": ("risk", "decision", "progress_marker", "marker_reading"),
    "pack": ("pack", "pack_section", "hand_out", "hand_out_fact", "audience_profile", "attachment"),
    "campaign": ("campaign", "campaign_goal", "campaign_language", "office", "team_member", "tag"),
}
"""The kinds of record that a history is filtered by, each with the tables that belong to it."""

_ACTS: dict[GroupKind, str] = {
    GroupKind.UNDO: N_("Undone: {step}"),
    GroupKind.REDO: N_("Done again: {step}"),
}


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What part of the history is wanted; days are those of the reader's own calendar.

    ``named`` are the keys of the records that the text names: ``prepared`` finds them, once for all pieces.
    """

    author: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""
    text: str = ""
    record: Key | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the history. ``at`` is in local time; ``undone`` where it does not stand now.

    One that ``can_go_back`` can be undone, with all that was done after it.
    """

    number: int
    group: str
    kind: GroupKind
    sentence: str
    author: str
    at: datetime
    undone: bool
    compacted: bool
    adopted: bool
    can_go_back: bool


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that a step added, changed or deleted; of one that was erased nothing is told."""

    table: str
    key: str
    noun: str
    name: str
    act: str
    there: bool
    fields: tuple[FieldChange, ...] = ()
    erased: bool = False


@dataclass(frozen=True, slots=True)
class StepDetails:
    """What one step changed, and how many further records it changed besides those listed."""

    records: tuple[RecordChange, ...]
    more: int = 0


def prepared(session: Session, wanted: HistoryFilter) -> HistoryFilter:
    """Return what is wanted with the records that its text names."""
    return replace(wanted, named=tuple(_named(session, wanted.text)) if wanted.text.strip() else ())


def order(session: Session, wanted: HistoryFilter) -> list[int]:
    """Return the numbers of the steps by time, newest first; what ``steps`` filters by is not looked at yet."""
    return history_log.step_order(
        session,
        since=_start_of(wanted.since),
        until=_start_of(wanted.until, days=1),
        of=None if wanted.record is None else with_parts(session, *wanted.record),
    )


def steps(session: Session, numbers: Sequence[int], wanted: HistoryFilter) -> list[StepRow]:
    """Return those of some steps that are wanted, in the order of ``numbers``."""
    found = history_log.steps(
        session,
        numbers,
        history_log.Wanted(wanted.author, KINDS.get(wanted.kind, ()), wanted.text, wanted.named),
    )
    words = RecordWords(session)
    return [_row(session, words, step) for step in found]


def details(
    session: Session, number: int, record: Key | None = None, limit: int = MOST_RECORDS
) -> StepDetails:
    """Return what one step changed, record by record; only ``record`` and its parts, where it is given."""
    rows = history_log.step_rows(session, number, limit if record is None else -1)
    more = 0 if limit < 0 else max(0, history_log.count_rows(session, number) - len(rows))
    if record is not None:
        wanted = set(with_parts(session, *record))
        rows = [row for row in rows if (row.table, row.key) in wanted]
        more = 0
    words = RecordWords(session)
    records = tuple(change for row in _ends(rows) if (change := record_change(words, row)) is not None)
    return StepDetails(records, more)


def record_name(session: Session, record: Key) -> str:
    """Return what a record is called, also where it is not there any more."""
    return RecordWords(session).name(*record)


def groups(session: Session, wanted: HistoryFilter) -> frozenset[str]:
    """Return the ids of the steps that are wanted."""
    return frozenset(step.group for step in history_log.steps(session, order(session, wanted)))


def find_record(session: Session, name: str) -> Key:
    """Return the record with this id, else the stakeholder with this name.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    for table in history_log.tables_of(session, name):
        return table, name
    return "stakeholder", find_stakeholder(session, name)


def authors(session: Session) -> list[str]:
    """Return everybody who signed a step, by name."""
    return [name for name in history_log.authors(session) if name]


def record_change(words: RecordWords, row: LoggedRow) -> RecordChange | None:
    """Return one change of a record in words; ``None`` where nothing that people see has changed."""
    noun = noun_word(row.table)
    if words.erased(row.table, row.key):
        return RecordChange(
            row.table, row.key, noun, words.name(row.table, row.key), _("erased"), there=False
        )
    held = row.after or row.before
    name = words.name(row.table, row.key, held)
    there = words.row(row.table, row.key) is not None
    changed = tuple(words.changes(row.table, row.before, row.after, fields_shown(row.table)))
    if row.before is None or row.after is None:
        act = _("erased") if held is None else _("added") if row.before is None else _("deleted")
        return RecordChange(row.table, row.key, noun, name, act, there, changed)
    return RecordChange(row.table, row.key, noun, name, _("changed"), there, changed) if changed else None


def _row(session: Session, words: RecordWords, step: LoggedStep) -> StepRow:
    sentence = edit_labels.sentence(session, step.label, called=words.name)
    if step.kind in _ACTS:
        sentence = _(_ACTS[step.kind]).format(step=sentence)
    return StepRow(
        number=step.seq,
        group=step.group,
        kind=step.kind,
        sentence=sentence,
        author=step.author,
        at=step.at.astimezone(),
        undone=step.undone,
        compacted=step.compacted,
        adopted=step.adopted,
        can_go_back=(
            step.kind in FRESH
            and step.label.key not in edit_labels.FIRST_STEPS
            and not (step.undone or step.compacted or step.adopted)
        ),
    )


def _ends(rows: Iterable[LoggedRow]) -> list[LoggedRow]:
    """Return the changes of a step with those of one row made one: from what was before it to what it left."""
    found: dict[Key, LoggedRow] = {}
    for row in rows:
        first = found.get((row.table, row.key))
        before = row.before if first is None else first.before
        found[row.table, row.key] = LoggedRow(row.seq, row.step, row.table, row.key, before, row.after)
    return [row for row in found.values() if row.before != row.after]


def _start_of(day: date | None, days: int = 0) -> datetime | None:
    """Return when a day of the reader's calendar begins, in UTC; ``days`` later."""
    if day is None:
        return None
    return datetime.combine(max(day, _FIRST_DAY) + timedelta(days=days), time()).astimezone(UTC)


def _named(session: Session, text: str) -> Iterable[str]:
    """Yield the keys of records that a text names, since a step knows those by their keys alone."""
    for table in ("stakeholder", "activity", "message", "campaign", "meeting", "coalition", "pack"):
        mapped = CLASSES[table]
        columns = mapped.__table__.c
        column = columns["name"] if "name" in columns else columns["title"]
        found = select(mapped.id).where(column.icontains(text.strip(), autoescape=True))
        yield from session.scalars(found.limit(_MOST_NAMED))


def told_whole(
    session: Session, wanted: HistoryFilter, progress: Progress = NO_PROGRESS
) -> Iterator[tuple[StepRow, StepDetails]]:
    """Yield every step that is wanted with all that it changed, newest first. Read it to its end at once."""
    wanted = prepared(session, wanted)
    numbers = order(session, wanted)
    for start in range(0, len(numbers), _BITE):
        progress.step(start, len(numbers))
        for step in steps(session, numbers[start : start + _BITE], wanted):
            yield step, details(session, step.number, wanted.record, limit=-1)
