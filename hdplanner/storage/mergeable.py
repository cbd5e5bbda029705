"""What a document does with another copy of itself: the thin methods of `Document` over `merging` and `merge_open`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import IntegrityError

from hdplanner.errors_merge import UnmergeableFileError
from hdplanner.i18n import _
from hdplanner.progress import NO_PROGRESS, Progress
from hdplanner.storage.changes import Edit, Label
from hdplanner.storage.faults import understood
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.merge_rows import Conflict, Decision, Join, MergePlan, MergeReport

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hdplanner.storage.engine import Link
    from hdplanner.storage.layout import Layout

T = TypeVar("T")


class Mergeable:
    """The part of `Document` that merges. Its mechanism is imported when it is wanted."""

    if TYPE_CHECKING:
        path: Path | None
        copy_id: str
        author: str
        _link: Link
        _layout: Layout
        _session: Session

        def on_file(self, act: Callable[[InHand], T], *, writing: bool = False) -> T: ...
        def edit(self, label: Label, work: Callable[[Session], T]) -> Edit[T]: ...
        def _transaction(self, *, writing: bool) -> AbstractContextManager[None]: ...

    def plan_merge(
        self, other: Path | str, *, passphrase: str | None = None, progress: Progress = NO_PROGRESS
    ) -> MergePlan:
        """Return what a merge with another copy of this file would do. Changes neither.

        Raises ``AnotherCampaignError``, ``UnmergeableFileError``, and what opening the other file raises.
        """
        from hdplanner.storage import merging

        path = Path(other).absolute()
        return self.on_file(lambda hand: merging.plan(hand, path, passphrase, progress))

    def merge(
        self,
        plan: MergePlan,
        other: Path | str,
        decisions: Mapping[str, Decision],
        *,
        passphrase: str | None = None,
        join: Join | None = None,
        progress: Progress = NO_PROGRESS,
    ) -> MergeReport:
        """Carry a plan out as one edit; conflicts without a decision stay open, and this file as it is in them.

        Raises ``MergeOutdatedError`` where either file is no longer as planned, ``UnmergeableFileError``,
        ``UnfitAnswerError``, ``InvalidValueError`` for what would stand above itself.
        """
        from hdplanner.storage import erasure, merging

        path = Path(other).absolute()
        try:
            with self._transaction(writing=True):
                hand = InHand(self._link, self._layout, self.path, self.copy_id, self.author)
                report, erased = merging.merge(
                    hand,
                    self._session,
                    plan,
                    path,
                    decisions,
                    passphrase=passphrase,
                    join=join,
                    progress=progress,
                )
        except IntegrityError as error:
            raise UnmergeableFileError(path, _("a record without what it belongs to")) from error
        if erased:
            self.on_file(lambda hand: erasure.finish(hand.link), writing=True)
        return report

    def open_conflicts(self) -> list[Conflict]:
        """Return the conflicts that merges left open, as they stand now."""
        from hdplanner.storage import merge_open

        with understood(self.path, _("open conflicts")):
            return self.on_file(merge_open.open_conflicts)

    def resolve(self, key: str, decision: Decision, *, join: Join | None = None) -> Edit[None]:
        """Decide an open conflict, as an edit like any other.

        Raises ``SettledConflictError``, ``UnfitAnswerError``, ``InvalidValueError`` for what would stand above itself.
        """
        from hdplanner.storage import merge_open

        hand = InHand(self._link, self._layout, self.path, self.copy_id, self.author)
        label = Label("file.resolve", {"conflict": key})
        return self.edit(label, lambda session: merge_open.resolve(hand, session, key, decision, join))
