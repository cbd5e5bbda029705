"""What a merge will do, before it does it: what comes in by itself, and what the person decides. Applies nothing.

`decisions` is what was answered once the dialog is accepted; what has no answer there is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.services.merge_report import act_word
from hdplanner.storage.merge_rows import Answer, Decision
from hdplanner.ui.common import prompts
from hdplanner.ui.common.direction import Menu
from hdplanner.ui.common.pieces import button, frame, label
from hdplanner.ui.common.segmented import Segmented
from hdplanner.ui.common.sheet import take_room
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.file.conflict_pane import KEYS, ConflictPane
from hdplanner.ui.file.merge_changes import ChangePane
from hdplanner.ui.file.merge_lists import (
    change_branches,
    change_key,
    conflict_branches,
    decided_count,
    decided_word,
    record_count,
)
from hdplanner.ui.file.merge_tree import MergeTree, TreeModel

if TYPE_CHECKING:
    from hdplanner.services.merge_rows import ShownMerge

DECIDE, INCOMING = "decide", "incoming"
_SIZE = (1120, 700)
_FEW = 200
"""So many records of one kind are listed at once; more are shown when their kind is opened."""


class MergeDialog(QDialog):
    """Two lists at one side, what is looked at on the other; nothing is done before Merge is pressed."""

    def __init__(self, shown: ShownMerge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Merge a copy"))
        self._shown = shown
        self._conflicts = {one.key: one for one in shown.conflicts}
        self._changes = {change_key(one): one for one in shown.changes}
        self.decisions: dict[str, Decision] = {}
        self._make_lists(theme)
        self._make_panes()
        self.count = label("", "small", wrap=True)
        self.refusal = label("", "danger", wrap=True)
        self.refusal.hide()
        self.keys = label(_("Keys 1 to 4 answer, 0 leaves open."), "small", wrap=True)
        self.next = button(_("Next open one"), self.go_to_next)
        self.all = self._make_menu()
        self.act = button(_("Merge"), self.accept, "primary")
        self._make_keys()
        self._lay_out()
        self._begin()
        take_room(self, *_SIZE)

    def resume(self, decisions: Mapping[str, Decision], refusal: str) -> None:
        """Take up answers that were given before; ``refusal`` is why they could not be carried out."""
        self.decisions = dict(decisions)
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self.conflicts.lines.renew()
        self._show_current()
        self._show_count()

    def take(self, answer: Answer | None, keys: Iterable[str]) -> None:
        """Answer many conflicts at once; those for which the answer makes no sense stay as they are."""
        for key in keys:
            if answer is None:
                self.decisions.pop(key, None)
            elif answer in self._conflicts[key].verbs:
                self.decisions[key] = Decision(answer)
        self.conflicts.lines.renew()
        self._show_current()
        self._show_count()

    def go_to_next(self) -> None:
        """Look at the next conflict that is open, after the one that is looked at; the first one after the last."""
        self.lists.choose(DECIDE)
        keys = self.conflicts.lines.keys()
        here = self.conflicts.current_key()
        start = keys.index(here) + 1 if here in keys else 0
        for key in (*keys[start:], *keys[:start]):
            if key not in self.decisions:
                self.conflicts.go_to(key)
                self.conflicts.setFocus()
                return

    def reject(self) -> None:
        """Leave; where something was decided, only after asking."""
        if self.decisions and not prompts.ask(
            self,
            _("Leave without merging?"),
            _("Nothing has been changed. What you decided here is not kept."),
            _("Leave"),
        ):
            return
        super().reject()

    def _make_lists(self, theme: Theme) -> None:
        conflicts = TreeModel(self._note_of_record, self._note_of_conflict)
        changes = TreeModel(self._note_of_kind, self._note_of_change)
        self._kinds = change_branches(self._shown.changes)
        self._kind_counts = {branch.key: record_count(len(branch.lines)) for branch in self._kinds}
        self._records = conflict_branches(self._shown.conflicts)
        self._record_keys = {branch.key: [line.key for line in branch.lines] for branch in self._records}
        self.conflicts = MergeTree(conflicts, _("What is to be decided"), theme)
        self.incoming = MergeTree(changes, _("What comes in"), theme)
        for model, tree in ((conflicts, self.conflicts), (changes, self.incoming)):
            model.setParent(tree)
            tree.current_changed.connect(self._show_current)
        counts = (len(self._shown.conflicts), len(self._shown.changes))
        titles = (_("To decide ({count})"), _("Comes in ({count})"))
        entries = [
            (key, title.format(count=format_number(count)))
            for key, title, count in zip((DECIDE, INCOMING), titles, counts, strict=True)
        ]
        self.lists = Segmented(entries, _("What is listed"))
        self.lists.chosen.connect(self._on_list)

    def _make_panes(self) -> None:
        self.pane = ConflictPane()
        self.pane.answered.connect(self._on_answered)
        self.change = ChangePane()
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(24, 24, 24, 24)
        self._panes = QStackedWidget()
        for pane in (self.pane, self.change, self.nothing):
            self._panes.addWidget(pane)
        self._trees = QStackedWidget()
        for tree in (self.conflicts, self.incoming):
            self._trees.addWidget(tree)

    def _make_menu(self) -> QPushButton:
        made = button(_("Take for several"), lambda: None)
        menu = Menu(made)
        here, everything = self._keys_here, lambda: list(self._conflicts)
        entries: list[tuple[str, Answer | None, Callable[[], list[str]]]] = [
            (_("Take all mine of this record"), Answer.MINE, here),
            (_("Take all theirs of this record"), Answer.THEIRS, here),
            (_("Take all mine"), Answer.MINE, everything),
            (_("Take all theirs"), Answer.THEIRS, everything),
            (_("Leave all open"), None, everything),
        ]
        for place, (text, answer, keys) in enumerate(entries):
            if place in (2, 4):
                menu.addSeparator()
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _checked=False, a=answer, k=keys: self.take(a, k()))
        made.setMenu(menu)
        return made

    def _make_keys(self) -> None:
        for number in range(len(KEYS) + 1):
            key = QShortcut(QKeySequence(str(number)), self)
            key.activated.connect(lambda number=number: self._on_key(number))

    def _keys_here(self) -> list[str]:
        return self.conflicts.lines.keys_below(self.conflicts.currentIndex())

    def _on_key(self, number: int) -> None:
        if self.lists.current() == DECIDE and self._panes.currentWidget() is self.pane:
            self.pane.answer_key(number)

    def _on_answered(self, key: str, decision: Decision | None) -> None:
        if decision is None:
            self.decisions.pop(key, None)
        else:
            self.decisions[key] = decision
        self.conflicts.lines.renew_line(key)
        self._show_count()

    def _on_list(self, key: str) -> None:
        self._trees.setCurrentWidget(self.conflicts if key == DECIDE else self.incoming)
        self._show_current()

    def _show_current(self) -> None:
        if self.lists.current() == DECIDE:
            found = self._conflicts.get(self.conflicts.current_key())
            if found is not None:
                self.pane.show_conflict(found, self.decisions.get(found.key))
                self._panes.setCurrentWidget(self.pane)
                return
            self.nothing.setText(
                _("Choose a conflict in the list.") if self._conflicts else _("Nothing is in conflict.")
            )
        else:
            change = self._changes.get(self.incoming.current_key())
            if change is not None:
                self.change.show_change(change)
                self._panes.setCurrentWidget(self.change)
                return
            self.nothing.setText(
                _("Choose a record in the list.") if self._changes else _("Nothing comes in by itself.")
            )
        self._panes.setCurrentWidget(self.nothing)

    def _show_count(self) -> None:
        left = len(self._conflicts) - len(self.decisions)
        self.next.setEnabled(left > 0)
        if not self._conflicts:
            said = _("Nothing is in conflict. All of it is one step, which can be undone.")
        elif not left:
            said = _("All is decided. It is one step, which can be undone.")
        else:
            said = ngettext(
                "{count} is left open: there your own stays, and you can decide later. One step to undo.",
                "{count} are left open: there your own stays, and you can decide later. One step to undo.",
                left,
            ).format(count=format_number(left))
        self.count.setText(said)

    def _begin(self) -> None:
        """Fill the lists when all stands in its place: a list is laid out anew whenever it gets another parent."""
        self.conflicts.lines.set_branches(self._records)
        self.incoming.lines.set_branches(self._kinds)
        self.conflicts.expandAll()
        if len(self._kinds) == 1 and len(self._changes) <= _FEW:
            self.incoming.expandAll()
        self._show_count()
        self.keys.setVisible(bool(self._conflicts))
        self.next.setVisible(bool(self._conflicts))
        self.all.setVisible(bool(self._conflicts))
        if self._conflicts:
            self.conflicts.go_to(self.conflicts.lines.keys()[0])
            self.conflicts.setFocus()
        else:
            self.lists.choose(INCOMING)
            self.incoming.setFocus()
        self._show_current()

    def _note_of_record(self, key: str) -> str:
        return decided_count(self._record_keys[key], self.decisions)

    def _note_of_conflict(self, key: str) -> str:
        return decided_word(self._conflicts[key], self.decisions.get(key))

    def _note_of_kind(self, key: str) -> str:
        return self._kind_counts[key]

    def _note_of_change(self, key: str) -> str:
        return act_word(self._changes[key].act)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(1, 10, 1, 4)
        left.setSpacing(8)
        switch = QHBoxLayout()
        switch.setContentsMargins(12, 0, 12, 0)
        switch.addWidget(self.lists)
        switch.addStretch(1)
        left.addLayout(switch)
        left.addWidget(self._trees, 1)
        self.keys.setContentsMargins(12, 0, 12, 4)
        left.addWidget(self.keys)
        right = QVBoxLayout()
        right.setContentsMargins(1, 1, 1, 1)
        right.addWidget(self._panes)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(frame("panel", left), 4)
        middle.addWidget(frame("panel", right), 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(_("Merge {file}").format(file=self._shown.file), "lead"))
        for sentence in (self._shown.past, self._shown.from_whom):
            if sentence:
                column.addWidget(label(sentence, "muted", wrap=True))
        column.addLayout(middle, 1)
        column.addWidget(self.refusal)
        column.addWidget(self.count)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.all)
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        row.addWidget(self.act)
        return row
