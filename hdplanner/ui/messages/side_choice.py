"""The sides a message is looked at from, as tabs, or as a list where there is no room for tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import named, with_look

HOUSE, VARIANTS, QUESTIONS, WORDS = "house", "variants", "questions", "words"
CHECK, VERSIONS, BANK = "check", "versions", "bank"
SIDES = (HOUSE, VARIANTS, QUESTIONS, WORDS, CHECK, VERSIONS, BANK)


def side_titles() -> list[tuple[str, str]]:
    """What each side of a message is called."""
    return [
        (HOUSE, _("House")),
        (VARIANTS, _("Variants")),
        (QUESTIONS, _("Questions")),
        (WORDS, _("Words")),
        (CHECK, _("Check")),
        (VERSIONS, _("Versions")),
        (BANK, _("Bank")),
    ]


class Tabs(QWidget):
    """Names side by side, the one that is shown underlined. Narrower than segments, for many of them."""

    chosen = Signal(str)

    def __init__(self, titles: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self._keys = [key for key, _title in titles]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_key, title) in enumerate(titles):
            tab = with_look(QToolButton(), "tab")
            tab.setText(title)
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(tab, number)
            row.addWidget(tab)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._keys[number]))

    def show_key(self, key: str) -> None:
        """Underline one."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def fit(self) -> None:
        """Keep room for every name, in the weight of the one that is shown."""
        for tab in self._group.buttons():
            bold = QFont(tab.font())
            bold.setWeight(QFont.Weight.DemiBold)
            tab.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(tab.text()) + 22)


class SideChoice(QWidget):
    """The sides next to each other, or, where that is too wide, in a list."""

    chosen = Signal(str)

    def __init__(self, titles: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Tabs(titles, name, self)
        self.list = ChoiceField(name, [*titles])
        self.list.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tabs.chosen.connect(self.choose)
        self.list.committed.connect(self.choose)
        self._current = titles[0][0]

    def current(self) -> str:
        """The side that is shown."""
        return self._current

    def choose(self, key: str) -> None:
        """Show a side; nothing happens where it is shown already."""
        if key != self._current:
            self._current = key
            self.tabs.show_key(key)
            self.list.show_value(key)
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        return QSize(self.tabs.sizeHint().width(), self.tabs.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.tabs.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tabs.fit()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wanted = self.tabs.sizeHint()
        fits = wanted.width() <= self.width()
        near = (
            self.width() - wanted.width() if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        )
        self.tabs.setGeometry(near, 0, wanted.width(), self.height())
        self.list.setGeometry(0, 0, self.width(), self.height() - 4)
        self.tabs.setVisible(fits)
        self.list.setVisible(not fits)
