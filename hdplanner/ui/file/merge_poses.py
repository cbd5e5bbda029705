"""The windows of a merge for a set of pictures: a copy of the open file goes another way and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from hdplanner.domain.values import Sensitivity
from hdplanner.storage.merge_rows import Answer
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.storage import Document


def merge_poses(context: AppContext, window: QWidget, folder: Path) -> Iterator[tuple[str, QDialog]]:
    """Merge a copy in `folder`, and give each window on the way with the name of its picture."""
    from hdplanner.services.merge_rows import Outcome
    from hdplanner.services.merge_words import shown_merge
    from hdplanner.storage import Document
    from hdplanner.ui.file.conflicts import ConflictsDialog
    from hdplanner.ui.file.merge_report import MergeReportDialog
    from hdplanner.ui.file.merge_window import INCOMING, MergeDialog

    document, copy = context.gateway.document, folder / "field-office.hdplan"
    document.save_copy(copy, None)
    ids = _bodies(document)
    with Document.open(copy, author="Field office") as other:
        _work(other, ids, "Keeps the draft, and brings it to the Assembly in spring.", Sensitivity.PUBLIC)
        _delete(other, ids[3])
    _work(document, ids, "Leads the drafting of the law.", Sensitivity.CONFIDENTIAL)
    plan = document.plan_merge(copy)
    shown = document.read(lambda session: shown_merge(session, plan, copy.name))
    dialog = MergeDialog(shown, context.appearance.theme, window)
    yield "merge", dialog
    first = shown.conflicts[0].key
    dialog.conflicts.go_to(first)
    dialog.pane.answer(Answer.EDITED)
    yield "merge-anew", dialog
    dialog.lists.choose(INCOMING)
    dialog.incoming.expandAll()
    dialog.incoming.go_to(dialog.incoming.lines.keys()[0])
    yield "merge-incoming", dialog
    decided, dialog.decisions = dict(dialog.decisions), {}
    report = document.merge(plan, copy, decided)
    yield "merge-report", MergeReportDialog(Outcome(shown, report.decided), window)
    yield "conflicts", ConflictsDialog(context, window)


def _bodies(document: Document) -> list[str]:
    from hdplanner.services import campaigns, stakeholders
    from hdplanner.services.values import today_here

    def read(session: Any) -> list[str]:
        campaign = campaigns.campaign_rows(session)[0].id
        return [row.id for row in stakeholders.stakeholder_rows(session, campaign, today=today_here())]

    return document.read(read)


def _work(document: Document, ids: list[str], mandate: str, sensitivity: Sensitivity) -> None:
    """Both sides change the same fields of the same bodies, each otherwise, and the far one also others."""
    from hdplanner.services import stakeholders
    from hdplanner.storage import Label

    def change(*keys: str, **values: Any) -> None:
        document.edit(
            Label("stakeholder.update", {"stakeholder": keys[0]}),
            lambda session: stakeholders.update_stakeholders(session, keys, **values),
        )

    change(ids[0], mandate=mandate)
    change(ids[0], ids[1], sensitivity=sensitivity)
    if sensitivity is Sensitivity.PUBLIC:
        change(*ids[4:12], note="Met in the capital; wants to hear of us again before the reading.")
    else:
        change(ids[3], note="Asked for our paper.")


def _delete(document: Document, key: str) -> None:
    from hdplanner.services import stakeholders
    from hdplanner.storage import Label

    document.edit(
        Label("stakeholder.delete", {"stakeholder": key}),
        lambda session: stakeholders.delete_stakeholders(session, [key]),
    )
