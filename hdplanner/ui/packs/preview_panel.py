"""The panel with the pages: their marking, where one is, zoom, search, print, and the button that makes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.packs.models import MARKING_LOOKS
from hdplanner.ui.packs.pages_view import PagesView
from hdplanner.ui.packs.preview import InView
from hdplanner.ui.packs.search_bar import SearchBar

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack
    from hdplanner.briefing.drafts import Draft


class PreviewPanel(QFrame):
    """Shows pages, or a sentence that says why there are none; what is to be done with them it only asks for."""

    export_wanted = Signal()
    hand_out_wanted = Signal()
    print_wanted = Signal()
    more_wanted = Signal(QPoint)
    """The menu of what else can be done is wanted at a point of the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "panel")
        named(self, _("Preview"))
        self.pages = PagesView(theme)
        self.search = SearchBar(self.pages, theme)
        self.marking = label("", "marking-internal")
        self.place = label("", "small")
        self.export = button(_("Export…"), self.export_wanted.emit, "primary")
        self.hand_out = button(_("Hand out…"), self.hand_out_wanted.emit)
        self.tools = self._made_tools(theme)
        self.sentence = label(_("The pages come in a moment."), "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._lay_out()
        self._allow(False)
        self.pages.moved.connect(self._on_moved)
        self._print_keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        self._print_keys.activated.connect(self.tools["print"].click)

    @property
    def has_pages(self) -> bool:
        """Whether there are pages to look at."""
        return self._stack.currentWidget() is self.pages

    def show_pages(self, built: BuiltPack, draft: Draft) -> None:
        """Show a finished pack; its draft knows where records and headings stand."""
        self.pages.show_pdf(built.data, draft.places, draft.headings)
        set_look(self.marking, MARKING_LOOKS[built.marking])
        self.marking.setText(words_for(built.marking).upper())
        self.marking.show()
        self._stack.setCurrentWidget(self.pages)
        self._allow(True)

    def show_page(self, number: int, data: bytes) -> None:
        """Show the page in view a moment before the others."""
        is_first = not self.pages.count
        self.pages.show_page(number, data)
        self._stack.setCurrentWidget(self.pages)
        if is_first:
            self.place.clear()  # how many there are, the whole pack will tell

    def in_view(self) -> InView:
        """Where somebody looks."""
        return InView(self.pages.page_in_view(), self.pages.spots_about())

    def show_sentence(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self.pages.show_pdf(None)
        self.sentence.setText(sentence)
        self.marking.hide()
        self._stack.setCurrentWidget(self._said)
        self._allow(False)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.pages.wear(theme)
        self.search.wear(theme)
        for name, one in self.tools.items():
            one.setIcon(icon(name, theme, "muted"))

    def set_editable(self, editable: bool) -> None:
        """A file open for reading records no copies."""
        self.hand_out.setVisible(editable)

    def open_more(self) -> None:
        """Ask for the menu below its button."""
        opener = self.tools["more"]
        self.more_wanted.emit(opener.mapToGlobal(QPoint(0, opener.height())))

    def _made_tools(self, theme: Theme) -> dict[str, QToolButton]:
        """The quiet buttons of the head, by their icons."""
        acts = (
            ("zoom-out", _("Smaller"), self.pages.zoom_out),
            ("zoom-in", _("Larger"), self.pages.zoom_in),
            ("zoom-fit", _("Fit the width"), self.pages.fit),
            ("search", _("Find in the pages"), self.search.open_search),
            ("print", _("Print…"), self.print_wanted.emit),
            ("more", _("More"), self.open_more),
        )
        return {name: icon_button(theme, name, title, act) for name, title, act in acts}

    def _lay_out(self) -> None:
        self._said = QWidget()
        middle = QVBoxLayout(self._said)
        middle.setContentsMargins(48, 24, 48, 24)
        middle.addStretch(2)
        middle.addWidget(self.sentence)
        middle.addStretch(3)
        self._stack.addWidget(self._said)
        self._stack.addWidget(self.pages)
        head = WrapLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.addWidget(self.marking)
        head.push()
        head.addWidget(_together(self.hand_out, self.export))
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 6)
        below.setSpacing(2)
        below.addWidget(self.place)
        below.addStretch(1)
        for one in self.tools.values():
            below.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.search)
        column.addWidget(self._stack, 1)
        self.marking.hide()
        named(self.export, _("Export this pack"))

    def _allow(self, allowed: bool) -> None:
        for name, one in self.tools.items():
            one.setEnabled(allowed or name == "more")
        for act in (self.export, self.hand_out):
            act.setEnabled(allowed)

    def _on_moved(self, page: int, count: int) -> None:
        self.place.setText(_place(page, count) if count else "")
        widest = self.place.fontMetrics().horizontalAdvance(_place(count, count)) + 4
        if widest != self.place.minimumWidth():  # so that turning a page moves nothing else
            self.place.setMinimumWidth(widest)


def _place(page: int, pages: int) -> str:
    return _("Page {page} of {pages}").format(page=format_number(page), pages=format_number(pages))


def _together(*widgets: QWidget) -> QWidget:
    """Widgets that go into the next line together."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for one in widgets:
        row.addWidget(one)
    return made
