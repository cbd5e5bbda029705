"""The sections that tell a campaign, in their usual order, and those that only partners need."""

from __future__ import annotations

from hdplanner.briefing.sections.annex import annex
from hdplanner.briefing.sections.calendar import ahead
from hdplanner.briefing.sections.decisions import decision_path
from hdplanner.briefing.sections.findings import findings
from hdplanner.briefing.sections.maker import SectionMaker, of_plan
from hdplanner.briefing.sections.meetings import meetings
from hdplanner.briefing.sections.messages import messages
from hdplanner.briefing.sections.movement import moved
from hdplanner.briefing.sections.network import network
from hdplanner.briefing.sections.objectives import objectives
from hdplanner.briefing.sections.partners import coordination, counterparts
from hdplanner.briefing.sections.plan import plan
from hdplanner.briefing.sections.profiles import profiles
from hdplanner.briefing.sections.promises import promises
from hdplanner.briefing.sections.risks import risks
from hdplanner.briefing.sections.scene import issue, scene
from hdplanner.briefing.sections.stakeholders import stakeholder_table
from hdplanner.briefing.sections.standing import standing
from hdplanner.briefing.sections.summary import summary
from hdplanner.i18n import N_

PARTNER_SECTIONS: tuple[SectionMaker, ...] = (
    SectionMaker(
        "counterparts",
        N_("Who is addressed"),
        counterparts,
        ("stakeholders", "windows", "objectives"),
    ),
    SectionMaker(
        "coordination",
        N_("How we work together"),
        coordination,
        ("frame", "messages", "windows", "activities"),
    ),
)

PLAN_SECTIONS: tuple[SectionMaker, ...] = (
    SectionMaker(
        "summary",
        N_("In short"),
        of_plan(summary),
        ("objectives", "windows", "stakeholders", "activities", "commitments"),
        judges=True,
    ),
    SectionMaker("scene", N_("Scene setter"), of_plan(scene), ("frame",)),
    SectionMaker(
        "moved",
        N_("What moved since the last pack"),
        moved,
        ("movement", "meetings", "commitments", "decisions"),
        judges=True,
    ),
    SectionMaker("issue", N_("The issue"), of_plan(issue), ("frame",)),
    SectionMaker(
        "objectives", N_("Objectives and asks"), of_plan(objectives), ("objectives", "red_lines", "windows")
    ),
    SectionMaker("decisions", N_("Decision path"), of_plan(decision_path), ("windows",)),
    SectionMaker(
        "standing",
        N_("Where they stand"),
        of_plan(standing),
        ("frame", "stakeholders", "objectives"),
        judges=True,
    ),
    SectionMaker(
        "network",
        N_("Who reaches whom"),
        network,
        ("network",),
        new_page=True,
        judges=True,
    ),
    SectionMaker(
        "stakeholders", N_("Stakeholders"), of_plan(stakeholder_table), ("stakeholders",), judges=True
    ),
    SectionMaker(
        "profiles",
        N_("Who decides"),
        profiles,
        ("stakeholders", "portraits", "ties", "windows", "meetings", "commitments", "network"),
        judges=True,
    ),
    SectionMaker("messages", N_("Messages"), of_plan(messages), ("messages",), withheld=True),
    SectionMaker("plan", N_("Plan and calendar"), of_plan(plan), ("activities", "windows")),
    SectionMaker("ahead", N_("What lies ahead"), ahead, ("planned", "windows")),
    SectionMaker("meetings", N_("Meetings"), of_plan(meetings), ("meetings",)),
    SectionMaker("promises", N_("Our promises and theirs"), of_plan(promises), ("commitments",)),
    SectionMaker("risks", N_("Risks and decisions"), of_plan(risks), ("risks", "decisions")),
    SectionMaker("checks", N_("What the checks find"), findings, ("findings",)),
    SectionMaker("annex", N_("Annex"), of_plan(annex), ("stakeholders", "portraits", "windows"), judges=True),
)
