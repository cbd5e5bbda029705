"""Who held which post when: what a judgement of a past day has to know. Changes nothing; ``profiles`` does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.rules_movement import Holding
from hdplanner.domain.stakeholders import PostHolder
from hdplanner.services.disclosure import EVERYTHING, Lens


def holdings_by_post(
    session: Session, *, lens: Lens = EVERYTHING, ids: Collection[str] | None = None
) -> dict[str, list[Holding]]:
    """Return the holders of each post, past and present.

    A name that the lens hides is empty; its days stay, for a judgement ends with the holder whoever may know them.
    """
    wanted = select(PostHolder.id, PostHolder.post_id, PostHolder.since_on, PostHolder.until_on)
    names = {
        row.id: row.name for row in lens.rows(session, PostHolder, only=("name", "post_id", "person_id"))
    }
    found: dict[str, list[Holding]] = defaultdict(list)
    for row in session.execute(wanted if ids is None else wanted.where(PostHolder.post_id.in_(ids))):
        found[row.post_id].append(Holding(names.get(row.id, ""), row.since_on, row.until_on))
    return found
