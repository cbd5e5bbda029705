"""Ways to look at a list that people gave a name: which columns, in which order, sorted and filtered how."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from hdplanner.domain.base import LINE, PROSE, SHORT, Base, part_of, words


class SavedView(Base):
    """A named view of one room's table in one campaign. It stands in the file, since a filter may hold a name.

    ``spec`` is the room's own JSON; one that the room cannot read is shown as the plain table.
    """

    __tablename__ = "saved_view"

    campaign_id: Mapped[str] = part_of("campaign")
    room: Mapped[str] = words(SHORT, "none", search=False)
    name: Mapped[str] = words(LINE, "none")
    spec: Mapped[str] = words(PROSE, "note", search=False)
