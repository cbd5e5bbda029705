"""From a plan to a finished pack: gather for an audience, compose plain content, have it set.

``gather`` is a read and needs a session; the rest needs no session, no screen and no Qt, and may run on any thread.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hdplanner.briefing.bilingual import in_two_languages
from hdplanner.briefing.content import (
    Block,
    Cover,
    Fact,
    Marking,
    PackContent,
    PagesBlock,
    PictureBlock,
    Section,
)
from hdplanner.briefing.inventory import missing_texts, texts_of
from hdplanner.briefing.marked import marking_of
from hdplanner.briefing.sections.annex_files import ANNEX_FILE, annex_section
from hdplanner.briefing.sections.decisions import upcoming, when_decided
from hdplanner.briefing.sections.registry import FREE_TEXT, KINDS, SECTIONS
from hdplanner.briefing.sections.voice import Measure, Voice, paragraphs
from hdplanner.briefing.styles import MARGIN, PAPERS
from hdplanner.briefing.words import fill
from hdplanner.domain.fields import field_label
from hdplanner.domain.values import Audience, Clearance, PackKind, Sensitivity, Tlp
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import Catalogue, _, catalogue
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.pack_rows import THE_CAMPAIGN, PackView, Subject
from hdplanner.services.pack_view import pack_view
from hdplanner.services.packs import PackRow, SectionChoice
from hdplanner.services.values import today_here

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ROLES = {
    Sensitivity.PUBLIC: "marking_public",
    Sensitivity.INTERNAL: "marking_internal",
    Sensitivity.CONFIDENTIAL: "marking_confidential",
    Sensitivity.STRICTLY_CONFIDENTIAL: "marking_strict",
}


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What is chosen for a pack. Without ``sections`` it takes all of its kind; a marking can only be raised.

    ``copy`` and ``recipient`` are printed on each page, for a copy that is handed out.
    """

    kind: PackKind = PackKind.CAMPAIGN
    title: str = ""
    subject: Subject = THE_CAMPAIGN
    audience: Audience = Audience.INTERNAL
    profile_id: str | None = None
    language: str = "en"
    second_language: str = ""
    paper: str = "A4"
    landscape: bool = False
    justified: bool = False
    tlp: Tlp | None = None
    expires_on: dt.date | None = None
    since_on: dt.date | None = None
    recipient: str = ""
    copy: str = ""
    author: str = ""
    marking: Sensitivity | None = None
    sections: tuple[SectionChoice, ...] = ()
    clearance: Clearance = Clearance.DRAFT
    cleared_by: str = ""
    cleared_on: dt.date | None = None
    cleared_digest: str = ""

    @classmethod
    def of(cls, row: PackRow, *, recipient: str = "", copy: str = "", author: str = "") -> PackOptions:
        """The choices of a kept pack."""
        same = (name for name in cls.__dataclass_fields__ if name in PackRow.__dataclass_fields__)
        chosen = {name: getattr(row, name) for name in same if name != "sections"}
        names = SectionChoice.__dataclass_fields__
        return cls(
            subject=Subject(row.meeting_id, row.visit_id, row.stakeholder_id),
            recipient=recipient,
            copy=copy,
            author=author,
            sections=tuple(
                SectionChoice(**{name: getattr(one, name) for name in names}) for one in row.sections
            ),
            **chosen,
        )


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A finished pack. ``digest`` is of the file, ``content_digest`` of what it says, whoever it is printed for.

    ``left_out`` are the texts for which its one page had no room.
    """

    data: bytes
    pages: int
    digest: str
    content_digest: str
    marking: Sensitivity
    audience: Audience
    left_out: tuple[str, ...] = ()


def default_sections(kind: PackKind) -> tuple[SectionChoice, ...]:
    """The sections that a kind begins with. Raises ``InvalidValueError`` for a kind that cannot be made."""
    if kind not in KINDS:
        raise InvalidValueError(
            "kind", kind.value, _("packs of this kind cannot be made"), field_label("kind")
        )
    return tuple(SectionChoice(name) for name in KINDS[kind].sections)


def pack_day() -> dt.date:
    """The day that a pack is made on: that of SOURCE_DATE_EPOCH where it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return today_here()


