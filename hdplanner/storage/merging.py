"""The merge of another copy of the file: what it would do, and doing it as one edit. See `docs/merge.md`.

Works on the file in hand, inside a transaction of the caller where it writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from hdplanner.errors_merge import MergeOutdatedError, PartOfFileError
from hdplanner.i18n import _
from hdplanner.progress import Progress
from hdplanner.storage import erasure
from hdplanner.storage.changes import Changes, Label, RowChange
from hdplanner.storage.faults import understood
from hdplanner.storage.in_hand import InHand
from hdplanner.storage.merge_apply import Applying
from hdplanner.storage.merge_compare import compare
from hdplanner.storage.merge_log import RowKey, Side, rows_as_they_stand, side_of
from hdplanner.storage.merge_other import other_side, readable
from hdplanner.storage.merge_prospect import Prospect, authors_of, plan_of, prospect_of
from hdplanner.storage.merge_rows import Decision, Join, MergePlan, MergeReport

LABEL = "file.merge"


def plan(hand: InHand, other: Path, passphrase: str | None, progress: Progress) -> MergePlan:
    """Return what a merge with the other copy would do. Changes neither."""
    progress.step(0, 3, _("Opening the other copy"))
    with other_side(hand, other, passphrase) as theirs:
        progress.step(1, 3, _("Comparing both copies"))
        prospect = _prospect(hand, theirs, other)
        progress.step(2, 3, _("Comparing both copies"))
        return _with_erased(plan_of(prospect), prospect)


def _prospect(hand: InHand, theirs: Side, other: Path) -> Prospect:
    with understood(hand.path, _("change log")):
        mine = side_of(hand.link.raw, hand.layout)
    if mine.part:
        raise PartOfFileError(hand.path or "")
    with readable(other):
        return prospect_of(compare(mine, theirs))


def _with_erased(plan: MergePlan, prospect: Prospect) -> MergePlan:
    """Show as leaving what was erased there for good: it goes here as well."""
    found = prospect.found
    there = rows_as_they_stand(found.mine, _erased_there(found.mine, found.theirs))
    leaving = tuple(RowChange(*key, image, None) for key, image in there.items())
    return MergePlan(
        plan.incoming + leaving,
        plan.conflicts,
        plan.authors,
        plan.past,
        plan.shared_until,
        plan.here,
        plan.there,
    )


def _erased_there(mine: Side, theirs: Side) -> set[RowKey]:
    return {key for key in theirs.tombstones - mine.tombstones if key[0] in mine.layout.logged}


def merge(
    hand: InHand,
    session: Session,
    planned: MergePlan,
    other: Path,
    decisions: Mapping[str, Decision],
    *,
    passphrase: str | None,
    join: Join | None,
    progress: Progress,
) -> tuple[MergeReport, bool]:
    """Carry out a plan inside the running transaction; tell with true that something was erased for good.

    Raises ``MergeOutdatedError`` where either file is no longer as planned.
    """
    with other_side(hand, other, passphrase) as theirs:
        with understood(hand.path, _("change log")):
            mine = side_of(hand.link.raw, hand.layout)
        if (mine.head, theirs.head) != (planned.here, planned.there):
            raise MergeOutdatedError(other)
        erased = _erased_there(mine, theirs)
        if erased:
            erasure.erase_rows(hand, erased)
        prospect = _prospect(hand, theirs, other)
        found = prospect.found
        if not found.only_there:
            nothing = Changes("", Label(LABEL), {})
            return MergeReport(nothing, (), {}, (), {}), bool(erased)
        with readable(other):
            applied = Applying(hand, session, other, prospect, join, progress).run(decisions)
        report = MergeReport(
            changes=applied.changes,
            incoming=applied.incoming,
            decided={key: decision for key, decision in decisions.items() if key in prospect.drafts},
            conflicts=applied.left,
            authors=authors_of(prospect.found),
        )
        with readable(other):
            forgotten = erasure.forget(hand, theirs.raw, mine.tombstones)
        return report, bool(erased) or forgotten
