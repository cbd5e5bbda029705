"""What a section is to the packs that it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hdplanner.briefing.content import Block
from hdplanner.briefing.sections.voice import Voice
from hdplanner.services.pack_rows import PackView
from hdplanner.services.plan_rows import PlanView

Make = Callable[[PackView, Voice], list[Block]]


@dataclass(frozen=True, slots=True)
class SectionMaker:
    """A section by its stable name: its title, and how its blocks are made of what an audience may see.

    ``reads`` names the parts of the view that it prints from: they decide how the pack is marked. ``judges`` tells
    that it prints judgements about people, ``withheld`` that it prints what is background only. An ``untitled`` one is named where it is chosen, and not on the page.
    """

    id: str
    title: str
    make: Make
    reads: tuple[str, ...]
    new_page: bool = False
    landscape: bool = False
    judges: bool = False
    withheld: bool = False
    untitled: bool = False


def of_plan(make: Callable[[PlanView, Voice], list[Block]]) -> Make:
    """A section of the pack's own campaign."""
    return lambda view, voice: make(view.plan, voice)
