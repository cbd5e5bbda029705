"""Conflicts that earlier merges left open: look at them, and decide one after the other. Each decision is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.pieces import button, frame, label
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.conflict_pane import KEYS, ConflictPane
from hdplanner.ui.file.merge_lists import conflict_branches, decided_word
from hdplanner.ui.file.merge_tree import MergeTree, TreeModel

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import ShownConflict
    from hdplanner.storage.merge_rows import Decision

_SIZE = (1060, 640)


def show_conflicts(context: AppContext, window: QWidget) -> None:
    """Look at the conflicts that are open, until the person closes the dialog."""
    try:
        dialog = ConflictsDialog(context, window)
    except PlannerError as error:
        context.tell(str(error))
        return
    if dialog.count():
        dialog.exec()
    else:
        context.tell(_("No conflict is open in this file."))
        dialog.deleteLater()


def tell_open(context: AppContext, window: QWidget) -> None:
    """Say gently that a file has open conflicts, where it has any."""
    from hdplanner.services.merge_words import open_conflict_count

    if not context.gateway.read(open_conflict_count):
        return
    try:
        count = len(context.gateway.document.open_conflicts())  # without those about what is gone
    except PlannerError as error:
        context.tell(str(error))
        return
    if count:
        said = ngettext(
            "{count} conflict of an earlier merge is open.",
            "{count} conflicts of earlier merges are open.",
            count,
        )
        context.tell(
            said.format(count=format_number(count)), _("Decide"), lambda: show_conflicts(context, window)
        )


class ConflictsDialog(QDialog):
    """An answer is chosen first, and takes effect with Decide."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open conflicts"))
        self._context = context
        self._shown: dict[str, ShownConflict] = {}
        self._answer: tuple[str, Decision] | None = None
        theme = context.appearance.theme
        model = TreeModel(lambda _key: "", self._note)
        self.tree = MergeTree(model, _("Conflicts that are open"), theme)
        model.setParent(self.tree)
        self.tree.current_changed.connect(self._on_current)
        self.pane = ConflictPane()
        self.pane.editable = context.gateway.can_edit
        self.pane.answered.connect(self._on_answered)
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._panes = QStackedWidget()
        for pane in (self.pane, self.nothing):
            self._panes.addWidget(pane)
        self.title = label("", "lead")
        self.refusal = label("", "danger", wrap=True)
        self.act = button(_("Decide"), self.decide, "primary")
        self.act.setDefault(True)
        for number in range(len(KEYS) + 1):
            key = QShortcut(QKeySequence(str(number)), self)
            key.activated.connect(lambda number=number: self._on_key(number))
        self._lay_out()
        self.reload()
        take_room(self, *_SIZE)

    def count(self) -> int:
        """How many are open."""
        return len(self._shown)

    def reload(self, at: int = 0) -> None:
        """Read what is open now, and look at the one at a place of the list."""
        from hdplanner.services.merge_words import shown_conflicts

        gateway = self._context.gateway
        found, coded = gateway.document.open_conflicts(), gateway.code_names
        shown = gateway.document.read(lambda session: shown_conflicts(session, found, coded=coded))
        self._shown = {one.key: one for one in shown}
        self._answer = None
        self.tree.lines.set_branches(conflict_branches(shown))
        self.tree.expandAll()
        count = len(shown)
        said = ngettext("{count} open conflict", "{count} open conflicts", count)
        self.title.setText(said.format(count=format_number(count)) if count else _("No open conflicts"))
        keys = self.tree.lines.keys()
        if keys:
            self.tree.go_to(keys[min(at, len(keys) - 1)])
        self.tree.setFocus()
        self._on_current()

    def decide(self) -> None:
        """Carry out the answer that is chosen, as one edit, and go on to the next conflict."""
        from hdplanner.services.duplicates import merge_stakeholders

        if self._answer is None or not self._context.gateway.can_edit:
            return
        key, decision = self._answer
        place = self.tree.lines.keys().index(key)
        try:
            edit = self._context.gateway.document.resolve(key, decision, join=merge_stakeholders)
        except PlannerError as error:
            self.refusal.setText(str(error))
            self.refusal.show()
            return
        self._context.gateway.announce(edit.changes)
        self.reload(place)

    def _note(self, key: str) -> str:
        chosen = self._answer is not None and self._answer[0] == key
        return decided_word(self._shown[key], self._answer[1]) if chosen and self._answer else ""

    def _on_key(self, number: int) -> None:
        if self._panes.currentWidget() is self.pane:
            self.pane.answer_key(number)

    def _on_answered(self, key: str, decision: Decision | None) -> None:
        self._answer = None if decision is None else (key, decision)
        self.act.setEnabled(self._answer is not None)
        self.tree.lines.renew_line(key)

    def _on_current(self) -> None:
        self.refusal.hide()
        self._answer = None
        self.act.setEnabled(False)
        self.tree.lines.renew()
        found = self._shown.get(self.tree.current_key())
        if found is not None:
            self.pane.show_conflict(found, None)
            self._panes.setCurrentWidget(self.pane)
            return
        self.nothing.setText(
            _("Choose a conflict in the list.") if self._shown else _("Everything is decided.")
        )
        self._panes.setCurrentWidget(self.nothing)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setContentsMargins(1, 4, 1, 4)
        left.addWidget(self.tree)
        right.setContentsMargins(1, 1, 1, 1)
        right.addWidget(self._panes, 1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(frame("panel", left), 4)
        middle.addWidget(frame("panel", right), 5)
        hint = _(
            "Until you decide, what stands in this file stays. Each decision is one step, which can be undone."
        )
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label(hint, "small", wrap=True), 1)
        foot.addWidget(button(_("Close"), self.reject))
        foot.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addLayout(middle, 1)
        column.addWidget(self.refusal)
        column.addLayout(foot)
