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
from hdplanner.i18n import _

SHORTEST = 3
"""Names of fewer characters are not searched in free text: they would hit ordinary words."""


@dataclass(frozen=True)
class Pseudonyms:
    """The code name of each stakeholder, and every name by which one of them is known."""

    codes: dict[str, str]
    known: dict[str, str]

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
        for place, (key, name, short_name, code_name) in enumerate(stakeholders, start=1):
            code = code_name or _("Stakeholder {number}").format(number=place)
            codes[key] = code if coded else _("(name left out)")
            known.update({name: key, short_name: key})
        aliases = select(StakeholderName.name, StakeholderName.stakeholder_id)
        holders = select(PostHolder.name, PostHolder.post_id)
        for name, key in [*session.execute(aliases), *session.execute(holders)]:
            known.setdefault(name, key)
        return cls(codes, {name: key for name, key in known.items() if len(name) >= SHORTEST})

    def of(self, stakeholder_id: str) -> str:
        """Return the code name of a stakeholder."""
        return self.codes.get(stakeholder_id, "")

    def hide(self, text: str) -> str:
        """Return ``text`` with every known name, in any capitals, replaced by its code name."""
        if not text or self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self.codes[self._folded[match.group().casefold()]], text)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): key for name, key in self.known.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self.known, key=len, reverse=True)
        if not names:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
