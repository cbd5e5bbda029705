"""The states of the room that a set of pictures shows: the form folded and open, each dialog, the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from hdplanner.domain.values import PackKind
from hdplanner.ui.packs.dialogs import ExportDialog, HandOutDialog
from hdplanner.ui.packs.reveals_dialog import RevealsDialog

if TYPE_CHECKING:
    from hdplanner.ui.packs.page import PacksPage

POSES = ("", "more", "new", "about", "audiences", "office", "reveals", "export", "hand-out", "register")


def take_pose(page: PacksPage, name: str) -> None:
    """Bring the room into a state, whatever it was in before; a dialog stays open until the next pose."""
    if page.posed is not None:
        page.posed.reject()
        page.posed.deleteLater()
    page.posed = _dialog(page, name)
    if page.posed is not None:
        page.posed.open()
    page.choices.more.open(name == "more")
    if name == "register":
        page.show_register()
    else:
        page.show_packs()


def _dialog(page: PacksPage, name: str) -> QDialog | None:
    theme, row = page.context.appearance.theme, page.row()
    if row is None:
        return None
    if name == "new":
        asked = page.desk.new_pack_dialog()
        asked.choose_kind(PackKind.MEETING_BRIEF)
        return asked
    if name == "about":
        return page.desk.about_dialog(row)
    if name == "audiences":
        return page.desk.audiences_dialog()
    if name == "office":
        return page.desk.office_dialog()
    if name == "export":
        return ExportDialog(row.title, may_attach=True, parent=page)
    if name == "hand-out":
        return HandOutDialog(row.title, 2, page)
    leaving = page.leaving() if name == "reveals" else None
    if leaving is None:
        return None
    return RevealsDialog(page.approvals.found([leaving]), theme, page, approving=True)
