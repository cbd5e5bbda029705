"""Draws the packs of a campaign file page by page: `.venv/bin/python dev/page_pictures.py FILE.hdplan FOLDER`.

Every kind in English and in Arabic, and the campaign pack in each language that packs speak.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from hdplanner.__main__ import main as hdplanner
from hdplanner.briefing.sections.registry import KINDS
from hdplanner.domain.values import PackKind
from hdplanner.i18n import PACK_LANGUAGES

DOTS_PER_INCH = 100


def main(source: str, folder: str) -> int:
    """Make the packs and the pictures; the first that cannot be made ends it with its exit code."""
    for kind, language in wanted():
        target = Path(folder) / f"{kind.value}-{language}"
        target.mkdir(parents=True, exist_ok=True)
        pack = target.with_suffix(".pdf")
        failed = hdplanner(
            ["pack", source, "--kind", kind.value, "--language", language, "-o", str(pack), "--force"]
        )
        if failed:
            return failed
        draw(pack, target)
    return 0


def wanted() -> Iterator[tuple[PackKind, str]]:
    """The packs that are looked at before a release."""
    for kind in KINDS:
        for language in PACK_LANGUAGES if kind is PackKind.CAMPAIGN else ("en", "ar"):
            yield kind, language


def draw(pack: Path, target: Path) -> None:
    """A PNG of each page."""
    with pypdfium2.PdfDocument(pack) as document:
        for number, page in enumerate(document, start=1):
            page.render(scale=DOTS_PER_INCH / 72).to_pil().save(target / f"page-{number:02}.png")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
