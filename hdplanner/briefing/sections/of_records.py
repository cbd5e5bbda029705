"""The sections for a meeting that was held, and for those who were not there."""

from __future__ import annotations

from hdplanner.briefing.sections.maker import SectionMaker
from hdplanner.briefing.sections.note_for_file import (
    agreed,
    announced,
    met,
    our_reading,
    read_out,
    record,
    said,
    their_words,
    to_do,
)
from hdplanner.i18n import N_

_TOLD = ("meeting", "visit")

RECORD_SECTIONS: tuple[SectionMaker, ...] = (
    SectionMaker("record", N_("The meeting"), record, _TOLD),
    SectionMaker("said", N_("What was said"), said, (*_TOLD, "messages"), withheld=True),
    SectionMaker("their_words", N_("Their words"), their_words, _TOLD, judges=True),
    SectionMaker("our_reading", N_("Our reading"), our_reading, _TOLD, judges=True),
    SectionMaker("agreed", N_("What was agreed"), agreed, _TOLD),
    SectionMaker("to_do", N_("What follows"), to_do, _TOLD),
    SectionMaker("met", N_("The meeting"), met, _TOLD),
    SectionMaker("read_out", N_("What was discussed"), read_out, _TOLD),
    SectionMaker("announced", N_("Announced in public"), announced, _TOLD),
)
