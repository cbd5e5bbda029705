"""What the room offers to choose from, and how a kept pack is shown in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Audience, Clearance, Sensitivity
from hdplanner.i18n import PACK_LANGUAGES, SOURCE_LANGUAGE, _, format_date
from hdplanner.paths import resource
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.row_model import Column

if TYPE_CHECKING:
    from hdplanner.services.handing_out import HandOutRow
    from hdplanner.services.packs import PackRow

Choices = Sequence[tuple[object, str]]

_NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ru": "Русский",
    "zh": "中文",
}

MARKING_LOOKS = {
    Sensitivity.PUBLIC: "marking-public",
    Sensitivity.INTERNAL: "marking-internal",
    Sensitivity.CONFIDENTIAL: "marking-confidential",
    Sensitivity.STRICTLY_CONFIDENTIAL: "marking-strict",
}


def columns() -> list[Column[PackRow]]:
    """The one column of the list."""
    return [Column("title", _("Pack"), lambda row: row.title, sort=lambda row: "", tip=described)]


def described(row: PackRow) -> str:
    """A pack in one line: its kind, for whom, how far cleared."""
    return " · ".join([words_for(row.kind), words_for(row.audience), cleared(row)])


def cleared(row: PackRow) -> str:
    """How far a pack is cleared, as a sentence."""
    if row.clearance is Clearance.CLEARED and row.cleared_on:
        return _("Cleared by {who}, {date}").format(who=row.cleared_by, date=format_date(row.cleared_on))
    if row.clearance is Clearance.IN_CLEARANCE:
        return _("In clearance, not cleared")
    return _("Draft, not cleared")


def copy_line(row: HandOutRow) -> str:
    """A copy in one line: of which pack, its number, when."""
    parts = [row.title]
    if row.copy_number:
        parts.append(_("copy {number}").format(number=row.copy_number))
    if row.handed_on:
        parts.append(format_date(row.handed_on))
    return " · ".join(map(in_own_direction, parts))


def kinds() -> Choices:
    """The kinds that can be made."""
    from hdplanner.briefing.sections.registry import KINDS

    return [(kind, words_for(kind)) for kind in KINDS]


def audiences() -> Choices:
    """For whom, from those who see all to those who see what is public."""
    return [(one, words_for(one)) for one in Audience]


def languages() -> Choices:
    """The languages that packs can be written in: those with a catalogue."""
    there = [
        tag
        for tag in PACK_LANGUAGES
        if tag == SOURCE_LANGUAGE or resource("translations", tag, "LC_MESSAGES", "hdplanner.po").is_file()
    ]
    return [(tag, _NAMES[tag]) for tag in there]


def markings() -> Choices:
    """The marking: by itself, or higher."""
    return [(None, _("By its contents")), *((one, words_for(one)) for one in Sensitivity)]


def section_title(name: str, heading: str) -> str:
    """What a section is called in the list."""
    from hdplanner.briefing.sections.registry import FREE_TEXT, SECTIONS

    if name == FREE_TEXT:
        return _("Own text: {heading}").format(heading=heading) if heading else _("Own text")
    maker = SECTIONS.get(name)
    return _(maker.title) if maker else name
