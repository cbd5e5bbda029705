"""What a check says: a finding, how grave it is, and what may be done about it. Knows no rule and no fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hdplanner.domain.choices import Choice
from hdplanner.i18n import N_

AT_FIRST = 3
"""So many findings are shown at first; the rest on request."""

ABOUT_LIMIT = 8
"""A finding is known again by its code and at most so many keys."""


class Severity(Choice):
    """How grave a finding is."""

    ERROR = "error", N_("Error")
    WARNING = "warning", N_("Warning")
    HINT = "hint", N_("Hint")

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}

FIXES: dict[str, str] = {
    "plan-contact": N_("Plan one"),
    "move-after": N_("Move it"),
    "next-working-day": N_("Move it"),
    "unschedule": N_("Unschedule"),
    "ask-review": N_("Ask for review"),
    "choose-variant": N_("Choose the variant"),
    "back-to-idea": N_("Hold it back"),
    "due-with-window": N_("Set the date"),
    "link-window": N_("Link the window"),
    "break-circle": N_("Break the circle"),
    "make-private": N_("Make it private"),
    "lift-proof": N_("Take it out"),
    "close-approach": N_("Cancel it"),
}
"""What a fix is called on its button. What each does stands in ``services.check_fixes``."""


class Trouble(NamedTuple):
    """What a rule found on a record: the sentence, the other records that it is about, and how to mend it.

    ``others`` belong to what the finding is known by again; ``touches`` are records that it concerns besides.
    ``fix_keys`` are the records that the fix works on. ``place`` is where to go, if not the record itself.
    """

    message: str
    others: tuple[str, ...] = ()
    touches: tuple[str | None, ...] = ()
    fix: str | None = None
    fix_keys: tuple[str, ...] = ()
    place: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found. ``kind`` and ``id`` say where to go: a table and a key.

    ``about`` are the keys that it is known by again, with its code; ``touches`` further records that it concerns.
    ``reason`` says why it was silenced, by whom.
    """

    code: str
    severity: Severity
    message: str
    why: str
    kind: str
    id: str
    about: tuple[str, ...]
    fix: str | None = None
    fix_label: str = ""
    silenced: bool = False
    reason: str = ""
    fix_keys: tuple[str, ...] = ()
    touches: frozenset[str] = frozenset()

    @property
    def value(self) -> str:
        """What a silenced finding is known by: its code, a colon, and the keys that it is about."""
        return f"{self.code}:{','.join(self.about)}"
