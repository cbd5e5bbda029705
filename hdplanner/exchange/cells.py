"""What a table from outside is made of here, before anyone knows what its cells mean, and how much of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Row = list[str]
Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column) from 0."""

ROWS: Final = 200_000
COLUMNS: Final = 16_384
CELLS: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a source. Rows may differ in length; the first is row 1 for people."""

    name: str
    rows: list[Row]
    visible: bool = True
    merges: tuple[Merge, ...] = ()
    about: str = ""
    """How a text file was read: its encoding and separator."""
