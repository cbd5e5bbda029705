"""The sections for a successor, in their usual order: promises first."""

from __future__ import annotations

from hdplanner.briefing.sections.handover_care import care, holdings
from hdplanner.briefing.sections.handover_days import next_days
from hdplanner.briefing.sections.handover_people import introductions, last_contacts, unanswered
from hdplanner.briefing.sections.handover_promises import our_promises, their_promises
from hdplanner.briefing.sections.maker import SectionMaker
from hdplanner.i18n import N_

HANDOVER_SECTIONS: tuple[SectionMaker, ...] = (
    SectionMaker("our_promises", N_("Our promises"), our_promises, ("promises",)),
    SectionMaker("their_promises", N_("Their promises"), their_promises, ("promises",)),
    SectionMaker("unanswered", N_("Letters without an answer"), unanswered, ("letters",)),
    SectionMaker(
        "next_days",
        N_("The next thirty days"),
        next_days,
        ("meetings", "windows", "activities", "promises", "objectives", "follow_ups"),
    ),
    SectionMaker(
        "last_contacts", N_("Last contacts"), last_contacts, ("contacts", "stakeholders"), judges=True
    ),
    SectionMaker(
        "introductions",
        N_("Introductions to make"),
        introductions,
        ("network", "stakeholders", "portraits"),
        judges=True,
    ),
    SectionMaker(
        "care",
        N_("Where to take care"),
        care,
        ("care", "stakeholders", "portraits", "promises", "risks"),
        judges=True,
    ),
    SectionMaker("holdings", N_("Who holds papers of ours"), holdings, ("copies",)),
)
