"""A new pack: of which kind, and what it is about. Its title follows, until somebody writes another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _
from hdplanner.ui.common.form import LineField, stacked
from hdplanner.ui.common.pieces import button, frame, label, named
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.about_list import AboutList
from hdplanner.ui.packs.models import kind_line
from hdplanner.ui.packs.two_lines import SECOND, TwoLines

if TYPE_CHECKING:
    from hdplanner.domain.values import PackKind
    from hdplanner.services.pack_choices import AboutRow
    from hdplanner.services.pack_rows import Subject

_WIDE, _HIGH = 760, 560


class NewPackDialog(QDialog):
    """Accepted, `kind`, `subject` and `title` say what is to be made. `named_after` gives the title of a subject."""

    def __init__(
        self,
        abouts: Sequence[AboutRow],
        named_after: Callable[[PackKind, AboutRow | None], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from hdplanner.briefing.sections.registry import KINDS

        self.setWindowTitle(_("New pack"))
        self._abouts = abouts
        self._named_after = named_after
        self._kinds = list(KINDS)
        self.kinds = named(QListWidget(), _("Kind of pack"))
        self.kinds.setItemDelegate(TwoLines(self.kinds, theme))
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in self._kinds:
            item = QListWidgetItem(words_for(kind))
            item.setData(SECOND, kind_line(kind))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words_for(kind)}. {kind_line(kind)}")
            item.setToolTip(kind_line(kind))
            self.kinds.addItem(item)
        self.about = AboutList(theme)
        self.line = LineField(_("Title of the pack"), _("Title on the cover"))
        self.act = button(_("Make the pack"), self.accept, "primary")
        self.act.setDefault(True)
        self._proposed = ""
        self._lay_out(theme)
        self.kinds.currentRowChanged.connect(lambda _row: self._on_kind())
        self.about.chosen.connect(self._propose)
        self.about.taken.connect(self._on_taken)
        self.line.textChanged.connect(lambda text: self.act.setEnabled(bool(text.strip())))
        self.kinds.setCurrentRow(0)
        self.kinds.setFocus()

    def kind(self) -> PackKind:
        """The kind that is chosen."""
        return self._kinds[max(0, self.kinds.currentRow())]

    def choose_kind(self, kind: PackKind) -> None:
        """Choose a kind, as the person would."""
        self.kinds.setCurrentRow(self._kinds.index(kind))

    def subject(self) -> Subject:
        """What it is about; a kind that is about the campaign has nothing else."""
        from hdplanner.services.pack_rows import THE_CAMPAIGN

        return self.about.subject() if self._asks() else THE_CAMPAIGN

    def title(self) -> str:
        """What it is called."""
        return self.line.text().strip()

    def _asks(self) -> bool:
        from hdplanner.services.pack_subject import ABOUT_A_COUNTERPART

        return self.kind() in ABOUT_A_COUNTERPART

    def _on_kind(self) -> None:
        self._right.setEnabled(self._asks())
        rows = self._abouts if self._asks() else ()
        self.about.offer(rows, self.kind(), self.about.subject())
        self._propose()

    def _propose(self) -> None:
        """What somebody wrote stays."""
        if self.line.text().strip() not in ("", self._proposed):
            return
        self._proposed = self._named_after(self.kind(), self.about.row() if self._asks() else None)
        self.line.setText(self._proposed)
        self.line.setCursorPosition(0)

    def _on_taken(self) -> None:
        if self.act.isEnabled():
            self.accept()

    def _lay_out(self, theme: Theme) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(6, 6, 6, 6)
        left.addWidget(self.kinds)
        self._right = QWidget()
        inside = QVBoxLayout(self._right)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(label(_("What is it about?"), "heading"))
        inside.addWidget(self.about, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._right)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(frame("panel", left), 1)
        middle.addWidget(frame("panel", right), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("New pack"), "title"))
        column.addLayout(middle, 1)
        column.addWidget(stacked(_("Title"), self.line))
        column.addLayout(foot)
        self.resize(round(_WIDE * theme.scale), round(_HIGH * theme.scale))
