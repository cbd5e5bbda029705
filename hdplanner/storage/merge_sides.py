"""The two sides of a merge, and a row as both have it. Holds what `merge_compare` found; works out nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hdplanner.storage.causes import Causes
from hdplanner.storage.merge_log import Entry, Image, RowKey, Side
from hdplanner.storage.merge_rows import Past
from hdplanner.storage.merge_writes import Write


@dataclass
class Row:
    """A row that either side touched: as it stands on both, and for each touched field the writes that count."""

    key: RowKey
    mine: Image | None
    theirs: Image | None
    there: list[Write] = field(default_factory=list)
    fields: dict[str, list[Write]] = field(default_factory=dict)
    writes: Mapping[str, list[Write]] = field(default_factory=dict)
    """All writes of the past to each field, also those that both sides know of."""
    base: Image | None = None
    image: Image | None = None
    """What the row would be where it stays: what only one side changed has come in."""
    entries: tuple[Entry, ...] = ()
    touched: bool = True
    """Whether either side wrote to it apart; if not, it is looked at for what it has to do with rows that were."""

    @property
    def alive(self) -> bool:
        """Whether somebody says that the row is there, or nobody says that it is gone."""
        return any(write.value for write in self.there) or not self.there

    @property
    def gone(self) -> bool:
        """Whether somebody says that the row is gone."""
        return any(not write.value for write in self.there)


@dataclass
class Comparison:
    """What two copies know, and the rows that either touched since they were one."""

    mine: Side
    theirs: Side
    causes: Causes
    known_here: frozenset[str]
    known_there: frozenset[str]
    past: Past = Past.SHARED
    rows: dict[RowKey, Row] = field(default_factory=dict)
    settled: dict[str, Image] = field(default_factory=dict)
    """The disagreements that either file holds, each as it is kept; `conflicts_here` are those of this one."""
    conflicts_here: dict[str, Image] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    """The newest groups of this copy of which no log has kept what they did."""

    @property
    def only_there(self) -> frozenset[str]:
        """The groups that came there and are not known here."""
        return self.known_there - self.known_here

    @property
    def erased(self) -> frozenset[RowKey]:
        """The rows that either side erased for good."""
        return self.mine.tombstones | self.theirs.tombstones

    def signed(self, write: Write) -> tuple[str, str]:
        """Return when a write was made, and its group: the order in which claims stand."""
        head = self.causes.heads.get(write.group)
        return (head.at if head else "", write.group)
