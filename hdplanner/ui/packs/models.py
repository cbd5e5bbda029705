"""What the room offers to choose from, and how a kept pack is shown in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Audience, Clearance, PackForm, PackKind, Sensitivity, Tlp
from hdplanner.i18n import PACK_LANGUAGES, SOURCE_LANGUAGE, _, active_language, format_date, pgettext
from hdplanner.paths import resource
from hdplanner.ui.common.row_model import Column

if TYPE_CHECKING:
    from hdplanner.services.audiences import AudienceRow
    from hdplanner.services.handing_out import HandOutRow
    from hdplanner.services.pack_choices import AboutRow
    from hdplanner.services.packs import PackRow, SectionChoice

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


def kind_words(row: PackRow) -> str:
    """What a pack is, below its title in the list: its kind, and its language where that is another than the window's."""
    names: dict[object, str] = dict(languages())
    if row.language == active_language():
        return words_for(row.kind)
    return " · ".join([words_for(row.kind), names.get(row.language, row.language)])


def cleared(row: PackRow) -> str:
    """How far a pack is cleared, as a sentence."""
    if row.clearance is Clearance.CLEARED and row.cleared_on:
        return _("Cleared by {who}, {date}").format(who=row.cleared_by, date=format_date(row.cleared_on))
    if row.clearance is Clearance.IN_CLEARANCE:
        return _("In clearance, not cleared")
    return _("Draft, not cleared")


def kinds() -> Choices:
    """The kinds that can be made."""
    from hdplanner.briefing.sections.registry import KINDS

    return [(kind, words_for(kind)) for kind in KINDS]


def kind_line(kind: PackKind) -> str:
    """What a kind of pack is, in a line."""
    lines = {
        PackKind.SPEAKING_CARD: _("One page, to be read at arm’s length."),
        PackKind.MEETING_BRIEF: _("Two to four pages for a meeting or a visit."),
        PackKind.CAMPAIGN: _("The whole plan, for those who work on it."),
        PackKind.LEAVE_BEHIND: _("For the other side to keep: only what may be said."),
        PackKind.PARTNER: _("For partners: counterparts behind code names."),
        PackKind.RECORD: _("A note for file after a meeting, for ourselves."),
        PackKind.READ_OUT: _("What others may know of a meeting."),
        PackKind.HANDOVER: _("For a successor: promises, contacts, the days ahead."),
    }
    return lines[kind]


def audiences(own: Sequence[AudienceRow] = ()) -> Choices:
    """For whom, from those who see all to those who see what is public; then the office's own, by their keys."""
    built_in: list[tuple[object, str]] = [(one, words_for(one)) for one in Audience]
    return [*built_in, *((row.id, row.name) for row in own)]


def about_line(row: AboutRow) -> str:
    """Something that a pack can be about, in one line: its day, and what it is called."""
    title = row.title or _("Untitled")
    if row.day is None:
        return title
    return pgettext("pack", "{day}: {title}").format(day=format_date(row.day), title=title)


def by_itself(kind: PackKind) -> str:
    """What a pack is about where nobody chose."""
    from hdplanner.services.pack_subject import ABOUT_A_COUNTERPART, AFTERWARDS

    if kind not in ABOUT_A_COUNTERPART:
        return _("The campaign as a whole")
    return _("The last meeting held") if kind in AFTERWARDS else _("The next meeting")


def tlps() -> Choices:
    """The Traffic Light Protocol, or none of it."""
    return [(None, pgettext("pack", "None")), *((one, words_for(one)) for one in Tlp)]


def second_languages() -> Choices:
    """Beside which other language a pack is set, or none."""
    return [("", pgettext("pack", "None")), *languages()]


def sensitivities() -> Choices:
    """How far a file may travel: as the campaign, or as said."""
    return [(None, _("As the campaign")), *((one, words_for(one)) for one in Sensitivity)]


def form_words(row: HandOutRow) -> str:
    """What a copy was handed out as."""
    if row.form is PackForm.PDF and row.encrypted:
        return _("PDF with a passphrase")
    return words_for(row.form)


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


def section_title(choice: SectionChoice, files: Mapping[str, str]) -> str:
    """What a section is called in the list; ``files`` are the names of the annexes."""
    from hdplanner.briefing.sections.registry import FREE_TEXT, SECTIONS
    from hdplanner.services.annexes import ANNEX

    name, heading = choice.section, choice.heading
    if name == FREE_TEXT:
        return _("Own text: {heading}").format(heading=heading) if heading else _("Own text")
    if name == ANNEX:
        called = heading or files.get(choice.attachment_id or "", "")
        return _("Annex: {heading}").format(heading=called) if called else _("Annex")
    maker = SECTIONS.get(name)
    return _(maker.title) if maker else name
