"""What stands around stakeholders in one campaign, read at once for all: parents, owners, roles, groups.

Only reads; `stakeholders` puts it into the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Involvement
from hdplanner.domain.network import Coalition, CoalitionMember
from hdplanner.domain.office import Tag, TeamMember
from hdplanner.domain.stakeholders import Stakeholder, StakeholderRole, StakeholderTag
from hdplanner.domain.values import StakeholderRoleValue
from hdplanner.services.disclosure import Lens, SeenRow


@dataclass(frozen=True, slots=True)
class Around:
    """Names of parents, owners, roles, coalitions (ids) and tags (words), by stakeholder."""

    names: dict[str, str]
    involvement: dict[str, SeenRow]
    owners: dict[str, str]
    roles: dict[str, list[StakeholderRoleValue]]
    coalitions: dict[str, tuple[str, ...]]
    tags: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, session: Session, campaign_id: str, lens: Lens, ids: Collection[str] | None) -> Around:
        """Read what stands around the stakeholders of a campaign, or around those of ``ids`` only."""
        mine = [Involvement.campaign_id == campaign_id]
        if ids is not None:
            mine.append(Involvement.stakeholder_id.in_(ids))
        parents = select(Stakeholder.parent_id).where(Stakeholder.parent_id.is_not(None))
        involved = lens.rows(session, Involvement, *mine, only=("stakeholder_id", "owner_id", "next_step"))
        return cls(
            names={
                row.id: row.name
                for row in lens.rows(session, Stakeholder, Stakeholder.id.in_(parents), only=("name",))
            },
            involvement={row.stakeholder_id: row for row in involved},
            owners={row.id: row.name for row in lens.rows(session, TeamMember)},
            roles=_roles(session, campaign_id, lens, ids),
            coalitions=_coalitions(session, campaign_id, lens, ids),
            tags=_tags(session, lens, ids),
        )


def _roles(
    session: Session, campaign_id: str, lens: Lens, ids: Collection[str] | None
) -> dict[str, list[StakeholderRoleValue]]:
    where = [StakeholderRole.campaign_id == campaign_id]
    if ids is not None:
        where.append(StakeholderRole.stakeholder_id.in_(ids))
    roles: dict[str, list[StakeholderRoleValue]] = defaultdict(list)
    for row in lens.rows(session, StakeholderRole, *where):
        if row.value is not None:
            roles[row.stakeholder_id].append(row.value)
    return roles


def _coalitions(
    session: Session, campaign_id: str, lens: Lens, ids: Collection[str] | None
) -> dict[str, tuple[str, ...]]:
    """The coalitions that the audience may see, by member."""
    seen = [row.id for row in lens.rows(session, Coalition, Coalition.campaign_id == campaign_id)]
    if not seen:
        return {}
    where = [CoalitionMember.coalition_id.in_(seen)]
    if ids is not None:
        where.append(CoalitionMember.stakeholder_id.in_(ids))
    found: dict[str, tuple[str, ...]] = {}
    for row in lens.rows(session, CoalitionMember, *where, order=(CoalitionMember.coalition_id,)):
        found[row.stakeholder_id] = (*found.get(row.stakeholder_id, ()), row.coalition_id)
    return found


def _tags(session: Session, lens: Lens, ids: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    """The words by which the office sorts its stakeholders, in their order."""
    names = {row.id: row.name for row in lens.rows(session, Tag)}
    if not names:
        return {}
    where = [] if ids is None else [StakeholderTag.stakeholder_id.in_(ids)]
    found: dict[str, list[str]] = defaultdict(list)
    for row in lens.rows(session, StakeholderTag, *where):
        if row.tag_id in names:
            found[row.stakeholder_id].append(names[row.tag_id])
    return {key: tuple(sorted(words, key=str.casefold)) for key, words in found.items()}
