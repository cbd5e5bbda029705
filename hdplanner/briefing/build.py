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

from hdplanner.briefing.content import Block, Fact, Marking, PackContent, Section
from hdplanner.briefing.sections.decisions import upcoming, when_decided
from hdplanner.briefing.sections.registry import FREE_TEXT, KINDS, SECTIONS
from hdplanner.briefing.sections.voice import Measure, Voice, paragraphs
from hdplanner.briefing.styles import MARGIN, PAPERS
from hdplanner.briefing.words import fill
from hdplanner.domain.fields import field_label
from hdplanner.domain.rules_disclosure import audience_for, highest
from hdplanner.domain.values import Audience, Clearance, PackKind, Sensitivity
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import Catalogue, _, catalogue
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.packs import PackRow, SectionChoice
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.plan_view import plan_view
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
    audience: Audience = Audience.INTERNAL
    language: str = "en"
    paper: str = "A4"
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
        return cls(
            kind=row.kind,
            title=row.title,
            audience=row.audience,
            language=row.language,
            paper=row.paper,
            recipient=recipient,
            copy=copy,
            author=author,
            marking=row.marking,
            sections=tuple(
                SectionChoice(one.section, one.included, one.heading, one.text) for one in row.sections
            ),
            clearance=row.clearance,
            cleared_by=row.cleared_by,
            cleared_on=row.cleared_on,
            cleared_digest=row.cleared_digest,
        )


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A finished pack. ``digest`` is of the file, ``content_digest`` of what it says, whoever it is printed for."""

    data: bytes
    pages: int
    digest: str
    content_digest: str
    marking: Sensitivity
    audience: Audience


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
) -> PlanView:
    """Read what the pack's audience may see of a campaign, with names in the pack's language.

    The kind sets a ceiling to the audience.
    """
    default_sections(options.kind)
    audience = audience_for(options.kind, options.audience)
    day = today or pack_day()
    return plan_view(session, campaign_id, audience, today=day, language=options.language)


def build_pack(
    view: PlanView,
    options: PackOptions,
    progress: Progress = NO_PROGRESS,
    *,
    language: Catalogue | None = None,
) -> BuiltPack:
    """Make the pack. Raises ``MissingGlyphError`` before any page is set, and ``Cancelled``."""
    from hdplanner.briefing.document import render

    content = compose(view, options, language)
    rendered = render(content, progress)
    return BuiltPack(
        rendered.data,
        rendered.pages,
        rendered.digest,
        digest_of(content),
        marking_of(view, options),
        view.audience,
    )


def compose(view: PlanView, options: PackOptions, language: Catalogue | None = None) -> PackContent:
    """What the pack says, in its language, before it is set."""
    words = language or catalogue(options.language)
    paper: Literal["A4", "Letter"] = "Letter" if options.paper == "Letter" else "A4"
    column = PAPERS[paper][0] - 2 * MARGIN
    voice = Voice(words, view.frame.words_only, pack_measure(), view.frame.zone, column)
    title = options.title.strip() or view.frame.title
    marking = marking_of(view, options)
    content = PackContent(
        title=title,
        subtitle=voice.label(options.kind),
        campaign=view.frame.title if view.frame.title != title else "",
        office=view.frame.office,
        prepared_on=view.today,
        marking=Marking(voice.label(marking), _ROLES[marking]),
        sections=tuple(_sections(view, options, voice)),
        author=options.author,
        language=words.language,
        direction=words.direction,
        paper=paper,
        recipient=options.recipient,
        copy=options.copy,
        facts=_cover_facts(view, options, voice),
    )
    return replace(content, clearance=_clearance(options, digest_of(content), voice))


def digest_of(content: PackContent) -> str:
    """A digest of what a pack says, without its day, its copy, its recipient and its clearance."""
    said = (content.title, content.marking.text, content.language, content.sections)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def marking_of(view: PlanView, options: PackOptions) -> Sensitivity:
    """The highest marking of anything in the pack, or a higher one that was chosen."""
    return highest([view.marking, options.marking or view.marking])


def _sections(view: PlanView, options: PackOptions, voice: Voice) -> Iterator[Section]:
    """The chosen sections in their order; a name from a newer version is passed over."""
    for place, choice in enumerate(options.sections or default_sections(options.kind)):
        maker = SECTIONS.get(choice.section)
        if not choice.included:
            continue
        if choice.section == FREE_TEXT:
            yield Section(f"{FREE_TEXT}-{place}", choice.heading, tuple(paragraphs(choice.text)))
        elif maker is not None:
            blocks: tuple[Block, ...] = tuple(maker.make(view, voice))
            yield Section(maker.id, voice.gettext(maker.title), blocks, maker.new_page)


def _cover_facts(view: PlanView, options: PackOptions, voice: Voice) -> tuple[Fact, ...]:
    _ = voice.gettext
    window = upcoming(view)
    decision = voice.words.listed((window.title, when_decided(window, voice))) if window else ""
    return (
        Fact(_("Prepared for"), options.recipient),
        Fact(_("Next decision"), decision),
        Fact(_("Audience"), voice.label(view.audience)),
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

    setter = Typesetter(Shaper(FontLibrary()))

    @functools.lru_cache(maxsize=20_000)
    def measure(text: str, size: float, bold: bool) -> float:
        return float(TextLine(setter, text, Face(size, 600 if bold else 400, "")).width)

    return measure
