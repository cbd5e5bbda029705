"""Rows in an order that people make: put a new one last, and move one between two others."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hdplanner.domain.base import Base
from hdplanner.domain.ranks import rank_between
from hdplanner.services.values import get


def last_rank(session: Session, mapped: type[Base], **parent: str) -> str:
    """Return the rank that puts a new row of ``mapped`` behind all others of the same ``parent`` columns."""
    table: Any = mapped
    found = select(func.max(table.rank)).where(
        *[getattr(table, name) == value for name, value in parent.items()]
    )
    session.flush()
    return rank_between(session.execute(found).scalar_one_or_none(), None)


def move_to(session: Session, mapped: type[Base], row_id: str, place: int, *, parent: str) -> None:
    """Put a row at a place (0 is first) among those that share its ``parent`` column; only its own rank changes.

    Where two neighbours share a rank, as two offices may have given it, all of them get fresh ones.
    """
    table: Any = mapped
    row: Any = get(session, mapped, row_id)
    siblings = list(
        session.scalars(
            select(table)
            .where(getattr(table, parent) == getattr(row, parent), table.id != row_id)
            .order_by(table.rank, table.id)
        )
    )
    place = max(0, min(place, len(siblings)))
    before = siblings[place - 1].rank if place else None
    after = siblings[place].rank if place < len(siblings) else None
    if before is not None and after is not None and before >= after:
        _rank_anew([*siblings[:place], row, *siblings[place:]])
    else:
        row.rank = rank_between(before, after)
    session.flush()


def _rank_anew(rows: list[Any]) -> None:
    from hdplanner.domain.ranks import ranks_for

    for row, rank in zip(rows, ranks_for(len(rows)), strict=True):
        row.rank = rank
