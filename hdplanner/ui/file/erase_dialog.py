"""The one question before a person is erased: what goes, which texts lose the name, what is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.pieces import button, label, named
from hdplanner.ui.common.sheet import sheet

if TYPE_CHECKING:
    from hdplanner.services.rights import ErasurePlan

_WIDE, _LINES = 600, 130


class EraseDialog(QDialog):
    """Erases nothing itself. The verb waits until the person has said that they know it is for good."""

    def __init__(self, plan: ErasurePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Erase a person"))
        self.known = QCheckBox(_("I know that nothing brings this back"))
        self.act = button(_("Erase for good"), self.accept, "primary")
        self.act.setEnabled(False)
        self.known.toggled.connect(self.act.setEnabled)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = sheet(self, foot, _WIDE, 10)
        column.addWidget(label(_("Erase {name}?").format(name=plan.subject.title), "lead", wrap=True))
        for sentence in _sentences(plan):
            column.addWidget(label(sentence, wrap=True))
        self.texts = self._list(column, _("Texts that lose the name"), _passages(plan))
        self.left = self._list(
            column, _("Out of reach of this file"), [one.what for one in plan.out_of_reach]
        )
        column.addWidget(self.known)

    def _list(self, column: QVBoxLayout, title: str, lines: Sequence[str]) -> QListWidget:
        shown = named(QListWidget(), title)
        shown.setItemDelegate(TextDelegate(shown))
        shown.addItems([" ".join(line.split()) for line in lines])
        shown.setWordWrap(True)
        shown.setResizeMode(QListWidget.ResizeMode.Adjust)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setMaximumHeight(_LINES)
        for one in (label(title, "small"), shown):
            column.addWidget(one)
            one.setVisible(bool(lines))
        return shown


def _passages(plan: ErasurePlan) -> list[str]:
    from hdplanner.services.record_words import field_word, noun_word

    return [
        _("{record}, {field}: {text}").format(
            record=noun_word(one.table), field=field_word(one.table, one.field), text=one.text
        )
        for one in plan.passages
    ]


def _sentences(plan: ErasurePlan) -> list[str]:
    rows = ngettext("{count} record goes.", "{count} records go.", plan.count).format(
        count=format_number(plan.count)
    )
    names = _("Their names are looked for everywhere: {names}.").format(names=" · ".join(plan.subject.names))
    versions = ngettext(
        "{count} earlier version of the file is treated alike.",
        "{count} earlier versions of the file are treated alike.",
        plan.versions,
    ).format(count=format_number(plan.versions))
    found = [rows + (" " + versions if plan.versions else "")]
    return [*found, names] if plan.subject.names else found
