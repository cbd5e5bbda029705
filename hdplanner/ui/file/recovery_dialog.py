"""Makes a recovery sheet: the passphrase again, the words to print or copy by hand, two of them written back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.form import LineField, stacked
from hdplanner.ui.common.pieces import button, empty, frame, label, named
from hdplanner.ui.common.secret_fields import emptied, secret_field, show_letters
from hdplanner.ui.common.sheet import sheet
from hdplanner.ui.common.task import Task
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.recovery_words import keep_made, words_job

if TYPE_CHECKING:
    from hdplanner.ui.file.recovery_paper import Sheet

_ASK, _WORDS, _CHECK = range(3)
_COLUMNS, _WIDE = 4, 560


class RecoveryDialog(QDialog):
    """Accepted when two words came back from the paper. Nothing of the words is kept when it closes."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._words: list[str] = []
        self._asked: list[int] = []
        self._task: Task | None = None
        self.setWindowTitle(_("Recovery sheet"))
        self.field = secret_field(_("Passphrase"))
        self.wrong = label("", "danger", wrap=True)
        self.with_title = QCheckBox(_("Print the title of the plan on it"))
        self._grid = QGridLayout()
        self.answers = [LineField(_("First word asked for")), LineField(_("Second word asked for"))]
        self._questions = [label("", "small"), label("", "small")]
        self.page = _ASK
        self._pages = (self._ask_page(), self._words_page(), self._check_page())
        self.back = button(_("Back to the words"), self._on_back)
        self.print = button(_("Print…"), self._on_print)
        self.act = button("", self.attempt, "primary")
        self.act.setDefault(True)
        self._lay_out()
        self._show(_ASK)
        for gone in (context.gateway.locked, context.gateway.closed):
            gone.connect(self.reject)  # the words are the key: they must not outlive it

    def attempt(self) -> None:
        """Do what the main button of this page says."""
        if self._task is not None:
            return
        (self._on_passphrase, self._on_written, self._on_answered)[self.page]()

    def asked(self) -> list[int]:
        """The numbers of the words that are asked for, from 1."""
        return [place + 1 for place in self._asked]

    def sheet(self) -> Sheet:
        """What goes on the paper."""
        from hdplanner.services import campaigns
        from hdplanner.services.values import today_here
        from hdplanner.ui.file.recovery_paper import Sheet

        gateway = self._context.gateway
        office = gateway.read(campaigns.office)
        plans = [row.title for row in gateway.read(campaigns.campaign_rows) if row.id == gateway.campaign_id]
        return Sheet(
            words=self._words,
            file=gateway.state().name,
            office=office.name if office else "",
            made_on=today_here(),
            title=plans[0] if plans and self.with_title.isChecked() else "",
        )

    def done(self, result: int) -> None:
        """Keep nothing of passphrase and words."""
        emptied(self.field, *self.answers)
        self._words = []
        empty(self._grid)
        super().done(result)

    def reject(self) -> None:
        """Wait for the work that has the file; it takes a moment."""
        if self._task is None:
            super().reject()

    def _on_passphrase(self) -> None:
        job, stop = words_job(self._context, self.field.text())
        task = Task(self.windowTitle(), job, stop)
        task.succeeded.connect(self._on_words)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(lambda: self._end(""))
        self._task = task
        self.act.setEnabled(False)
        self._context.tasks.start(task)

    def _on_words(self, words: Sequence[str]) -> None:
        from hdplanner.domain.values import AccessKind

        self._task = None
        self.act.setEnabled(True)
        emptied(self.field)
        self._words = list(words)
        self._context.gateway.document.log_access(AccessKind.PROTECTION, how="recovery sheet")
        for place, word in enumerate(words):
            row, column = place % (len(words) // _COLUMNS), place // (len(words) // _COLUMNS)
            self._grid.addWidget(_word(place + 1, word), row, column)
        self._show(_WORDS)

    def _on_failed(self, error: BaseException) -> None:
        self._end(str(error) if isinstance(error, PlannerError) else "")
        if not isinstance(error, PlannerError):
            self._context.broke.emit(error)

    def _end(self, sentence: str) -> None:
        self._task = None
        self.act.setEnabled(True)
        self._say(sentence)
        self.field.setFocus()
        self.field.selectAll()

    def _on_written(self) -> None:
        chosen = secrets.SystemRandom().sample(range(len(self._words)), len(self.answers))
        self._asked = sorted(chosen)
        for question, answer, place in zip(self._questions, self.answers, self._asked, strict=True):
            question.setText(_("Word number {number}").format(number=format_number(place + 1)))
            named(answer, question.text())
            answer.clear()
        self._show(_CHECK)

    def _on_answered(self) -> None:
        from hdplanner.storage.recovery import same_word

        pairs = zip(self.answers, self._asked, strict=True)
        wrong = [place for answer, place in pairs if not same_word(answer.text(), self._words[place])]
        if wrong:
            said = _("Word number {number} is not what stands here. Compare the paper with the words.")
            self._say(said.format(number=format_number(wrong[0] + 1)))
            return
        keep_made(self._context)
        self.accept()

    def _on_back(self) -> None:
        self._show(_WORDS)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        from hdplanner.ui.file.recovery_paper import draw, set_page

        if not QPrinterInfo.availablePrinterNames():
            self._say(_("This computer has no printer. Copy the words by hand, with their numbers."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Recovery sheet"))
        set_page(printer)
        if QPrintDialog(printer, self).exec():
            try:
                draw(self.sheet(), printer)
            except PlannerError as error:
                self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _show(self, page: int) -> None:
        self.page = page
        for place, one in enumerate(self._pages):
            one.setVisible(place == page)
        self.back.setVisible(page == _CHECK)
        self.print.setVisible(page == _WORDS)
        self.act.setText((_("Show the words"), _("I have them on paper"), _("Check the words"))[page])
        (self.field, self.print, self.answers[0])[page].setFocus()
        self._say("")

    def _ask_page(self) -> QWidget:
        said = _(
            "The sheet holds the key of this file as 24 words. Whoever has the sheet and the file can open it "
            "without the passphrase. It belongs in the safe of the office, so that the file is not lost with a "
            "passphrase or with a person."
        )
        more = _("It is void as soon as the passphrase is changed.")
        made, column = _page()
        column.addWidget(label(said, wrap=True))
        column.addWidget(label(more, wrap=True))
        column.addSpacing(4)
        column.addWidget(stacked(_("Passphrase"), self.field))
        column.addWidget(show_letters(self.field))
        return made

    def _words_page(self) -> QWidget:
        made, column = _page()
        said = _("Print the sheet, or copy the words by hand with their numbers. They are kept nowhere else.")
        column.addWidget(label(said, wrap=True))
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        words = frame("sunken", self._grid)
        words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # all lists of words are in Latin letters
        column.addWidget(named(words, _("The words")))
        column.addWidget(self.with_title)
        column.addWidget(
            label(_("Take no photograph of it, and keep it in no computer."), "warning", wrap=True)
        )
        return made

    def _check_page(self) -> QWidget:
        made, column = _page()
        column.addWidget(
            label(_("Read these two words from the paper. Then the sheet counts as made."), wrap=True)
        )
        for question, answer in zip(self._questions, self.answers, strict=True):
            pair = QVBoxLayout()
            pair.setSpacing(2)
            question.setBuddy(answer)
            pair.addWidget(question)
            pair.addWidget(answer)
            column.addLayout(pair)
        return made

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.print)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = sheet(self, foot, _WIDE)
        column.addWidget(label(_("Recovery sheet"), "title"))
        for page in self._pages:
            column.addWidget(page)
        column.addWidget(self.wrong)


def _page() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return made, column


def _word(number: int, word: str) -> QFrame:
    """One word with its number; a screen reader says both."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    count = label(format_number(number), "small")
    count.setMinimumWidth(count.fontMetrics().horizontalAdvance("00"))
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    shown: QLabel = label(word, "heading")
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    named(shown, f"{format_number(number)} {word}")
    row.addWidget(count)
    row.addWidget(shown, 1)
    return frame("", row)
