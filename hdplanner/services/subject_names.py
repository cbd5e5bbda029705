"""Whom or what a name means: a stakeholder, a meeting or a visit, for those who choose a pack's subject by name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Meeting, Visit
from hdplanner.errors import AmbiguousNameError, NotFoundError
from hdplanner.services.pack_rows import Subject
from hdplanner.services.stakeholders import find_stakeholder


def find_subject(session: Session, name: str) -> Subject:
    """Return the stakeholder, else the meeting, else the visit with this name, title or key.

    Raises ``NotFoundError`` and ``AmbiguousNameError``.
    """
    try:
        return Subject(stakeholder_id=find_stakeholder(session, name))
    except NotFoundError as unknown:
        meeting = _titled(session, Meeting, name)
        if meeting is not None:
            return Subject(meeting_id=meeting)
        visit = _titled(session, Visit, name)
        if visit is not None:
            return Subject(visit_id=visit)
        raise unknown


def _titled(session: Session, mapped: type[Meeting] | type[Visit], name: str) -> str | None:
    folded = name.strip().casefold()
    rows = session.execute(select(mapped.id, mapped.title)).all()
    matching = [key for key, title in rows if key == name or title.strip().casefold() == folded]
    if len(matching) > 1:
        raise AmbiguousNameError(name, matching)
    return matching[0] if matching else None
