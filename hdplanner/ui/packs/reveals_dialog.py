"""What a pack reveals, to be read before it leaves the house: a tree that can be searched, and a tick below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _, format_number, pgettext
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.filter import FilterField, holds_all
from hdplanner.ui.common.pieces import button, frame, label, named
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.briefing.reveals import Reveals, Told

_WIDE, _HIGH = 720, 580
_PAD = 6

Index = QModelIndex | QPersistentModelIndex


class RevealsDialog(QDialog):
    """With `approving` it is accepted only by who ticks that they have read it; else it is for looking."""

    def __init__(
        self, found: Reveals, theme: Theme, parent: QWidget | None = None, *, approving: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What this pack reveals"))
        self.words = FilterField(_("Search in what the pack reveals"), theme)
        self.tree = _WrappedTree()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        named(self.tree, _("What this pack reveals"))
        self.read = QCheckBox(_("I have read this, and it may leave the house"))
        self.act = button(_("Approve and go on"), self.accept, "primary")
        self.act.setEnabled(False)
        self.read.toggled.connect(self.act.setEnabled)
        self.words.filtered.connect(self._filter)
        self._fill(found)
        self._lay_out(found, theme, approving=approving)

    def lines(self) -> list[str]:
        """Every line that is shown, without the headings."""
        return [item.text(0) for _heading, items in self._groups for item in items if not item.isHidden()]

    def _fill(self, found: Reveals) -> None:
        self._group(_("Named persons and posts"), [_line(one) for one in found.persons])
        self._group(_("Judgements"), [_line(one) for one in found.judgements])
        self._group(_("Above the chosen marking"), [_line(one) for one in found.above_marking])
        self._group(_("Free texts: read what remains"), [_flat(one) for one in found.passages])
        self._group(_("Named organisations"), [_line(one) for one in found.organisations], opened=False)

    def _group(self, title: str, lines: Sequence[str], *, opened: bool = True) -> None:
        if not lines:
            return
        lines = list(dict.fromkeys(lines))  # one name may be known from several records
        words = pgettext("reveals", "{title} ({count})")
        group = QTreeWidgetItem([words.format(title=title, count=format_number(len(lines)))])
        font = self.tree.font()
        font.setBold(True)
        group.setFont(0, font)
        self.tree.addTopLevelItem(group)
        items = [QTreeWidgetItem(group, [line]) for line in lines]
        group.setExpanded(opened)
        group.setData(0, Qt.ItemDataRole.UserRole, opened)
        self._groups.append((group, items))

    def _filter(self, words: str) -> None:
        """Groups open while something is searched for."""
        for group, items in self._groups:
            for item in items:
                item.setHidden(not holds_all(words, item.text(0)))
            group.setHidden(all(item.isHidden() for item in items))
            group.setExpanded(bool(words.strip()) or bool(group.data(0, Qt.ItemDataRole.UserRole)))

    def _lay_out(self, found: Reveals, theme: Theme, *, approving: bool) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.tree)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if approving:
            foot.addWidget(self.read, 1)
            foot.addWidget(button(_("Cancel"), self.reject))
            foot.addWidget(self.act)
        else:
            foot.addStretch(1)
            foot.addWidget(button(_("Close"), self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(label(_("What this pack reveals"), "title"))
        if found.passages:
            warning = _("Known names are replaced. This is not anonymous: read what remains.")
            column.addWidget(label(warning, "warning", wrap=True))
        if self.tree.topLevelItemCount():
            column.addWidget(self.words)
            column.addWidget(frame("panel", inside), 1)
        else:
            column.addWidget(label(_("The pack names no person and tells no judgement."), wrap=True), 1)
        column.addLayout(foot)
        self.resize(round(_WIDE * theme.scale), round(_HIGH * theme.scale))


class _WrappedTree(QTreeWidget):
    """One column whose lines are as high as their text needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Wrapped(TextDelegate):
    """Measures a line at the width that the tree has for it."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        depth = 2 if index.parent().isValid() else 1
        room = self._tree.viewport().width() - depth * self._tree.indentation() - 24
        letters = QFontMetrics(self._tree.font())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = letters.boundingRect(QRect(0, 0, max(80, room), 0), Qt.TextFlag.TextWordWrap, text)
        return QSize(0, box.height() + 2 * _PAD)


def _line(one: Told) -> str:
    """What is told, in one line: who or what, and what of it."""
    more = words_for(one.marking) if one.marking is not None else _what(one.what)
    return pgettext("reveals", "{title}: {what}").format(title=one.title, what=more) if more else one.title


def _what(what: str) -> str:
    """What a name stands for, in words; a judgement is told in words already."""
    known = {"person": _("person"), "post": _("post"), "institution": "", "ours": _("one of us")}
    return known.get(what, what)


def _flat(text: str) -> str:
    return " ".join(text.split())
