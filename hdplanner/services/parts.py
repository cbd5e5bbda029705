"""Records that hang on a plan, an objective or a message: add, change, reorder and delete any of them.

One concept for all kinds that need no act of their own. ``PARTS`` says of each what it hangs on, what it cannot
be without, and what would make no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.messages import BankLine, CounterArgument, ProofPoint, Support, WordChoice
from hdplanner.domain.models import CLASSES
from hdplanner.domain.objectives import (
    Ask,
    BottomLine,
    ChangeStep,
    MovementConsultation,
    Objective,
    RedLine,
)
from hdplanner.i18n import N_, _
from hdplanner.services.languages import checked_language
from hdplanner.services.message_versions import open_version
from hdplanner.services.ordering import last_rank, move_to
from hdplanner.services.values import EARLIEST, change, get, refused, today_here


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of record: its class, the column of its parent, and the text it cannot be without, if any.

    ``missing`` is the sentence for one that lacks it; ``past`` are days that cannot lie in the future.
    ``wording`` is what is called with the parent's key before approved words would change.
    """

    mapped: type[Base]
    parent: str
    needs: str = ""
    missing: str = ""
    past: tuple[str, ...] = ()
    wording: Callable[[Session, str], object] | None = None

    @property
    def ordered(self) -> bool:
        """Whether people put these in an order."""
        return hasattr(self.mapped, "rank")


PARTS: dict[str, Part] = {
    "objective": Part(Objective, "campaign_id", "title", N_("an objective needs a title")),
    "ask": Part(Ask, "objective_id", past=("met_on",)),
    "bottom_line": Part(BottomLine, "objective_id"),
    "red_line": Part(RedLine, "objective_id", "text", N_("a red line needs its words")),
    "change_step": Part(ChangeStep, "campaign_id"),
    "movement_consultation": Part(MovementConsultation, "campaign_id", past=("held_on",)),
    "support": Part(Support, "message_id", wording=open_version),
    "proof_point": Part(
        ProofPoint,
        "campaign_id",
        "text",
        N_("a proof point needs its words"),
        past=("source_on", "withdrawn_on"),
    ),
    "counter_argument": Part(CounterArgument, "message_id"),
    "word_choice": Part(WordChoice, "campaign_id", "word", N_("say which word it is")),
    "bank_line": Part(BankLine, "campaign_id", "text", N_("a line needs its words"), past=("said_on",)),
}
"""Every kind by the name of its table."""


def add_part(session: Session, *, part: str, parent_id: str, **values: Any) -> str:
    """Add a record of the kind ``part`` under its parent, behind the others, and return its key.

    Raises ``InvalidValueError`` where it lacks what it cannot be without or a day cannot be, and
    ``NotFoundError`` where the parent is gone.
    """
    kind = PARTS[part]
    _check_parent(session, kind, parent_id)
    if kind.wording is not None:
        kind.wording(session, parent_id)
    row: Any = kind.mapped(**{kind.parent: parent_id})
    change(row, values)
    _check(kind, row)
    if kind.ordered and "rank" not in values:
        row.rank = last_rank(session, kind.mapped, **{kind.parent: parent_id})
    session.add(row)
    session.flush()
    return str(row.id)


def update_parts(session: Session, *, part: str, ids: Collection[str], **values: Any) -> None:
    """Change fields of one or several records of a kind, as one act."""
    kind = PARTS[part]
    for key in ids:
        row: Any = get(session, kind.mapped, key)
        if kind.wording is not None and values.get("text", row.text) != row.text:
            kind.wording(session, getattr(row, kind.parent))
        change(row, values)
        _check(kind, row)
    session.flush()


def delete_parts(session: Session, *, part: str, ids: Collection[str]) -> int:
    """Delete records with what hangs on them, and return how many there were; undo brings all back."""
    kind = PARTS[part]
    mapped: Any = kind.mapped
    if kind.wording is not None:
        parents = select(getattr(mapped, kind.parent)).where(mapped.id.in_(ids)).distinct()
        for parent_id in session.scalars(parents).all():
            kind.wording(session, parent_id)
    there = select(func.count()).select_from(mapped).where(mapped.id.in_(ids))
    number = session.execute(there).scalar_one()
    session.execute(delete(mapped).where(mapped.id.in_(ids)))
    session.expire_all()
    return number


def move_part(session: Session, *, part: str, row_id: str, place: int) -> None:
    """Put a record at another place among its siblings; 0 is the first."""
    kind = PARTS[part]
    assert kind.ordered, f"{part} has no order"
    if kind.wording is not None:
        kind.wording(session, getattr(get(session, kind.mapped, row_id), kind.parent))
    move_to(session, kind.mapped, row_id, place, parent=kind.parent)


def _check_parent(session: Session, kind: Part, parent_id: str) -> None:
    table: Any = kind.mapped.__table__
    (key,) = table.c[kind.parent].foreign_keys
    get(session, CLASSES[key.column.table.name], parent_id)


def _check(kind: Part, row: Any) -> None:
    if kind.needs and not (getattr(row, kind.needs) or "").strip():
        raise refused(kind.needs, getattr(row, kind.needs) or "", _(kind.missing))
    if getattr(row, "language", None):
        row.language = checked_language(row.language)
    for column in kind.mapped.__table__.columns:
        value = getattr(row, column.key)
        if isinstance(value, date):
            _check_day(kind, column.key, value)


def _check_day(kind: Part, name: str, value: date) -> None:
    if value < EARLIEST:
        raise refused(name, value, _("the day lies before 1900"))
    if name in kind.past and value > today_here():
        raise refused(name, value, _("the day lies in the future"))