def gather(
    session: Session, campaign_id: str, options: PackOptions, *, today: dt.date | None = None
) -> PackView:
    """Read what the pack's audience may see, with names in the pack's language.

    The kind sets a ceiling to the audience.
    """
    default_sections(options.kind)

    def read(language: str) -> PackView:
        return pack_view(
            session,
            campaign_id,
            options.kind,
            options.audience,
            today=today or pack_day(),
            profile_id=options.profile_id,
            subject=options.subject,
            language=language,
            files={one.attachment_id for one in options.sections if one.attachment_id and one.included},
            parts=parts_of(options),
            since_on=options.since_on,
        )

    view = read(options.language)
    return replace(view, other=read(options.second_language)) if options.second_language else view


def parts_of(options: PackOptions) -> frozenset[str]:
    """The parts of a plan that the sections of a pack print from: its kind's, and those that were chosen."""
    chosen = (*default_sections(options.kind), *options.sections)
    makers = (SECTIONS.get(one.section) for one in chosen if one.included)
    return frozenset(part for maker in makers if maker for part in maker.reads)


def build_pack(
    view: PackView,
    options: PackOptions,
    progress: Progress = NO_PROGRESS,
    *,
    language: Catalogue | None = None,
) -> BuiltPack:
    """Make the pack. Raises ``MissingGlyphError`` before any page is set, and ``Cancelled``."""
    from hdplanner.briefing.document import lay

    content = compose(view, options, language)
    laid = lay(content, progress)
    rendered = laid.pdf(progress)
    return BuiltPack(
        rendered.data,
        rendered.pages,
        rendered.digest,
        digest_of(content),
        content.marking.level,
        view.audience,
        missing_texts(content, laid.fitted),
    )


def compose(view: PackView, options: PackOptions, language: Catalogue | None = None) -> PackContent:
    """What the pack says, in its language, before it is set."""
    words = language or catalogue(options.language)
    kind = KINDS[options.kind]
    paper: Literal["A4", "Letter"] = "Letter" if options.paper == "Letter" else "A4"
    frame = view.plan.frame
    wide = PAPERS[paper][1 if options.landscape else 0] - 2 * MARGIN
    voice = Voice(words, frame.words_only, pack_measure(), frame.zone, wide)
    sections = tuple(chosen_sections(view, options, voice))
    title = title_of(view, options, voice)
    content = PackContent(
        title=title,
        subtitle=_kind_printed(view, options, voice),
        campaign=frame.title if frame.title != title else "",
        office=frame.office,
        prepared_on=view.today,
        marking=_marking(view, options, marking_of(view, sections, options.marking), voice),
        sections=sections,
        author=options.author,
        language=words.language,
        direction=words.direction,
        paper=paper,
        landscape=options.landscape,
        justified=options.justified,
        logo=view.logo,
        recipient=options.recipient,
        copy=options.copy,
        cover=kind.cover,
        size=kind.size,
        most_pages=kind.most_pages,
        card=kind.card,
        facts=_cover_facts(view, options, voice) if kind.cover is Cover.PAGE else (),
    )
    if options.second_language:
        content = in_two_languages(content, second(view, options))
    return replace(content, clearance=_clearance(options, digest_of(content), voice))


def second(view: PackView, options: PackOptions) -> PackContent:
    """The same pack in its other language alone, with the names of that language."""
    return compose(view.other or view, replace(options, language=options.second_language, second_language=""))


def title_of(view: PackView, options: PackOptions, voice: Voice) -> str:
    """The pack's own title, else what it is about: its meeting, its visit, its campaign."""
    own = view.hide(options.title.strip())
    if options.kind is PackKind.LEAVE_BEHIND:  # it is left with whom it is for: its matter is its title
        return own or view.plan.frame.title
    about = view.meeting.title if view.meeting else view.visit.title if view.visit else ""
    return own or about or voice.words.joined(view.counterpart) or view.plan.frame.title


