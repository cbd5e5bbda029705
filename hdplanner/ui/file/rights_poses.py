"""The windows about people's rights for a set of pictures, the closure of the plan the last of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hdplanner.paths import documents_dir
from hdplanner.ui.common.pose import Pose, Poses
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.retention import PersonRow


def rights_poses(context: AppContext, window: QWidget) -> Poses:
    """Give some of the persons of the plan days that have passed; then each window with its picture's name."""
    from hdplanner.ui.file.rights import show_rights
    from hdplanner.ui.file.rights_notice import NoticeDialog

    people = _persons_due(context)
    shown = show_rights(context, window)
    yield Pose("rights", shown)
    shown.close()
    yield Pose("rights-notice", NoticeDialog(context, people[0].id, window))
    yield from _for_good(context, window, people)
    yield from _closure(context, window)


def _persons_due(context: AppContext) -> list[PersonRow]:
    from hdplanner.domain.values import NoticeStatus, StakeholderKind
    from hdplanner.services import retention, stakeholders
    from hdplanner.services.values import today_here

    def rows() -> list[PersonRow]:
        return context.gateway.read(retention.person_rows, today=today_here())

    for name in ("A. Torvel", "M. Ossian", "L. Kareth", "D. Venn"):
        context.gateway.run(
            "stakeholder.add",
            stakeholders.add_stakeholder,
            about={},
            made="stakeholder",
            name=name,
            kind=StakeholderKind.PERSON,
            campaign_id=context.gateway.campaign_id,
        )
    people = [row.id for row in rows()]
    passed: date = today_here() - timedelta(days=30)
    for ids, values in (
        (people[:2], {"review_on": passed, "notice": NoticeStatus.INFORMED}),
        (people[2:3], {"retain_until": passed}),
        (people[3:4], {"objected": True}),
    ):
        context.gateway.run("person.care", retention.set_care, about={"number": "2"}, ids=ids, **values)
    return rows()


def _for_good(context: AppContext, window: QWidget, people: list[PersonRow]) -> Poses:
    from hdplanner.domain.rules_retention import Fate
    from hdplanner.services import rights
    from hdplanner.ui.file.erase_dialog import EraseDialog
    from hdplanner.ui.file.retention_dialog import RetentionDialog
    from hdplanner.ui.file.rights import give_access

    give_access(context, people[0].id, documents_dir() / "everything.txt")
    yield Pose("rights-access")
    document = context.gateway.document
    subject = document.read(lambda session: rights.subject_of(session, people[0].id))
    yield Pose("erase", EraseDialog(rights.plan_erasure(document, subject), window))
    due = [row for row in people if row.is_due]
    retention = RetentionDialog(due, context.appearance.theme, window)
    retention.fates[due[0].id].show_value(Fate.KEEP)
    retention.fates[due[0].id].committed.emit(Fate.KEEP)
    yield Pose("retention", retention)


def _closure(context: AppContext, window: QWidget) -> Poses:
    from hdplanner.services import closure
    from hdplanner.services.values import today_here
    from hdplanner.ui.file.access_log import show_access_log
    from hdplanner.ui.file.closure_dialog import ClosureDialog
    from hdplanner.ui.file.closure_paper import as_pdf

    document, campaign = context.gateway.document, context.gateway.campaign_id
    dialog = ClosureDialog(closure.scope(document, campaign), window)
    dialog.choices[closure.How.PSEUDONYMISE].setChecked(True)
    yield Pose("closure", dialog)
    certificate = closure.close(document, campaign, closure.How.PSEUDONYMISE, on=today_here())
    context.gateway.announce(certificate.changes)
    yield Pose("certificate", paper=as_pdf(certificate))
    shown = show_access_log(context, window)
    yield Pose("access-log", shown)
    shown.close()
