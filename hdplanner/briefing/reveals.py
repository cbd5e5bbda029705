"""What a pack would tell: each named person, each judgement, each item above the chosen marking, to be approved.

Looks at the very words that are printed, with the names that the file knows; nothing of it is in the pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import PackContent, printable
from hdplanner.briefing.inventory import texts_of
from hdplanner.briefing.marked import printed_items
from hdplanner.briefing.sections.registry import SECTIONS
from hdplanner.domain.labels import label
from hdplanner.domain.values import Influence, NamesShown, Position, Sensitivity
from hdplanner.i18n import _, format_date
from hdplanner.services.finding import title_of_record
from hdplanner.services.known_names import KnownName, known_names, named_in
from hdplanner.services.pack_rows import PackView
from hdplanner.services.stakeholders import StakeholderRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REPLACED = (NamesShown.ROLES, NamesShown.CODE_NAMES)
_PASSAGE = 4  # words: what is shorter is a label or a title


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a pack tells: a record by its table and key, what it is called, and what is told of it."""

    kind: str
    id: str
    title: str
    what: str = ""
    marking: Sensitivity | None = None


@dataclass(frozen=True, slots=True)
class Reveals:
    """What is to be approved before a pack leaves the house.

    ``passages`` are free texts of a pack under code names: the known names in them are replaced, and somebody must
    read what remains.
    """

    persons: tuple[Told, ...]
    organisations: tuple[Told, ...]
    judgements: tuple[Told, ...]
    above_marking: tuple[Told, ...]
    passages: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to approve."""
        return not (self.persons or self.judgements or self.above_marking or self.passages)


def reveals(session: Session, view: PackView, content: PackContent, options: PackOptions) -> Reveals:
    """Look through a composed pack. A read: the session tells the names that the file knows."""
    told = "\n".join(texts_of(content))
    named = named_in(told, known_names(session))
    return Reveals(
        persons=_by_bearer(one for one in named if one.who != "institution"),
        organisations=_by_bearer(one for one in named if one.who == "institution"),
        judgements=tuple(_judgements(view, content, told)),
        above_marking=tuple(_above(session, view, content, options)),
        passages=tuple(_passages(view, told)) if view.profile.names in _REPLACED else (),
    )


def _by_bearer(names: Iterator[KnownName]) -> tuple[Told, ...]:
    """One line a person, under the longest of the names that are printed."""
    found: dict[tuple[str, str, str], KnownName] = {}
    for one in names:
        key = (one.who, one.kind, one.id)
        if key not in found or len(one.name) > len(found[key].name):
            found[key] = one
    rows = (Told(one.kind, one.id, one.name, one.who) for one in found.values())
    return tuple(sorted(rows, key=lambda row: (row.title.casefold(), row.id)))


def _judgements(view: PackView, content: PackContent, told: str) -> Iterator[Told]:
    printed = {section.id for section in content.sections if printable(section.blocks)}
    if any(maker.judges for name in printed if (maker := SECTIONS.get(name)) is not None):
        for plan in view.plans:
            for row in plan.stakeholders:
                if row.name and row.name in told and (said := _judged(row)):
                    yield Told("stakeholder", row.id, row.name, said)
    for record in view.meeting.records if view.meeting else ():
        if record.our_reading and record.our_reading.strip() in told:
            yield Told("meeting", view.meeting.id if view.meeting else "", _("Our reading of the meeting"))


def _judged(row: StakeholderRow) -> str:
    """A judgement in words: what was rated, and when."""
    parts = []
    if row.influence is not None:
        parts.append(_("influence: {step}").format(step=_(Influence(row.influence).text)))
    if row.position is not None:
        parts.append(_("position: {step}").format(step=_(Position(row.position).text)))
    if row.relationship is not None:
        parts.append(_("relationship"))
    if parts and row.made_on is not None:
        parts.append(format_date(row.made_on))
    return " · ".join(parts)


def _above(session: Session, view: PackView, content: PackContent, options: PackOptions) -> Iterator[Told]:
    """What the pack prints that is above the marking that was chosen for the pack."""
    if options.marking is None:
        return
    seen = {
        (item.table, item.id): item.sensitivity
        for item in printed_items(view, content.sections)
        if item.sensitivity.rank > options.marking.rank
    }
    for (table, key), marking in sorted(seen.items(), key=lambda one: (-one[1].rank, one[0])):
        title = title_of_record(session, table, key)
        yield Told(table, key, title or label(marking), marking=marking)


def _passages(view: PackView, told: str) -> Iterator[str]:
    """Every free text of the plan that is printed, once, in the order of the plan."""
    seen: set[str] = set()
    for text in _texts(view):
        passage = text.strip()
        if len(passage.split()) >= _PASSAGE and passage not in seen and passage in told:
            seen.add(passage)
            yield passage


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from _texts(inner)
