"""Encrypting the open file, changing its passphrase, removing it: the commands of the File menu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hdplanner.i18n import _
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.storage.keys import RecoveredKey
    from hdplanner.ui.file.protection_dialog import ProtectionDialog


def ask_encrypt(context: AppContext, window: QWidget) -> None:
    """Give a plain file a passphrase, and offer its recovery sheet."""
    from hdplanner.ui.file.protection_parts import EncryptDialog

    name = _path(context).name
    if _carried_out(EncryptDialog(context, name, lambda: _names(context), window), window):
        _offer_sheet(context, window, _("{file} is encrypted now.").format(file=name))


def ask_change(context: AppContext, window: QWidget) -> None:
    """Give an encrypted file another passphrase, and offer a new recovery sheet."""
    _change(context, window, None)


def ask_after_recovery(context: AppContext, window: QWidget, recovered: RecoveredKey) -> None:
    """Offer a new passphrase to who opened the file with its recovery sheet."""
    if context.gateway.can_edit:
        _change(context, window, recovered)


def ask_remove(context: AppContext, window: QWidget) -> None:
    """Make an encrypted file plain."""
    from hdplanner.storage import versions
    from hdplanner.ui.file.protection_parts import RemoveDialog

    path = _path(context)
    if _carried_out(RemoveDialog(context, path.name, len(versions.all_of(path)), window), window):
        said = _("{file} is not encrypted any more.").format(file=path.name)
        context.tell(said, _("Encrypt…"), lambda: ask_encrypt(context, window))


def _change(context: AppContext, window: QWidget, recovered: RecoveredKey | None) -> None:
    from hdplanner.ui.file.protection_parts import ChangeDialog

    name = _path(context).name
    dialog = ChangeDialog(context, name, lambda: _names(context), recovered, window)
    if _carried_out(dialog, window):
        _offer_sheet(context, window, _("{file} has a new passphrase.").format(file=name))


def _carried_out(dialog: ProtectionDialog, window: QWidget) -> bool:
    """Show a dialog to its end, and name the versions that did not follow."""
    if not dialog.exec():
        return False
    if dialog.left:
        said = _(
            "These versions did not follow, because the old passphrase does not open them or the disk refused. "
            "They are as they were, in the folder {folder}:"
        ).format(folder=dialog.left[0].parent.name)
        names = "\n".join(one.name for one in dialog.left)
        prompts.state(window, _("Versions left as they were"), f"{said}\n\n{names}")
    return True


def _offer_sheet(context: AppContext, window: QWidget, said: str) -> None:
    from hdplanner.ui.file.recovery import ask_sheet

    more = _("Make a recovery sheet for the office's safe, so that no departure takes the file along.")
    context.tell(f"{said} {more}", _("Recovery sheet…"), lambda: ask_sheet(context, window))


def _path(context: AppContext) -> Path:
    path = context.gateway.document.path
    if path is None:
        raise RuntimeError("nothing to protect in memory")
    return path


def _names(context: AppContext) -> Sequence[str]:
    """What an attacker tries first: the file's name, the titles of its plans, the office, the person."""
    from hdplanner.services import campaigns

    plans = [row.title for row in context.gateway.read(campaigns.campaign_rows)]
    office = context.gateway.read(campaigns.office)
    return [_path(context).stem, office.name if office else "", *plans, context.settings.author_name()]
