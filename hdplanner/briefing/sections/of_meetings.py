"""The sections for a meeting: before it, and what is left on the table."""

from __future__ import annotations

from hdplanner.briefing.sections.appointment import aim, meeting, programme
from hdplanner.briefing.sections.background import background, limits, movement
from hdplanner.briefing.sections.between import between_us
from hdplanner.briefing.sections.card import at_a_glance, avoid, card_answers, card_points
from hdplanner.briefing.sections.leave_behind import contact, evidence, reasons, request
from hdplanner.briefing.sections.maker import SectionMaker
from hdplanner.briefing.sections.room import protocol, room, sensitivities
from hdplanner.briefing.sections.spoken import answers, if_raised, points
from hdplanner.briefing.sections.visits import visit_meetings
from hdplanner.i18n import N_

_THERE = ("meeting", "meetings", "stakeholders", "portraits")

MEETING_SECTIONS: tuple[SectionMaker, ...] = (
    SectionMaker(
        "at_a_glance",
        N_("At a glance"),
        at_a_glance,
        (*_THERE, "objectives", "messages", "visit"),
        untitled=True,
    ),
    SectionMaker("card_points", N_("Points to make"), card_points, ("messages", "frame")),
    SectionMaker("card_answers", N_("If raised"), card_answers, ("meeting", "messages")),
    SectionMaker("avoid", N_("To avoid"), avoid, ("meeting",)),
    SectionMaker("programme", N_("Programme"), programme, ("visit",)),
    SectionMaker("aim", N_("What we want"), aim, ("meeting", "objectives", "messages", "frame")),
    SectionMaker("meeting", N_("The meeting"), meeting, ("meeting",)),
    SectionMaker("points", N_("Points to make"), points, ("messages", "frame")),
    SectionMaker("if_raised", N_("If raised"), if_raised, ("meeting", "messages", "frame")),
    SectionMaker("answers", N_("Questions and answers"), answers, ("meeting", "messages", "frame")),
    SectionMaker("room", N_("Who is in the room"), room, _THERE, judges=True),
    SectionMaker("between_us", N_("Promises between us"), between_us, ("meeting", "promises")),
    SectionMaker(
        "background",
        N_("Background"),
        background,
        ("frame", "meeting", "visit", "messages"),
        withheld=True,
    ),
    SectionMaker(
        "limits", N_("Limits"), limits, ("frame", "meeting", "visit", "messages", "objectives", "red_lines")
    ),
    SectionMaker("sensitivities", N_("Take care"), sensitivities, _THERE),
    SectionMaker("protocol", N_("Protocol"), protocol, _THERE),
    SectionMaker(
        "movement", N_("In the Movement"), movement, ("frame", "meeting", "visit", "messages", "objectives")
    ),
    SectionMaker(
        "visit_meetings",
        N_("The meetings"),
        visit_meetings,
        ("visit", "stakeholders", "portraits", "messages", "promises"),
        judges=True,
    ),
    SectionMaker("request", N_("In brief"), request, ("objectives", "messages")),
    SectionMaker("reasons", N_("Why"), reasons, ("messages",)),
    SectionMaker("evidence", N_("Evidence"), evidence, ("messages",)),
    SectionMaker("contact", N_("Contact"), contact, ("frame",)),
)
