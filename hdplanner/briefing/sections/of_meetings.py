"""The sections for a meeting: before it."""

from __future__ import annotations

from hdplanner.briefing.sections.maker import SectionMaker

MEETING_SECTIONS: tuple[SectionMaker, ...] = ()