def _kind_printed(view: PackView, options: PackOptions, voice: Voice) -> str:
    """What kind of paper it is, as those call it who read it."""
    if options.kind is PackKind.MEETING_BRIEF and view.meeting is None and view.visit is not None:
        return voice.gettext("Visit brief")
    printed = KINDS[options.kind].printed
    return voice.gettext(printed) if printed else voice.label(options.kind)


def digest_of(content: PackContent) -> str:
    """A digest of what a pack says, without its day, its copy, its recipient and its clearance."""
    said = replace(
        content, recipient="", copy="", clearance="", facts=(), marking=Marking(content.marking.text)
    )
    files = (block for section in content.sections for block in section.blocks)
    bytes_of = (block.data for block in files if isinstance(block, PictureBlock | PagesBlock))
    digest = hashlib.sha256("\x1f".join(texts_of(said)).encode("utf-8", "replace"))
    for data in (content.language.encode(), *bytes_of):
        digest.update(data)
    return digest.hexdigest()


def chosen_sections(view: PackView, options: PackOptions, voice: Voice) -> Iterator[Section]:
    """The chosen sections in their order; a name from a newer version is passed over."""
    for place, choice in enumerate(options.sections or default_sections(options.kind)):
        maker = SECTIONS.get(choice.section)
        if not choice.included:
            continue
        if choice.section == FREE_TEXT:
            text = tuple(paragraphs(view.hide(choice.text)))
            heading = view.hide(choice.heading)
            yield Section(f"{FREE_TEXT}-{place}", heading, text, landscape=choice.landscape)
        elif choice.section == ANNEX_FILE:
            file = view.files.get(choice.attachment_id or "")
            if file is not None:
                yield annex_section(file, view.hide(choice.heading), place)
        elif maker is not None:
            blocks: tuple[Block, ...] = tuple(maker.make(view, voice))
            title = "" if maker.untitled else voice.gettext(maker.title)
            wide = maker.landscape or choice.landscape
            yield Section(maker.id, title, blocks, maker.new_page, wide)


def _marking(view: PackView, options: PackOptions, marking: Sensitivity, voice: Voice) -> Marking:
    _ = voice.gettext
    own = view.marking_words.get(marking)
    until = ""
    if options.expires_on is not None:
        until = fill(_("Valid until {date}"), date=voice.day(options.expires_on, "long"))
    return Marking(
        _(own) if own else voice.label(marking), _ROLES[marking], voice.label(options.tlp), until, marking
    )


def _cover_facts(view: PackView, options: PackOptions, voice: Voice) -> tuple[Fact, ...]:
    _ = voice.gettext
    window = upcoming(view.plan)
    decision = voice.words.listed((window.title, when_decided(window, voice))) if window else ""
    return (
        Fact(_("Prepared for"), options.recipient),
        Fact(_("Next decision"), decision),
        Fact(_("Audience"), view.profile.title or voice.label(view.audience)),
    )


def _clearance(options: PackOptions, digest: str, voice: Voice) -> str:
    """The words at the foot; empty for a draft, of which the page itself says that it is one."""
    _ = voice.gettext
    if options.clearance is Clearance.IN_CLEARANCE:
        return _("In clearance, not cleared")
    if options.clearance is not Clearance.CLEARED:
        return ""
    cleared = fill(
        _("Cleared by {who}, {date}"), who=options.cleared_by, date=voice.day(options.cleared_on, "long")
    )
    changed = options.cleared_digest not in ("", digest)
    return voice.words.clauses(cleared, _("changed since clearance") if changed else "")


@functools.cache
def pack_measure() -> Measure:
    """The width of a text in the letters of packs."""
    from hdplanner.briefing.typeset.fonts import FontLibrary
    from hdplanner.briefing.typeset.lines import Face, Typesetter
    from hdplanner.briefing.typeset.paragraph import TextLine
    from hdplanner.briefing.typeset.shaping import Shaper

    setter = Typesetter(Shaper(FontLibrary(), strict=False))

    @functools.lru_cache(maxsize=20_000)
    def measure(text: str, size: float, bold: bool) -> float:
        return float(TextLine(setter, text, Face(size, 600 if bold else 400, "")).width)

    return measure
