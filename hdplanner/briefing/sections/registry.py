"""Which sections there are, and which of them a kind of pack is made of. A new kind or section is a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hdplanner.briefing.content import Block
from hdplanner.briefing.sections.annex import annex
from hdplanner.briefing.sections.decisions import decision_path
from hdplanner.briefing.sections.meetings import meetings
from hdplanner.briefing.sections.messages import messages
from hdplanner.briefing.sections.objectives import objectives
from hdplanner.briefing.sections.plan import plan
from hdplanner.briefing.sections.profiles import profiles
from hdplanner.briefing.sections.promises import promises
from hdplanner.briefing.sections.risks import risks
from hdplanner.briefing.sections.scene import issue, scene
from hdplanner.briefing.sections.stakeholders import stakeholder_table
from hdplanner.briefing.sections.standing import standing
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import PackKind
from hdplanner.i18n import N_
from hdplanner.services.plan_rows import PlanView


@dataclass(frozen=True, slots=True)
class SectionMaker:
    """A section by its stable name: its title, and how its blocks are made of what an audience may see."""

    id: str
    title: str
    make: Callable[[PlanView, Voice], list[Block]]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pack: its sections in their usual order."""

    kind: PackKind
    sections: tuple[str, ...]


SECTIONS: dict[str, SectionMaker] = {
    maker.id: maker
    for maker in (
        SectionMaker("scene", N_("Scene setter"), scene, new_page=True),
        SectionMaker("issue", N_("The issue"), issue),
        SectionMaker("objectives", N_("Objectives and asks"), objectives),
        SectionMaker("decisions", N_("Decision path"), decision_path),
        SectionMaker("standing", N_("Where they stand"), standing, new_page=True),
        SectionMaker("stakeholders", N_("Stakeholders"), stakeholder_table),
        SectionMaker("profiles", N_("Who decides"), profiles),
        SectionMaker("messages", N_("Messages"), messages),
        SectionMaker("plan", N_("Plan and calendar"), plan),
        SectionMaker("meetings", N_("Meetings"), meetings),
        SectionMaker("promises", N_("Our promises and theirs"), promises),
        SectionMaker("risks", N_("Risks and decisions"), risks),
        SectionMaker("annex", N_("Annex"), annex),
    )
}
"""Every section by its stable name, which kept packs and commands use."""

FREE_TEXT = "text"
"""The name of a section of one's own words; it may stand several times."""

KINDS: dict[PackKind, Kind] = {PackKind.CAMPAIGN: Kind(PackKind.CAMPAIGN, tuple(SECTIONS))}
"""The kinds that can be made."""
