"""Code names: one for each stakeholder, the same in every field, figure and sentence of a pack.

What is replaced in free text are the known names and aliases; that is never called anonymous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.stakeholders import PostHolder, Stakeholder, StakeholderName
from hdplanner.domain.values import Sensitivity, StakeholderKind
from hdplanner.i18n import _

SHORTEST = 3
"""Names of fewer characters are not searched in free text: they would hit ordinary words."""

_IN_CAPITALS = 3
"""Acronyms of up to so many letters are searched in capitals only, and in addresses: WHO is not who."""
_ADDRESS_BEFORE, _ADDRESS_BEHIND = re.compile(r"\w\.$|[/@]$"), re.compile(r"\.\w|[/@]")


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
        searched = {name: key for name, key in known.items() if len(name) >= SHORTEST}
        return cls(codes, searched, coded, frozenset(open_ones))

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
        if not text or self._pattern is None:
            return text
        return self._pattern.sub(self._replaced, text)

    def _replaced(self, match: re.Match[str]) -> str:
        found = match.group()
        folded = found.casefold()
        if folded in self._capitals and not found.isupper() and not _in_address(match):
            return found
        return self.codes[self._folded[folded]]

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The acronyms that are ordinary words in small letters, perhaps."""
        short = (name for name in self.known if len(name) <= _IN_CAPITALS and name.isupper())
        return frozenset(name.casefold() for name in short)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): key for name, key in self.known.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self.known, key=len, reverse=True)
        if not names:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def _in_address(match: re.Match[str]) -> bool:
    """Whether what was found stands in an address on the web, where all is written small."""
    text, start, end = match.string, match.start(), match.end()
    return bool(
        _ADDRESS_BEFORE.search(text[max(0, start - 2) : start]) or _ADDRESS_BEHIND.match(text[end : end + 2])
    )
