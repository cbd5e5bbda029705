"""What the checks find, in plain words: what contradicts itself first, then what to look at again."""

from __future__ import annotations

from hdplanner.briefing.content import Block, Column, Heading, Source, Span, TableBlock, Text
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.checks.findings import AT_FIRST, Severity
from hdplanner.i18n import N_
from hdplanner.services.movement_rows import FindingView
from hdplanner.services.pack_rows import PackView

_TITLES = {Severity.ERROR: N_("To be settled first"), Severity.WARNING: N_("To look at again")}
_OF_ONE_REASON = {Severity.ERROR: AT_FIRST, Severity.WARNING: 1}
_MOST_ROWS = 10


def findings(view: PackView, voice: Voice) -> list[Block]:
    """For ourselves alone: what is open, each with its reason."""
    blocks: list[Block] = []
    for severity, title in _TITLES.items():
        found = [one for one in view.findings if one.severity is severity]
        blocks += [Heading(voice.gettext(title), 3), _table(found, _OF_ONE_REASON[severity], voice)]
    return blocks


def _table(found: list[FindingView], each: int, voice: Voice) -> TableBlock:
    """What has the same reason stands together, where the first of it stood; of many only the first are told."""
    _ = voice.gettext
    by_reason: dict[str, list[FindingView]] = {}
    for one in found:
        by_reason.setdefault(one.why, []).append(one)
    cells: list[tuple[Text, ...]] = []
    sources: list[Source | None] = []
    left = len(found)
    for why, group in by_reason.items():
        told = group[: min(each, _MOST_ROWS - len(cells))]
        if not told:
            break
        left -= len(group)
        for one in told:
            more = _more(len(group) - len(told), voice) if one is told[-1] else ""
            reason = why if one is told[0] else ""
            message = (Span(one.message), Span(f"\n{more}" if more else "", muted=True))
            cells.append((message, (Span(reason, muted=True),)))
            sources.append(Source(one.kind, one.id))
    cells.append(((Span(_more(left, voice), muted=True),), ""))
    columns = (Column(_("What was found"), 3.4), Column(_("Why it matters"), 1.8))
    return filled(columns, cells, [*sources, None])


def _more(count: int, voice: Voice) -> str:
    return voice.ngettext("and {number} more", "and {number} more", count) if count else ""
