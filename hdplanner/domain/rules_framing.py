"""How to frame a message: by how well a counterpart knows the norm, and how far interests meet.

Pure. After R. Grace, "Humanitarian negotiation with parties to armed conflict" (2020), and the CCHN field manual on
when a legal argument helps; the wording is ours.
"""

from __future__ import annotations

from hdplanner.domain.choices import Choice
from hdplanner.domain.values import NormFamiliarity
from hdplanner.i18n import N_


class Framing(Choice):
    """On what a message should rest, for one counterpart."""

    SHARED_LAW = "shared-law", N_("Law and shared interest together")
    LAW = "law", N_("The law as common ground, then what it asks of both")
    INTEREST = "interest", N_("Their interest first, the law behind it")
    LISTEN = "listen", N_("Listen first, then facts both can see")

    @property
    def advice(self) -> str:
        """What that means in a sentence, to be translated."""
        return _ADVICE[self]


_ADVICE = {
    Framing.SHARED_LAW: N_("They know the norm and want what we want: name both, and ask for the next step."),
    Framing.LAW: N_(
        "They know the norm but want something else: argue in law only where it is in force and they accept it."
    ),
    Framing.INTEREST: N_("They want what we want but do not know the norm: show how it serves them."),
    Framing.LISTEN: N_("Neither the norm nor the aim is shared yet: leave law aside, and begin with facts."),
}


def framing(familiarity: NormFamiliarity | None, position: int | None) -> Framing | None:
    """Return how to frame a message; ``None`` while either is not assessed. An uncommitted one counts as apart."""
    if familiarity is None or position is None:
        return None
    knows, meets = familiarity is not NormFamiliarity.NONE, position > 0
    if knows:
        return Framing.SHARED_LAW if meets else Framing.LAW
    return Framing.INTEREST if meets else Framing.LISTEN
