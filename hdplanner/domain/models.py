"""Importing this module maps every class, so that ``Base.metadata`` is complete."""

from __future__ import annotations

from hdplanner.domain import (
    campaign,
    channels,
    meetings,
    merging,
    messages,
    network,
    objectives,
    office,
    packs,
    risks,
    stakeholders,
    views,
)
from hdplanner.domain.base import Base

MODULES = (
    office,
    campaign,
    objectives,
    stakeholders,
    network,
    messages,
    channels,
    meetings,
    risks,
    packs,
    views,
    merging,
)

METADATA = Base.metadata

CLASSES: dict[str, type[Base]] = {
    mapper.local_table.name: mapper.class_  # type: ignore[attr-defined]  # a FromClause that is a Table
    for mapper in Base.registry.mappers
}
"""The mapped class of each table."""
