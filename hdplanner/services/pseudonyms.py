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
from hdplanner.domain.values import Sensitivity, StakeholderKind
from hdplanner.i18n import _

_PUBLIC_BODIES = select(Stakeholder.id).where(
    Stakeholder.kind == StakeholderKind.INSTITUTION, Stakeholder.sensitivity == Sensitivity.PUBLIC
)
"""Institutions that the office marked as public: naming them tells nothing of anybody."""


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
    def read(cls, session: Session, *, coded: bool) -> Pseudonyms:
        """Collect all names of the office's stakeholders. One without a code name gets a number for one.

        Where nobody may be told apart (not ``coded``), all of them are called by the same neutral words.
        """
        codes: dict[str, str] = {}
        known: dict[str, str] = {}
        stakeholders = session.execute(
            select(Stakeholder.id, Stakeholder.name, Stakeholder.short_name, Stakeholder.code_name).order_by(
                Stakeholder.id
            )
        ).all()
        open_ones = set() if coded else set(session.scalars(_PUBLIC_BODIES))
        for place, (key, name, short_name, code_name) in enumerate(stakeholders, start=1):
            code = code_name or _("Stakeholder {number}").format(number=place)
            codes[key] = code if coded else _("(name left out)")
            known.update({name: key, short_name: key})
        for name, key in session.execute(select(StakeholderName.name, StakeholderName.stakeholder_id)):
            known.setdefault(name, key)
        known = {name: key for name, key in known.items() if key not in open_ones}
        for name, key in session.execute(select(PostHolder.name, PostHolder.post_id)):
            known.setdefault(name, key)
        return cls(codes, {tidy(name): key for name, key in known.items()}, coded, frozenset(open_ones))

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
