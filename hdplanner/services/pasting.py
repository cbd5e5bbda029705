"""A pasted table becomes stakeholders and cells, all in one act. What the table means is ``exchange``'s part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.services import importing
from hdplanner.services.assessments import involve
from hdplanner.services.cells import Cells, write_cells
from hdplanner.services.importing import StakeholderDraft
from hdplanner.services.values import get


def paste_table(
    session: Session,
    *,
    campaign_id: str,
    drafts: Sequence[StakeholderDraft],
    cells: Cells,
    made_on: date,
    author: str,
    objective_id: str | None = None,
) -> int:
    """Make the stakeholders of ``drafts`` and write ``cells``, of theirs and of others; return how many these are.

    A stakeholder of the office that was not in the campaign becomes part of it. Raises what ``write_cells`` raises.
    """
    if drafts:
        importing.apply(session, drafts, campaign_id=campaign_id, author=author, today=made_on)
        session.expire_all()
    for key in cells:
        get(session, Stakeholder, key)
        involve(session, campaign_id, key)
    session.flush()
    write_cells(
        session,
        campaign_id=campaign_id,
        cells=cells,
        made_on=made_on,
        author=author,
        objective_id=objective_id,
    )
    return len({draft.id for draft in drafts} | cells.keys())
