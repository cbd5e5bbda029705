"""The line above the pages that finds words in them: a field, how many there are, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs.page_search import Hit, PageSearch
from hdplanner.ui.packs.pages_view import PagesView

_PAUSE_MS = 120


class SearchBar(QFrame):
    """Hidden until it is opened. Enter and F3 go on, with Shift back; Esc closes it."""

    closed = Signal()

    def __init__(self, pages: PagesView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._search = PageSearch(self)
        self._place = -1
        self._stays = False
        self.field = named(QLineEdit(), _("Find in the pages"))
        self.field.setPlaceholderText(_("Find in the pages"))
        with_look(self.field, "search")
        self.count = label("", "small")
        self._buttons = {
            "chevron-up": icon_button(theme, "chevron-up", _("Previous"), self.back),
            "chevron-down": icon_button(theme, "chevron-down", _("Next"), self.forth),
            "close": icon_button(theme, "close", _("Close the search"), self.close_search),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 10)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for one in self._buttons.values():
            row.addWidget(one)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.field.textChanged.connect(self._on_written)
        self.field.installEventFilter(self)
        self._search.grown.connect(self._on_grown)
        pages.replaced.connect(self._on_replaced)
        pages.installEventFilter(self)
        self.hide()

    @property
    def hits(self) -> list[Hit]:
        """What is found so far."""
        return self._search.hits

    @property
    def current(self) -> Hit | None:
        """The hit that one has gone to."""
        return self.hits[self._place] if 0 <= self._place < len(self.hits) else None

    def open_search(self) -> None:
        """Show the line and write in it."""
        if self.isHidden():
            self.show()
            self._search.look_in(self._pages.pages())
            self._look()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_search(self) -> None:
        """Take the line and the marks away."""
        self.hide()
        self._search.look_for("")
        self._pages.setFocus()
        self.closed.emit()

    def forth(self) -> None:
        """Go to the next hit; after the last comes the first."""
        self._go(self._place + 1)

    def back(self) -> None:
        """Go to the hit before."""
        self._go(self._place - 1)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for name, one in self._buttons.items():
            one.setIcon(icon(name, theme, "muted"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.isHidden():
            return self._answer(event, written=watched is self.field)
        return super().eventFilter(watched, event)

    def _answer(self, event: QKeyEvent, *, written: bool) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        is_enter = written and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        elif event.matches(QKeySequence.StandardKey.FindPrevious) or (is_enter and back):
            self.back()
        elif event.matches(QKeySequence.StandardKey.FindNext) or is_enter:
            self.forth()
        else:
            return False
        return True

    def _on_written(self, text: str) -> None:
        direct(self.field, text)
        self._pause.start()

    def _look(self) -> None:
        self._place, self._stays = -1, False
        self._search.look_for(self.field.text())

    def _on_replaced(self) -> None:
        if not self.isHidden():
            self._place, self._stays = -1, True
            self._search.look_in(self._pages.pages())

    def _on_grown(self) -> None:
        if self._place < 0 and self.hits:
            self._begin()
        self._show()

    def _begin(self) -> None:
        """Start with the first hit from the page in view on; where only the pages are new, nothing moves."""
        here = self._pages.page_in_view() - 1
        found = next((place for place, hit in enumerate(self.hits) if hit.page >= here), None)
        if found is None and self._search.is_done:
            found = 0
        if found is not None:
            self._place = found
            if not self._stays:
                self._pages.bring_into_view(self.hits[found])

    def _go(self, place: int) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._look()
        elif self.hits:
            self._place = place % len(self.hits)
            self._pages.bring_into_view(self.hits[self._place])
            self._show()

    def _show(self) -> None:
        self._pages.mark_hits(self.hits, self.current)
        count = len(self.hits)
        if count:
            words = _("{place} of {count}").format(
                place=format_number(self._place + 1), count=format_number(count)
            )
        else:
            words = _("Not found") if self.field.text().strip() and self._search.is_done else ""
        self.count.setText(words)
        for name in ("chevron-up", "chevron-down"):
            self._buttons[name].setEnabled(bool(count))
