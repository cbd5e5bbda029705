"""The sections for a successor."""

from __future__ import annotations

from hdplanner.briefing.sections.maker import SectionMaker

HANDOVER_SECTIONS: tuple[SectionMaker, ...] = ()
