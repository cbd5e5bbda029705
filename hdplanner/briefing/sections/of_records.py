"""The sections for a meeting that was held, and for those who were not there."""

from __future__ import annotations

from hdplanner.briefing.sections.maker import SectionMaker

RECORD_SECTIONS: tuple[SectionMaker, ...] = ()
