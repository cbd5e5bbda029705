"""Every name that the file knows of persons and institutions: what is searched for before a pack leaves the house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Delegate, MeetingRecord
from hdplanner.domain.name_search import NameSearch, tidy
from hdplanner.domain.office import TeamMember
from hdplanner.domain.stakeholders import PostHolder, Stakeholder, StakeholderName
from hdplanner.domain.values import StakeholderKind

Who = Literal["person", "post", "institution", "ours"]

_KINDS: dict[StakeholderKind, Who] = {
    StakeholderKind.PERSON: "person",
    StakeholderKind.POST: "post",
}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name, whose it is (a table and a key), and what they are to us."""

    name: str
    who: Who
    kind: str
    id: str


def known_names(session: Session) -> list[KnownName]:
    """Return all names of the office's file, each once for each of its bearers."""
    found = {(one.name.casefold(), one.kind, one.id): one for one in _names(session) if tidy(one.name)}
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.kind, one.id))


def named_in(text: str, names: list[KnownName]) -> list[KnownName]:
    """Return those whose name stands in a text, however it is printed there, in their order."""
    there = {found.name for found in NameSearch(one.name for one in names).find(text)}
    return [one for one in names if tidy(one.name) in there]


def _names(session: Session) -> Iterator[KnownName]:
    kinds: dict[str, Who] = {}
    columns = select(Stakeholder.id, Stakeholder.name, Stakeholder.short_name, Stakeholder.kind)
    for key, name, short, kind in session.execute(columns):
        kinds[key] = _KINDS.get(kind, "institution")
        for one in (name, short):
            yield KnownName(one, kinds[key], "stakeholder", key)
    for name, key in session.execute(select(StakeholderName.name, StakeholderName.stakeholder_id)):
        yield KnownName(name, kinds.get(key, "institution"), "stakeholder", key)
    for name, key in session.execute(select(PostHolder.name, PostHolder.post_id)):
        yield KnownName(name, "person", "stakeholder", key)
    for key, name in session.execute(select(TeamMember.id, TeamMember.name)):
        yield KnownName(name, "ours", "team_member", key)
    for name, key in session.execute(select(Delegate.name, Delegate.meeting_id)):
        yield KnownName(name, "person", "meeting", key)
    for name, key in session.execute(select(MeetingRecord.written_by, MeetingRecord.meeting_id)):
        yield KnownName(name, "ours", "meeting", key)
