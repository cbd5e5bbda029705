"""What a merge did, to read, to copy and to save. Knows no file of a plan: it is given what was shown and decided."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import take_room

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import Outcome

_SIZE = (760, 560)


class MergeReportDialog(QDialog):
    """The report as a text."""

    def __init__(self, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from hdplanner.services.merge_report import report_text

        self.setWindowTitle(_("What the merge did"))
        self._outcome = outcome
        self.text = named(QPlainTextEdit(report_text(outcome)), _("Report of the merge"))
        self.text.setReadOnly(True)
        self.said = label("", "small", wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.said, 1)
        foot.addWidget(button(_("Copy"), self.copy))
        foot.addWidget(button(_("Save…"), self.ask_save))
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(_("The copy was merged"), "lead"))
        column.addWidget(label(_("All of it is one step, which can be undone."), "muted"))
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        take_room(self, *_SIZE)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(_("The report was copied."))

    def ask_save(self) -> None:
        """Let the person choose where the report goes, and whether it is a text or a table."""
        filters = _("Text (*.txt);;Table (*.csv)")
        proposed = documents_dir() / (_("Report of the merge") + ".txt")
        path = prompts.choose_save(self, _("Save the report"), proposed, filters)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the report whole or not at all: as a table where the name ends so, else as a text."""
        from hdplanner.files import write_atomically

        table = path.suffix.lower() == ".csv"
        content = table_text(self._outcome) if table else self.text.toPlainText()
        try:
            write_atomically(path, content.encode("utf-8-sig" if table else "utf-8"))
        except PlannerError as error:
            self.said.setText(str(error))
        else:
            self.said.setText(_("The report was saved as {file}.").format(file=path.name))


def table_text(outcome: Outcome) -> str:
    """The report as CSV, in which no cell is taken for a formula."""
    from hdplanner.exchange.stakeholder_csv import inert
    from hdplanner.services.merge_report import report_rows

    out = io.StringIO(newline="")
    table = csv.writer(out)
    for row in report_rows(outcome):
        table.writerow([inert(cell) for cell in row])
    return out.getvalue()
