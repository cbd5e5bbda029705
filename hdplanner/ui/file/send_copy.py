"""A copy for a colleague, whole or in part, that can come back and be merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.values import AccessKind, Reveals, Sensitivity
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.paths import documents_dir
from hdplanner.ui.common import prompts
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.form import ChoiceField, stacked
from hdplanner.ui.common.on_loan import on_loan
from hdplanner.ui.common.pieces import button, hairline, label, set_margins
from hdplanner.ui.common.secret_fields import secret_field, show_letters
from hdplanner.ui.common.sheet import sheet

if TYPE_CHECKING:
    from hdplanner.progress import Progress
    from hdplanner.services.sending import Part, Sent
    from hdplanner.storage import Document
    from hdplanner.ui.context import AppContext

_WIDE = 560
_INDENT = 24


@dataclass(frozen=True, slots=True)
class Sending:
    """What the person chose: the whole file where ``part`` is ``None``; plain where ``passphrase`` is."""

    part: Part | None
    passphrase: str | None


class SendCopyDialog(QDialog):
    """Asks how much travels and under which passphrase; `chosen` is there when it was accepted."""

    def __init__(self, campaigns: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Send a copy"))
        self.chosen: Sending | None = None
        self.whole = QRadioButton(_("The whole file"))
        self.part = QRadioButton(_("A part of it"))
        self.whole.setChecked(True)
        self.marking = ChoiceField(_("Marked up to"), choices_of(Sensitivity))
        self.marking.show_value(Sensitivity.CONFIDENTIAL)
        self.campaigns = {key: _ticked(title) for key, title in campaigns}
        self.kinds: dict[Reveals, QCheckBox] = {
            "judgement": _ticked(_("Judgements about people")),
            "source": _ticked(_("Sources"), on=False),
            "redline": _ticked(_("Bottom lines and red lines"), on=False),
            "note": _ticked(_("Internal notes and files"), on=False),
            "contact": _ticked(_("Contact details"), on=False),
        }
        self.first = secret_field(_("Passphrase"))
        self.second = secret_field(_("Passphrase again"))
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        self._parts = self._make_parts()
        self.part.toggled.connect(self._on_part)
        self._lay_out()

    def attempt(self) -> None:
        """Accept what is chosen, or say what is missing."""
        wrong = self._what_is_wrong()
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        if not wrong:
            self.chosen = Sending(self._part() if self.part.isChecked() else None, self.first.text() or None)
            self.accept()

    def _part(self) -> Part:
        from hdplanner.services.sending import Part

        wanted = frozenset(key for key, box in self.campaigns.items() if box.isChecked())
        every = len(wanted) == len(self.campaigns)
        kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
        return Part(self.marking.value(), frozenset() if every else wanted, kinds)

    def _what_is_wrong(self) -> str:
        if self.part.isChecked() and not any(box.isChecked() for box in self.campaigns.values()):
            return _("Choose at least one plan.")
        if self.first.text() != self.second.text():
            return _("The two passphrases differ. Write them again.")
        return ""

    def _on_part(self, on: bool) -> None:
        self._parts.setVisible(on)

    def _make_parts(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        set_margins(column, _INDENT, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(stacked(_("Marked up to"), self.marking))
        if len(self.campaigns) > 1:
            column.addWidget(label(_("Plans"), "small"))
            for box in self.campaigns.values():
                column.addWidget(box)
        column.addWidget(label(_("What goes along besides names and facts"), "small"))
        for box in self.kinds.values():
            column.addWidget(box)
        said = _("Whoever is at risk or not to be approached stays out, and so does all history.")
        column.addWidget(label(said, "small", wrap=True))
        made.hide()
        return made

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        act = button(_("Make the copy…"), self.attempt, "primary")
        act.setDefault(True)
        row.addWidget(act)
        column = sheet(self, row, _WIDE, 8)
        column.addWidget(label(_("Send a copy to a colleague"), "title"))
        said = _("They work in it, send it back, and you take in what they changed with Merge.")
        column.addWidget(label(said, wrap=True))
        column.addSpacing(8)
        for part in (self.whole, self.part, self._parts, hairline()):
            column.addWidget(part)
        column.addWidget(stacked(_("Passphrase of the copy"), self.first))
        column.addWidget(stacked(_("Passphrase again"), self.second))
        column.addWidget(show_letters(self.first, self.second))
        warning = _(
            "Without a passphrase anyone who finds the copy can read it. Tell it to your colleague in another way."
        )
        column.addWidget(label(warning, "warning", wrap=True))
        column.addWidget(self.wrong)


def _ticked(text: str, *, on: bool = True) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(on)
    return made


def ask_send_copy(context: AppContext, window: QWidget) -> None:
    """Ask how much travels and where the copy goes, and write it in the background."""
    from hdplanner.services import campaigns

    rows = context.gateway.read(campaigns.campaign_rows)
    dialog = SendCopyDialog([(row.id, row.title) for row in rows], window)
    if not dialog.exec() or dialog.chosen is None:
        return
    name = context.gateway.document.path or documents_dir() / _("Plan")
    proposed = name.with_name(_("{file} (to send)").format(file=name.stem) + prompts.CAMPAIGN_SUFFIX)
    path = prompts.choose_save(window, _("Send a copy"), proposed, prompts.campaign_filter())
    if path is not None:
        send(context, path, dialog.chosen)


def send(context: AppContext, path: Path, sending: Sending) -> None:
    """Write the copy on the file that is lent to a worker."""

    def work(lent: Document, _progress: Progress) -> Sent | None:
        from hdplanner.services.sending import send_part

        if sending.part is None:
            lent.save_copy(path, sending.passphrase)
            return None
        return send_part(lent, path, sending.passphrase, sending.part)

    on_loan(context, _("Making the copy"), work, partial(_on_sent, context, path, sending))


def _on_sent(context: AppContext, path: Path, sending: Sending, sent: Sent | None) -> None:
    from hdplanner.services.sending import facts_of

    facts = facts_of(sending.part, sent, encrypted=sending.passphrase is not None)
    context.gateway.log_access(AccessKind.COPY, **facts)
    context.tell(_told(path, sent))


def _told(path: Path, sent: Sent | None) -> str:
    if sent is None:
        return _("{file} is a copy of the whole file. When it comes back, merge it.").format(file=path.name)
    count = sent.left_out
    return ngettext(
        "{file} is ready to be sent; {count} record stayed here. When it comes back, merge it.",
        "{file} is ready to be sent; {count} records stayed here. When it comes back, merge it.",
        count,
    ).format(file=path.name, count=format_number(count))
