"""The bare file, as the mechanisms of this floor are given it: versions, merge, erasure, compaction, protection."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hdplanner.storage.engine import Link
from hdplanner.storage.layout import Layout


@dataclass(frozen=True, slots=True)
class InHand:
    """An open file with nothing else running on it. ``path`` is ``None`` in memory."""

    link: Link
    layout: Layout
    path: Path | None
    copy_id: str
    author: str
