"""What the checks find, in plain words: what contradicts itself first, then what to look at again."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing.content import Block, Column, Heading, Source, Span, TableBlock, Text
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.checks.findings import AT_FIRST, Severity
from hdplanner.i18n import N_
from hdplanner.services.movement_rows import FindingView
from hdplanner.services.pack_rows import PackView

_TITLES = {Severity.ERROR: N_("To be settled first"), Severity.WARNING: N_("To look at again")}


def findings(view: PackView, voice: Voice) -> list[Block]:
    """For ourselves alone: what is open, each with its reason."""
    blocks: list[Block] = []
    for severity, title in _TITLES.items():
        found = [one for one in view.findings if one.severity is severity]
        blocks += [Heading(voice.gettext(title), 3), _table(found, voice)]
    return blocks


def _table(found: Iterable[FindingView], voice: Voice) -> TableBlock:
    """What has the same reason stands together, where the first of it stood; of many only the first few are told."""
    _ = voice.gettext
    by_reason: dict[str, list[FindingView]] = {}
    for one in found:
        by_reason.setdefault(one.why, []).append(one)
    cells: list[tuple[Text, ...]] = []
    sources: list[Source | None] = []
    for why, group in by_reason.items():
        for place, one in enumerate(group[:AT_FIRST]):
            cells.append((one.message, (Span("" if place else why, muted=True),)))
            sources.append(Source(one.kind, one.id))
        if len(group) > AT_FIRST:
            more = voice.ngettext("and {number} more", "and {number} more", len(group) - AT_FIRST)
            cells.append(((Span(more, muted=True),), ""))
            sources.append(None)
    columns = (Column(_("What was found"), 3.4), Column(_("Why it matters"), 1.8))
    return filled(columns, cells, sources)
