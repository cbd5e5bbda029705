"""Which sections there are, and which of them a kind of pack is made of. A new kind is a line here.

The sections themselves are listed by what they speak of: a plan, a meeting, a record, a handover.
"""

from __future__ import annotations

from dataclasses import dataclass

from hdplanner.briefing.content import Cover
from hdplanner.briefing.sections.maker import SectionMaker
from hdplanner.briefing.sections.of_handover import HANDOVER_SECTIONS
from hdplanner.briefing.sections.of_meetings import MEETING_SECTIONS
from hdplanner.briefing.sections.of_plans import PARTNER_SECTIONS, PLAN_SECTIONS
from hdplanner.briefing.sections.of_records import RECORD_SECTIONS
from hdplanner.domain.values import PackKind
from hdplanner.i18n import N_

SECTIONS: dict[str, SectionMaker] = {
    maker.id: maker
    for maker in (
        *PLAN_SECTIONS,
        *MEETING_SECTIONS,
        *RECORD_SECTIONS,
        *HANDOVER_SECTIONS,
        *PARTNER_SECTIONS,
    )
}
"""Every section by its stable name, which kept packs and commands use."""

FREE_TEXT = "text"
"""The name of a section of one's own words; it may stand several times."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pack: its sections in their usual order, how it begins, how large its letters are.

    ``most_pages`` is what a reader expects of it at most: letters are set smaller before it becomes longer.
    A ``card`` is held in the hand. ``printed`` is what it is called on the page, where that is not what its authors call it.
    """

    kind: PackKind
    sections: tuple[str, ...]
    cover: Cover = Cover.HEAD
    size: float = 1.0
    most_pages: int = 0
    printed: str = ""
    card: bool = False


KINDS: dict[PackKind, Kind] = {
    kind.kind: kind
    for kind in (
        Kind(
            PackKind.SPEAKING_CARD,
            ("at_a_glance", "card_points", "card_answers", "avoid"),
            size=1.2,
            most_pages=1,
            card=True,
        ),
        Kind(
            PackKind.MEETING_BRIEF,
            (
                *("programme", "visit_meetings", "aim", "meeting", "points", "if_raised", "answers"),
                *("room", "between_us", "background", "limits", "sensitivities", "protocol", "movement"),
            ),
            most_pages=4,
        ),
        Kind(PackKind.CAMPAIGN, tuple(maker.id for maker in PLAN_SECTIONS), Cover.PAGE, size=0.92),
        Kind(
            PackKind.LEAVE_BEHIND,
            ("request", "reasons", "evidence", "contact"),
            size=1.1,
            most_pages=2,
            printed=N_("Aide-memoire"),
        ),
        Kind(
            PackKind.PARTNER,
            (
                *("scene", "issue", "objectives", "decisions", "counterparts", "messages", "plan"),
                "coordination",
            ),
            Cover.PAGE,
        ),
        Kind(
            PackKind.RECORD,
            ("record", "said", "their_words", "our_reading", "agreed", "to_do"),
        ),
        Kind(PackKind.READ_OUT, ("met", "read_out", "announced")),
        Kind(
            PackKind.HANDOVER,
            (
                *("our_promises", "their_promises", "unanswered", "last_contacts"),
                *("introductions", "care", "next_days", "risks", "holdings"),
            ),
            Cover.PAGE,
            size=0.92,
        ),
    )
}
"""The kinds that can be made."""
