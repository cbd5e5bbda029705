"""Attachments that go along as annexes: the pages of a PDF, or a picture."""

from __future__ import annotations

from io import BytesIO

from hdplanner.briefing.content import Block, PagesBlock, PictureBlock, Section
from hdplanner.services.pack_rows import FileView

ANNEX_FILE = "file"
"""The name of a section that is an attachment; it may stand several times."""


def annex_section(file: FileView, heading: str, place: int) -> Section:
    """An attachment under its own heading, else its file's name, on pages of its own."""
    blocks: tuple[Block, ...]
    if file.media_type == "application/pdf":
        blocks = (PagesBlock(file.content, _count(file.content), file.name),)
    else:
        blocks = (PictureBlock(file.content, heading or file.name),)
    return Section(f"{ANNEX_FILE}-{place}", heading or file.name, blocks, new_page=True)


def _count(data: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)
