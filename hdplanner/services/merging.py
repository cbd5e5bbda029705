"""One stakeholder made of two, without loss: all that points to the one that goes then points to the one that stays.

Which columns point to a stakeholder is asked of the mapped classes: a new table needs no line here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from hdplanner.domain.base import PROSE, Base, CleanText
from hdplanner.domain.folding import fold
from hdplanner.domain.models import CLASSES
from hdplanner.domain.network import Tie
from hdplanner.domain.stakeholders import Contact, DistinctPair, Stakeholder, StakeholderName
from hdplanner.domain.values import MOVEMENT, NameKind, Sensitivity
from hdplanner.i18n import _
from hdplanner.services.interchange import DERIVED
from hdplanner.services.values import change, derived, derived_key, get, key_parts, refused

_GROUND: Final = frozenset({"id", "office_id", "parent_id", "kind", "notice"})
"""Columns of a stakeholder that are not joined: each has a rule of its own, or stays as it is."""

_ENDS: Final = ("source_id", "target_id")


def pointers() -> list[tuple[type[Base], tuple[str, ...]]]:
    """Return every mapped class with its columns that name a stakeholder, the parent of one among them."""
    found = []
    for mapped in CLASSES.values():
        table = mapped.__table__
        assert isinstance(table, Table)
        names = tuple(
            column.key
            for column in table.columns
            if any(key.column.table.name == Stakeholder.__tablename__ for key in column.foreign_keys)
        )
        if names:
            found.append((mapped, names))
    return found


def belongings(session: Session, stakeholder_id: str) -> dict[str, int]:
    """Return how many rows of each table name a stakeholder, for those that do."""
    counts = {
        str(mapped.__tablename__): len(_rows(session, mapped, columns, stakeholder_id))
        for mapped, columns in pointers()
    }
    return {table: count for table, count in counts.items() if count}


def merge_stakeholders(
    session: Session, *, keep_id: str, gone_id: str, values: Mapping[str, Any] | None = None
) -> str:
    """Make one stakeholder of two and return its key, which is ``keep_id``.

    ``values`` are the fields that were chosen. In others what is empty takes what the other knows, longer texts are
    joined, warnings stay and the stricter sensitivity counts. The names of the one that goes become further names.
    Raises ``InvalidValueError`` for one and the same, for a component of the Movement beside another body, and for
    a chosen parent that stands below.
    """
    if keep_id == gone_id:
        raise refused("name", gone_id, _("a stakeholder cannot be joined with itself"))
    keep, gone = get(session, Stakeholder, keep_id), get(session, Stakeholder, gone_id)
    if (keep.actor_type in MOVEMENT) != (gone.actor_type in MOVEMENT):
        raise refused("actor_type", gone.name, _("only one of the two is a component of the Movement"))
    chosen = dict(values or {})
    names = [keep.name, keep.short_name, gone.name, gone.short_name]
    if chosen.get("parent_id"):
        _refuse_below(session, chosen["parent_id"], keep_id, gone_id)
    asked = chosen.pop("parent_id", keep.parent_id)
    above = [asked, gone.parent_id]
    _join(keep, gone, chosen)
    change(keep, chosen)
    if not keep.name.strip():
        raise refused("name", keep.name, _("a stakeholder needs a name"))
    session.flush()
    _drop_ties_between(session, keep_id, gone_id)
    moved = [tie.id for tie in _rows(session, Tie, _ENDS, gone_id)]
    for mapped, columns in pointers():
        _repoint(session, mapped, columns, keep_id, gone_id)
    _join_ties(session, keep_id, moved)
    _join_contacts(session, keep_id)
    _keep_names(session, keep, names)
    keep.parent_id = _parent(session, keep_id, gone_id, above)
    session.flush()
    session.execute(delete(Stakeholder).where(Stakeholder.id == gone_id))
    session.expire_all()
    return keep_id


def _join(keep: Stakeholder, gone: Stakeholder, chosen: Mapping[str, Any]) -> None:
    """Let the one that stays know what the other knew, in the fields that nobody chose."""
    table = Stakeholder.__table__
    for column in table.columns:
        if column.key not in _GROUND and column.key not in chosen:
            mine, theirs = getattr(keep, column.key), getattr(gone, column.key)
            setattr(keep, column.key, joined_value(column.type, mine, theirs))


def joined_value(kind: Any, mine: Any, theirs: Any) -> Any:
    """Return one value of two: what is known before what is not, both of long texts, the warning, the stricter."""
    if mine in (None, "") or theirs in (None, ""):
        return theirs if mine in (None, "") else mine
    if isinstance(mine, Sensitivity):
        return max(mine, theirs, key=lambda one: one.rank)
    if isinstance(mine, bool):
        return mine or theirs
    if isinstance(kind, CleanText) and kind.limit >= PROSE:
        return mine if theirs in mine else theirs if mine in theirs else f"{mine}\n{theirs}"
    return mine


def _rows(session: Session, mapped: type[Base], columns: tuple[str, ...], key: str) -> list[Any]:
    where = getattr(mapped, columns[0]) == key
    for name in columns[1:]:
        where |= getattr(mapped, name) == key
    return list(session.scalars(select(mapped).where(where).order_by(mapped.id)))


def _repoint(
    session: Session, mapped: type[Base], columns: tuple[str, ...], keep_id: str, gone_id: str
) -> None:
    """Have the rows of one table name the one that stays; those whose key derives from it get their new key."""
    others = []
    for row in _rows(session, mapped, columns, gone_id):
        if _is_value_row(row):
            _rekey(session, mapped, row, columns, {gone_id: keep_id})
        else:
            others.append(row.id)
    for name in columns if others else ():
        session.execute(
            update(mapped)
            .where(mapped.id.in_(others), getattr(mapped, name) == gone_id)
            .values({name: keep_id})
            .execution_options(synchronize_session=False)
        )
    session.expire_all()


def _is_value_row(row: Base) -> bool:
    """Tell whether a row stands for a value under its parents, so that the same value is the same row."""
    mapped = type(row)
    if str(mapped.__tablename__) in DERIVED:
        return True
    return row.id == derived_key(mapped, {name: getattr(row, name) for name in key_parts(mapped)})


def _rekey(
    session: Session, mapped: type[Base], row: Base, columns: tuple[str, ...], new: Mapping[str, str]
) -> None:
    """Put a value row under its new parent, into the row that stands there where there is one."""
    names = [column.key for column in mapped.__table__.columns if column.key != "id"]
    values = {name: getattr(row, name) for name in names}
    values |= {name: new.get(values[name], values[name]) for name in columns}
    session.delete(row)
    session.flush()
    if mapped is DistinctPair:
        ends = sorted(values[name] for name in columns)
        if ends[0] == ends[1]:
            return
        values |= dict(zip(columns, ends, strict=True))
    made = derived(mapped(**values))
    same = [getattr(mapped, name) == values[name] for name in key_parts(mapped)]
    there = session.scalars(select(mapped).where(*same)).first()
    if there is None:
        session.add(made)
    else:
        _fill(there, made)
    session.flush()


def _fill(there: Base, other: Base) -> None:
    """Give a row what another of the same key knows besides. What belongs together (a place) is not mixed."""
    columns = [column for column in there.__table__.columns if not column.foreign_keys or column.nullable]
    known = {
        column.key: getattr(other, column.key) for column in columns if column.key not in ("id", "value")
    }
    place: Any = there
    if {"x", "y"} <= set(known) and place.x is not None:
        return
    for column in columns:
        if column.key in known:
            value = joined_value(column.type, getattr(there, column.key), known[column.key])
            setattr(there, column.key, value)


def _drop_ties_between(session: Session, keep_id: str, gone_id: str) -> None:
    ends = (keep_id, gone_id)
    session.execute(delete(Tie).where(Tie.source_id.in_(ends), Tie.target_id.in_(ends)))


def _join_ties(session: Session, keep_id: str, moved: Collection[str]) -> None:
    """Join the ties that were ``moved`` with those that say the same: the better evidenced stays, with both texts."""
    kept: dict[tuple[str, ...], Tie] = {}
    for tie in sorted(_rows(session, Tie, _ENDS, keep_id), key=_evidence, reverse=True):
        same = (tie.campaign_id, tie.source_id, tie.target_id, tie.kind)
        better = kept.setdefault(same, tie)
        if better is not tie and {better.id, tie.id} & set(moved):
            _fill(better, tie)
            session.delete(tie)
    session.flush()


def _evidence(tie: Tie) -> tuple[Any, ...]:
    checked = tie.checked_on.isoformat() if tie.checked_on else ""
    return (tie.confidence or 0, checked, bool(tie.evidence), tie.strength or 0, tie.id)


def _join_contacts(session: Session, keep_id: str) -> None:
    seen: dict[tuple[str, str], Contact] = {}
    for contact in _rows(session, Contact, ("stakeholder_id",), keep_id):
        first = seen.setdefault((contact.kind, fold(contact.value)), contact)
        if first is not contact and contact.note in ("", first.note):
            session.delete(contact)
    session.flush()


def _keep_names(session: Session, keep: Stakeholder, names: list[str]) -> None:
    """Keep every name that is not the stakeholder's own as a further name, each once."""
    own = {keep.name.strip(), keep.short_name.strip()}
    seen: set[tuple[str, str]] = set()
    for row in _rows(session, StakeholderName, ("stakeholder_id",), keep.id):
        if (row.name.strip(), row.language) in seen:
            session.delete(row)
        seen.add((row.name.strip(), row.language))
    known = own | {name for name, _language in seen}
    for name in dict.fromkeys(name.strip() for name in names):
        if name and name not in known:
            session.add(StakeholderName(stakeholder_id=keep.id, name=name, kind=NameKind.ALIAS))
    session.flush()


def _parent(session: Session, keep_id: str, gone_id: str, above: list[str | None]) -> str | None:
    """Return the first of ``above`` that does not stand below the stakeholder; a parent that went is no parent."""
    for key in above:
        if key is not None and key not in (keep_id, gone_id) and not _is_below(session, key, keep_id):
            return key
    return None


def _refuse_below(session: Session, parent_id: str, *ids: str) -> None:
    """Refuse a chosen parent that stands below one of the two; one of the two itself is no parent at all."""
    if parent_id not in ids and any(_is_below(session, parent_id, key) for key in ids):
        raise refused("parent", parent_id, _("a stakeholder cannot stand above itself"))


def _is_below(session: Session, key: str, other: str) -> bool:
    """Tell whether ``key`` stands below ``other``, however deep."""
    step: str | None = key
    seen: set[str] = set()
    while step is not None and step not in seen:
        seen.add(step)
        step = session.execute(
            select(Stakeholder.parent_id).where(Stakeholder.id == step)
        ).scalar_one_or_none()
        if step == other:
            return True
    return False
