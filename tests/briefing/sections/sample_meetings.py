"""The sample's meetings by name, and ways to see what a pack about one of them says."""

from __future__ import annotations

from collections.abc import Iterable

from hdplanner.briefing import build
from hdplanner.briefing.content import Block, PackContent, Points, Prose, TableBlock, plain
from hdplanner.briefing.inventory import texts_of
from hdplanner.domain.values import PackKind
from hdplanner.services.pack_rows import Subject

MINISTER_IN_DECEMBER = "019a48f3-0f0e-7302-8987-b47f515802d2"
MINISTRY_IN_NOVEMBER = "019a48f3-0f0b-7834-ad31-75f4c9b37e16"
LUNCH_WITH_NORDIA = "019a48f3-0f0d-7a99-a6b8-07828250be5b"
RIVER_TOWNS = "019a48f3-0f03-71e7-aeb9-21c5d6b13075"
VISIT = "019a48f2-99d0-71b9-a7aa-9d8fede7be9f"


def about(kind: PackKind, meeting: str, **more: object) -> build.PackOptions:
    """A pack about one meeting."""
    return build.PackOptions(kind=kind, subject=Subject(meeting_id=meeting), **more)  # type: ignore[arg-type]


def words_of(content: PackContent) -> str:
    """Everything that a pack says."""
    return "\n".join(texts_of(content))


def blocks_of(content: PackContent, section: str) -> tuple[Block, ...]:
    """What stands in a section; nothing where it is left out."""
    return next((one.blocks for one in content.sections if one.id == section), ())


def said_in(content: PackContent, section: str) -> str:
    """The words of one section."""
    found = [one for one in content.sections if one.id == section]
    return "\n".join(texts_of(PackContent("", "", content.prepared_on, content.marking, tuple(found))))


def points_in(blocks: Iterable[Block]) -> list[str]:
    """The leads of all points, in their order."""
    return [plain(item.lead) for block in blocks if isinstance(block, Points) for item in block.items]


def rows_in(blocks: Iterable[Block]) -> list[list[str]]:
    """The cells of all tables, row by row."""
    tables = (block for block in blocks if isinstance(block, TableBlock))
    return [[plain(cell) for cell in row] for table in tables for row in table.rows]


def prose_in(blocks: Iterable[Block]) -> list[str]:
    """All paragraphs."""
    return [plain(block.text) for block in blocks if isinstance(block, Prose)]
