"""The few questions that stop a person: each with a verb on its button, never "OK". And where files are chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from hdplanner.i18n import _
from hdplanner.paths import documents_dir

CAMPAIGN_SUFFIX = ".hdplan"


def ask(parent: QWidget | None, title: str, sentence: str, verb: str, *, cautious: bool = False) -> bool:
    """Whether the person presses the verb. Only for what cannot be undone, or needs a decision.

    A `cautious` question is left alone by Enter.
    """
    box = question(parent, title, sentence, verb, cautious=cautious)
    box.exec()
    return box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.AcceptRole


def question(
    parent: QWidget | None, title: str, sentence: str, verb: str, *, cautious: bool = False
) -> QMessageBox:
    """The box that asks, not yet shown."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(sentence)
    act = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave if cautious else act)
    return box


def state(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say something that the person must have read before anything goes on."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(sentence)
    box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
    box.exec()


def choose_open(parent: QWidget | None, title: str, filters: str, folder: Path | None = None) -> Path | None:
    """The file that the person picks, or None."""
    found, _filter = QFileDialog.getOpenFileName(parent, title, str(folder or documents_dir()), filters)
    return Path(found) if found else None


def choose_save(parent: QWidget | None, title: str, proposed: Path, filters: str) -> Path | None:
    """Where the person wants a file, with the ending of the proposed one; or None."""
    found, _filter = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
    if not found:
        return None
    path = Path(found)
    return path if path.suffix else path.with_suffix(proposed.suffix)


def campaign_filter() -> str:
    """The filter of file dialogs for campaign files."""
    return _("Campaign files (*{suffix})").format(suffix=CAMPAIGN_SUFFIX)
