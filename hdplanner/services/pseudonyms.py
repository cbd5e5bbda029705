"""Code names: one for each stakeholder, the same in every field, figure and sentence of a pack.

What is replaced in free text are the known names and aliases; that is never called anonymous.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.name_search import NameSearch, tidy
from hdplanner.domain.stakeholders import PostHolder, Stakeholder, StakeholderName
from hdplanner.domain.values import NamesShown, Sensitivity, StakeholderKind
from hdplanner.i18n import _

_PUBLIC_BODIES = select(Stakeholder.id).where(
    Stakeholder.kind == StakeholderKind.INSTITUTION, Stakeholder.sensitivity == Sensitivity.PUBLIC
)
"""Institutions that the office marked as public: naming them tells nothing of anybody."""
_NO_PERSONS = select(Stakeholder.id).where(Stakeholder.kind != StakeholderKind.PERSON)


@dataclass(frozen=True)
class Pseudonyms:
    """The code name of each stakeholder, and every name by which one of them is known.

    ``named`` are those whose own name may be read all the same: public bodies, and whom a text is addressed to.
    """

    codes: dict[str, str]
    known: dict[str, str]
    coded: bool = True
    named: frozenset[str] = frozenset()

    @classmethod
    def read(cls, session: Session, names: NamesShown) -> Pseudonyms:
        """Collect all names of the office's stakeholders, and what each is called where ``names`` are shown so.

        Behind code names one without its own gets a number; left out, all of them are called by the same words. By
        post and institution only persons, and the holders of posts, are called otherwise than they are.
        """
        columns = (Stakeholder.name, Stakeholder.short_name, Stakeholder.code_name, Stakeholder.kind)
        found = session.execute(
            select(Stakeholder.id, *columns, Stakeholder.parent_id).order_by(Stakeholder.id)
        )
        rows = found.all()
        own = {row.id: row.name for row in rows}
        codes = {}
        for place, row in enumerate(rows, start=1):
            if names is NamesShown.CODE_NAMES:
                codes[row.id] = row.code_name or _("Stakeholder {number}").format(number=place)
            elif names is NamesShown.ROLES:
                person = row.kind is StakeholderKind.PERSON
                codes[row.id] = _role(own.get(row.parent_id, "")) if person else row.name
            else:
                codes[row.id] = _("(name left out)")
        known = {name: row.id for row in rows for name in (row.name, row.short_name)}
        for name, key in session.execute(select(StakeholderName.name, StakeholderName.stakeholder_id)):
            known.setdefault(name, key)
        said = _said_as_they_are(session, names)
        known = {name: key for name, key in known.items() if key not in said}
        for name, key in session.execute(select(PostHolder.name, PostHolder.post_id)):
            known.setdefault(name, key)
        coded = names in (NamesShown.CODE_NAMES, NamesShown.ROLES)
        return cls(codes, {tidy(name): key for name, key in known.items()}, coded, said)

    def but_for(self, session: Session, stakeholder_id: str) -> Pseudonyms:
        """The same, but whom a text is addressed to, and the institution they speak for, are called by name in it.

        Their holders' names stay hidden: a post is written to, not a person. Code names hide everybody.
        """
        if self.coded:
            return self
        parent = session.execute(
            select(Stakeholder.parent_id).where(Stakeholder.id == stakeholder_id)
        ).scalar()
        holders = set(session.scalars(select(PostHolder.name)))
        spoken_to = frozenset(key for key in (stakeholder_id, parent) if key)
        known = {name: key for name, key in self.known.items() if key not in spoken_to or name in holders}
        return Pseudonyms(self.codes, known, coded=False, named=self.named | spoken_to)

    def of(self, stakeholder_id: str) -> str:
        """Return the code name of a stakeholder."""
        return self.codes.get(stakeholder_id, "")

    def hide(self, text: str) -> str:
        """Return ``text`` with every known name, in any capitals, replaced by its code name."""
        return self._search.replaced(text, lambda name: self.codes[self.known[name]]) if text else text

    @cached_property
    def _search(self) -> NameSearch:
        return NameSearch(self.known)


def _role(institution: str) -> str:
    """What a person is called where persons are not named."""
    return _("a person ({institution})").format(institution=institution) if institution else _("a person")


def _said_as_they_are(session: Session, names: NamesShown) -> frozenset[str]:
    """The stakeholders whose own names may stand: nobody's behind code names."""
    if names is NamesShown.CODE_NAMES:
        return frozenset()
    if names is NamesShown.ROLES:
        return frozenset(session.scalars(_NO_PERSONS))
    return frozenset(session.scalars(_PUBLIC_BODIES))
