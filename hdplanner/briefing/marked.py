"""Which of the records that were read stand in a pack: the highest of them is its marking.

What is in doubt counts: a pack is rather marked too high than too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hdplanner.briefing.content import Section, printable
from hdplanner.briefing.inventory import texts_in
from hdplanner.briefing.sections.registry import SECTIONS
from hdplanner.domain.rules_disclosure import highest
from hdplanner.domain.values import Sensitivity
from hdplanner.services.disclosure import BACKGROUND, JUDGEMENT, SeenItem
from hdplanner.services.pack_rows import PackView

_ALWAYS = "frame"
"""The campaign itself: its title stands in every pack."""


def marking_of(view: PackView, sections: Iterable[Section], least: Sensitivity | None) -> Sensitivity:
    """The highest marking of anything in the sections, or a higher one that was chosen."""
    held = [item.sensitivity for item in printed_items(view, tuple(sections))]
    return highest([*held, view.markings.get("", Sensitivity.PUBLIC), *([least] if least else [])])


def printed_items(view: PackView, sections: tuple[Section, ...]) -> Iterator[SeenItem]:
    """The records that the sections print from; what is about a stakeholder only where that one is named."""
    printed = [section for section in sections if printable(section.blocks)]
    parts = set(_parts(printed))
    told = "\n".join(text for section in printed for text in texts_in(section))
    unnamed = {
        row.id for plan in view.plans for row in plan.stakeholders if row.name and row.name not in told
    }
    for item in view.seen:
        if item.part in parts and item.about not in unnamed:
            yield item


def _parts(sections: Iterable[Section]) -> Iterator[str]:
    yield _ALWAYS
    for section in sections:
        maker = SECTIONS.get(section.id)
        if maker is None:
            yield "files"
            continue
        yield from maker.reads
        if maker.judges:
            yield from (part + JUDGEMENT for part in maker.reads)
        if maker.withheld:
            yield from (part + BACKGROUND for part in maker.reads)
