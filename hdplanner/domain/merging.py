"""What two copies of a file disagree about: open until somebody decides, and kept after, so that it travels."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hdplanner.domain.base import LINE, Base, choice, code, instant, words
from hdplanner.domain.values import ConflictKind, Reveals, Take


def _stored_value(reveals: Reveals = "note") -> Mapped[str | None]:
    """A value of any column, as JSON; empty where there is none. It may be as long as the longest text."""
    return mapped_column(Text, default=None, nullable=True, info={"reveals": reveals, "search": False})


class MergeConflict(Base):
    """One disagreement of two copies about a field or a record, the same row in each copy that has seen it.

    Its key derives from what it is about and from both claims, whichever copy is merged into which; the claims stand
    in the order of their writing. Decided, it holds the choice and the value that was chosen. Where two copies decide
    apart, the earlier decision is the one that is kept here; differing values are a new conflict.
    """

    __tablename__ = "merge_conflict"

    kind: Mapped[ConflictKind] = choice(ConflictKind, "none", ConflictKind.FIELD)
    of_table: Mapped[str] = code("none")
    of_row: Mapped[str] = mapped_column(String(36), default="", index=True, info={"reveals": "none"})
    of_field: Mapped[str] = code("none")

    base: Mapped[str | None] = _stored_value()
    first: Mapped[str | None] = _stored_value()
    first_by: Mapped[str] = words(LINE, "name", search=False)
    first_at: Mapped[datetime | None] = instant("none")
    second: Mapped[str | None] = _stored_value()
    second_by: Mapped[str] = words(LINE, "name", search=False)
    second_at: Mapped[datetime | None] = instant("none")

    taken: Mapped[Take | None] = choice(Take, "none", optional=True)
    chosen: Mapped[str | None] = _stored_value()
    decided_by: Mapped[str] = words(LINE, "name", search=False)
    decided_at: Mapped[datetime | None] = instant("none")
