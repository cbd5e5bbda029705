"""A merge in words: which record and field, both sides as people read them, what each answer is called.

Takes what storage planned and returns frozen rows; on a ``coded`` screen code names stand in the place of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hdplanner.domain.merging import MergeConflict
from hdplanner.domain.models import METADATA
from hdplanner.domain.name_search import tidy
from hdplanner.domain.values import ConflictKind, NamesShown
from hdplanner.i18n import N_, _, format_datetime, format_number
from hdplanner.services.merge_answers import draft_of, verbs_of_field, verbs_of_record
from hdplanner.services.merge_rows import (
    Act,
    FieldTexts,
    ShownChange,
    ShownConflict,
    ShownMerge,
    SideText,
)
from hdplanner.services.pseudonyms import Pseudonyms
from hdplanner.services.record_words import OPAQUE, RecordWords, field_word, fields_shown, noun_word, tells
from hdplanner.storage.changes import RowChange
from hdplanner.storage.merge_rows import Answer, Claim, Conflict, Image, MergePlan, Past

Hidden = Callable[[str], str]

_OF_QUESTIONS = ("kind", "of_field", "taken", "decided_by", "decided_at")
"""What is told of a question that another merge asked."""
_UNSAID = frozenset({"campaign_id"})
"""Fields that say nothing of a record that is new: everything in the file belongs to a plan of the office."""


def shown_merge(session: Session, plan: MergePlan, file: str, *, coded: bool = False) -> ShownMerge:
    """Return a whole plan as people read it; behind code names where the screen is ``coded``."""
    words = _Words(session, _images(plan), _codes(session, coded))
    changes = [words.change(one) for one in plan.incoming]
    return ShownMerge(
        file,
        _past(plan),
        _from_whom(plan.authors),
        tuple(sorted(changes, key=lambda one: (one.noun, one.record.casefold(), one.row_id))),
        words.conflicts(plan.conflicts),
    )


def shown_conflicts(
    session: Session, conflicts: Iterable[Conflict], *, coded: bool = False
) -> tuple[ShownConflict, ...]:
    """Return conflicts as people read them, those of a record together."""
    found = list(conflicts)
    return _Words(session, _claimed(found), _codes(session, coded)).conflicts(found)


def open_conflict_count(session: Session) -> int:
    """Return how many conflicts of earlier merges nobody has decided yet."""
    wanted = select(func.count()).select_from(MergeConflict).where(MergeConflict.taken.is_(None))
    return int(session.execute(wanted).scalar_one())


def _codes(session: Session, coded: bool) -> Pseudonyms | None:
    return Pseudonyms.read(session, NamesShown.CODE_NAMES) if coded else None


Images = list[tuple[str, str, Image]]


def _images(plan: MergePlan) -> Images:
    rows = [(one.table, one.row_id, one.before or one.after or {}) for one in plan.incoming]
    return rows + _claimed(plan.conflicts)


def _claimed(conflicts: Iterable[Conflict]) -> Images:
    """Return the records that stand whole in conflicts."""
    found: Images = []
    for one in conflicts:
        for key, value in ((one.row_id, one.mine.value), (one.second_id or one.row_id, one.theirs.value)):
            if isinstance(value, Mapping):
                found.append((one.table, str(value.get("id", key)), value))
    return found


class _Words:
    """Says what a merge speaks of; knows the records that only the other copy has by their images."""

    def __init__(self, session: Session, images: Images, pseudonyms: Pseudonyms | None) -> None:
        self._words = RecordWords(session)
        self._hide: Hidden = str
        self._coded = pseudonyms is not None
        if pseudonyms is not None:
            self._hide = _with_arrivals(pseudonyms, images).hide
        order = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}
        for table, key, image in sorted(images, key=lambda one: order.get(one[0], 0)):
            if image:
                self._words.learn(table, key, image)

    def conflicts(self, conflicts: Iterable[Conflict]) -> tuple[ShownConflict, ...]:
        """Return conflicts by the names of their records."""
        made = [self.conflict(one) for one in conflicts]
        return tuple(sorted(made, key=lambda one: (one.record.casefold(), one.table, one.row_id, one.title)))

    def change(self, change: RowChange) -> ShownChange:
        """Return a row that comes in, with the fields that tell something."""
        before, after = change.before, change.after
        act = Act.ADDED if before is None else Act.DELETED if after is None else Act.CHANGED
        shown = _OF_QUESTIONS if change.table == MergeConflict.__tablename__ else fields_shown(change.table)
        if act is not Act.CHANGED:
            shown = tuple(field for field in shown if field not in _UNSAID)
        lines = [
            replace(line, before=self._hide(line.before), after=self._hide(line.after))
            for line in self._words.changes(change.table, before, after, shown)
        ]
        return ShownChange(
            *(change.table, change.row_id, self._called(change), noun_word(change.table), act, tuple(lines))
        )

    def _called(self, change: RowChange) -> str:
        """Return the name of a row; of a question that was settled elsewhere, that of what it is about."""
        image = change.after or change.before or {}
        if change.table == MergeConflict.__tablename__:
            return self._name(str(image.get("of_table")), str(image.get("of_row")))
        return self._name(change.table, change.row_id)

    def conflict(self, conflict: Conflict) -> ShownConflict:
        """Return one conflict, of a field or of a whole record."""
        made = self._of_field(conflict) if conflict.field else self._of_record(conflict)
        why = made.why
        if conflict.left_open:
            why = _("{why} It was left open by an earlier merge.").format(why=why)
        return replace(made, why=why, hanging=_hanging(conflict.hanging), left_open=conflict.left_open)

    def _of_field(self, conflict: Conflict) -> ShownConflict:
        draft = draft_of(conflict, partial(self._words.value, conflict.table, conflict.field))
        if self._coded and draft is not None and not draft.options:
            draft = None  # whoever writes on a text behind code names would write them into the file
        verbs = verbs_of_field(conflict)
        if draft is None:
            verbs.pop(Answer.EDITED, None)
        return ShownConflict(
            conflict.key,
            conflict.table,
            conflict.row_id,
            conflict.kind,
            self._record(conflict),
            noun_word(conflict.table),
            field_word(conflict.table, conflict.field),
            _(_WHY[conflict.kind]) if _has_past(conflict) else _("The two copies differ here."),
            self._base(conflict),
            self._side(conflict, conflict.mine),
            self._side(conflict, conflict.theirs),
            verbs,
            draft=draft,
        )

    def _base(self, conflict: Conflict) -> SideText | None:
        """Return the value that both had; nothing where that is not known."""
        known = conflict.kind is ConflictKind.FIELD and _has_past(conflict)
        if conflict.base is None and not known:
            return None
        return self._side(conflict, Claim(conflict.base))

    def _side(self, conflict: Conflict, claim: Claim) -> SideText:
        text = self._text(conflict.table, conflict.field, claim.value, {})
        if conflict.kind is ConflictKind.CIRCLE:
            said = _("{record} belongs to {other}.") if claim.value else _("{record} belongs to no other.")
            text = said.format(record=self._name(conflict.table, conflict.row_id), other=text)
        return SideText(text, claim.author, _when(claim.at), claim.value in (None, ""))

    def _of_record(self, conflict: Conflict) -> ShownConflict:
        heads, fields = self._fields(conflict)
        return ShownConflict(
            conflict.key,
            conflict.table,
            conflict.row_id,
            conflict.kind,
            self._record(conflict),
            noun_word(conflict.table),
            _(conflict.kind.text),
            _why_of_record(conflict),
            None,
            self._whole(conflict, conflict.mine),
            self._whole(conflict, conflict.theirs),
            verbs_of_record(conflict),
            fields=fields,
            heads=heads,
        )

    def _whole(self, conflict: Conflict, claim: Claim) -> SideText:
        gone = claim.value is None
        if gone:
            text = _("Deleted")
        elif conflict.kind is ConflictKind.DUPLICATE and isinstance(claim.value, Mapping):
            text = self._hide(str(claim.value.get("name") or ""))
        else:
            orphan = conflict.kind is ConflictKind.ORPHAN
            text = _("Kept, with what was added to it") if orphan else _("Changed")
        return SideText(text, claim.author, _when(claim.at), gone)

    def _fields(self, conflict: Conflict) -> tuple[tuple[str, str], tuple[FieldTexts, ...]]:
        """Return the fields of whole records side by side, below what the two columns are called."""
        base, mine, theirs = (
            value if isinstance(value, Mapping) else None
            for value in (conflict.base, conflict.mine.value, conflict.theirs.value)
        )
        if mine is not None and theirs is not None:
            heads, first, second = (_("In this file"), _("In the other copy")), mine, theirs
        else:
            heads, first, second = (_("Before"), _("Changed to")), base or {}, mine or theirs or {}
            if not base:
                heads = ("", "")
        fields = []
        for field in fields_shown(conflict.table):
            old, new = first.get(field), second.get(field)
            told = old != new if first else field not in _UNSAID and tells(conflict.table, field, new)
            if told and field not in OPAQUE:
                texts = [
                    self._text(conflict.table, field, value, held) if held else ""
                    for value, held in ((old, first), (new, second))
                ]
                fields.append(FieldTexts(field_word(conflict.table, field), *texts))
        return heads, tuple(fields)

    def _text(self, table: str, field: str, value: object, of: Image) -> str:
        return self._hide(self._words.value(table, field, value, of))

    def _record(self, conflict: Conflict) -> str:
        """Return what a conflict is about: a record, or two."""
        first = self._name(conflict.table, conflict.row_id)
        if not conflict.second_id:
            return first
        second = self._name(conflict.table, conflict.second_id)
        if first == second:
            return first
        return _("{first} and {second}").format(first=first, second=second)

    def _name(self, table: str, key: str) -> str:
        return self._hide(self._words.name(table, key))


_WHY: dict[ConflictKind, str] = {
    ConflictKind.FIELD: N_("Both copies changed this, each to something else."),
    ConflictKind.CIRCLE: N_("Both copies moved records, and together the two moves make a circle."),
    ConflictKind.DELETED: N_("One copy changed this, the other deleted it."),
    ConflictKind.ORPHAN: N_("One copy deleted this, the other added something to it."),
    ConflictKind.DUPLICATE: N_("This may be one and the same."),
}


def _why_of_record(conflict: Conflict) -> str:
    here = conflict.mine.value is None
    if conflict.kind is ConflictKind.DELETED:
        return (
            _("It was deleted in this file, and changed in the other copy.")
            if here
            else _("It was changed in this file, and deleted in the other copy.")
        )
    if conflict.kind is ConflictKind.ORPHAN:
        return (
            _(
                "It was deleted in this file, while the other copy added something that belongs or points to it."
            )
            if here
            else _(
                "It was deleted in the other copy, while here something was added that belongs or points to it."
            )
        )
    if conflict.kind is ConflictKind.DUPLICATE:
        return _("Each copy added one. They may be one and the same; if so, nothing of either is lost.")
    return _(_WHY[conflict.kind])


def _has_past(conflict: Conflict) -> bool:
    """Tell whether a log knows how the two sides came to differ."""
    return conflict.mine.at is not None or conflict.theirs.at is not None


def _hanging(rows: Iterable[tuple[str, str]]) -> str:
    counts = Counter(noun_word(table) for table, _key in rows)
    if not counts:
        return ""
    parts = [
        _("{noun}: {count}").format(noun=noun, count=format_number(count)) for noun, count in counts.items()
    ]
    return _("What belongs to it comes or goes with it. {what}.").format(what=_(", ").join(parts))


def _when(at: datetime | None) -> str:
    if at is None:
        return ""
    return format_datetime((at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone())


def _past(plan: MergePlan) -> str:
    if plan.past is Past.COMPACTED:
        return _(
            "The common history of the two copies was compacted, so they are compared as they stand. "
            "What only one of them has is kept: nothing is deleted by this merge."
        )
    if plan.shared_until is None:
        return _("The two copies have no change in common.")
    return _("Both copies shared everything until {when}.").format(when=_when(plan.shared_until))


def _from_whom(authors: Mapping[str, int]) -> str:
    if not authors:
        return ""
    parts = [
        _("{author}: {count}").format(author=author or _("nobody named"), count=format_number(count))
        for author, count in sorted(authors.items(), key=lambda one: (-one[1], one[0]))
    ]
    return _("Changes made in the other copy, by whom: {what}.").format(what=_(", ").join(parts))


def _with_arrivals(pseudonyms: Pseudonyms, images: Images) -> Pseudonyms:
    """Return the code names with some for stakeholders that only the other copy has."""
    codes, known = dict(pseudonyms.codes), dict(pseudonyms.known)
    for table, key, image in images:
        if table != "stakeholder" or not image:
            continue
        if key not in codes:
            number = format_number(len(codes) + 1)
            codes[key] = str(image.get("code_name") or _("Stakeholder {number}").format(number=number))
        for name in (image.get("name"), image.get("short_name")):
            if name:
                known.setdefault(tidy(str(name)), key)
    for table, _key, image in images:
        owner = {"stakeholder_name": "stakeholder_id", "post_holder": "post_id"}.get(table)
        if owner is not None and image.get("name") and image.get(owner) in codes:
            known.setdefault(tidy(str(image["name"])), str(image[owner]))
    return replace(pseudonyms, codes=codes, known=known)
