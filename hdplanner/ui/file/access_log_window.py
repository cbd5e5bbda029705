"""What was let out, taken away or looked into, the newest first, and whether the log is whole. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_datetime, format_number, ngettext
from hdplanner.ui.common.pieces import button, label
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import set_look
from hdplanner.ui.file.plain_table import PlainModel, plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hdplanner.storage.access_log import AccessEntry
    from hdplanner.ui.context import AppContext

_SIZE = (900, 520)
_MOST = 5_000
"""So many entries are listed; all of them are in what is exported."""


class AccessLogWindow(QDialog):
    """Stays open beside the main window until the file is closed."""

    export_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Access log"))
        self._context = context
        theme = context.appearance.theme
        titles = (_("Entry"), _("When"), _("Who"), _("What was done"))
        self.model: PlainModel[AccessEntry] = PlainModel(titles, _words, self)
        self.table = plain_table(_("Entries, the newest first"), self.model, theme, (70, 170, 150))
        self.mark = label("", "small", wrap=True)
        self.none = label(_("Nothing has left this file yet."), "muted", wrap=True)
        self.export = button(_("Export…"), self.export_wanted.emit)
        self._lay_out()
        gateway = context.gateway
        for end in (gateway.closed, gateway.locked, gateway.opened):
            end.connect(self.close)
        take_room(self, *_SIZE)

    def read(self) -> None:
        """Show what the log holds now, and whether it is whole."""
        from hdplanner.storage import access_log

        entries, wrong, head = self._context.gateway.document.on_file(
            lambda hand: (
                access_log.entries(hand.link.raw, _MOST),
                list(access_log.problems(hand.link.raw)),
                access_log.head(hand.link.raw),
            )
        )
        self.model.set_rows(entries)
        self.table.setVisible(bool(entries))
        self.none.setVisible(not entries)
        self.export.setEnabled(bool(entries))
        self.mark.setText(" ".join(wrong) or _whole(head.count, head.digest))
        set_look(self.mark, "danger" if wrong else "small")

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.export)
        acts.addStretch(1)
        acts.addWidget(button(_("Close"), self.close))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(_("Access log"), "title"))
        said = _(
            "Every export, hand-out and copy is listed here, and every act for the rights of a person. Entries hang "
            "on each other, so that one that is changed or missing shows."
        )
        outer.addWidget(label(said, "small", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self.mark)
        outer.addLayout(acts)


def _words(entry: AccessEntry) -> Sequence[str]:
    from hdplanner.services.access_words import entry_sentence

    return (
        format_number(entry.number),
        format_datetime(entry.at.astimezone()),
        entry.author,
        entry_sentence(entry),
    )


def _whole(count: int, digest: str) -> str:
    if not count:
        return ""
    said = ngettext(
        "Checked: {count} entry, unbroken. Digest {digest}",
        "Checked: {count} entries, unbroken. Digest {digest}",
        count,
    )
    return said.format(count=format_number(count), digest=digest[:16])
