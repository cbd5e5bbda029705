"""The drafts of a pack that follow each other while somebody chooses: the page in view at once, then the whole."""

from __future__ import annotations

from dataclasses import dataclass

from hdplanner.briefing.build import BuiltPack, PackOptions, compose, digest_of
from hdplanner.briefing.content import PackContent
from hdplanner.briefing.document import LaidPack, lay
from hdplanner.briefing.inventory import missing_texts
from hdplanner.briefing.places import HeadingPlace, Place
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.services.pack_rows import PackView


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack whose pages are known and not drawn yet."""

    view: PackView
    options: PackOptions
    content: PackContent
    laid: LaidPack

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.laid.pages

    @property
    def places(self) -> tuple[Place, ...]:
        """Where on the pages each record is printed."""
        return self.laid.places

    @property
    def headings(self) -> tuple[HeadingPlace, ...]:
        """Where on the pages the headings of the outline stand."""
        return self.laid.headings

    def page(self, number: int) -> bytes:
        """One page (from 1) as a PDF of its own."""
        return self.laid.page_pdf(number)

    def built(self, progress: Progress = NO_PROGRESS) -> BuiltPack:
        """The finished pack. Raises ``Cancelled``."""
        rendered = self.laid.pdf(progress)
        return BuiltPack(
            rendered.data,
            rendered.pages,
            rendered.digest,
            digest_of(self.content),
            self.content.marking.level,
            self.view.audience,
            missing_texts(self.content, self.laid.fitted),
        )


def draft(
    view: PackView, options: PackOptions, progress: Progress = NO_PROGRESS, like: Draft | None = None
) -> Draft:
    """Find the pages of a pack; an earlier draft of nearly the same one makes it quicker.

    Raises ``MissingGlyphError``, ``UnusableFileError`` and ``Cancelled``.
    """
    content = compose(view, options)
    return Draft(view, options, content, lay(content, progress, like.laid if like is not None else None))
