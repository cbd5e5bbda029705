"""What can be done with the pages besides looking at them: print, go to the source of a line, make a batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import Menu, in_own_direction
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.batch import Allow, BatchCommand, allow_all
from hdplanner.ui.packs.preview_panel import PreviewPanel
from hdplanner.ui.packs.printing import PrintCommand

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack, PackOptions

_MOST_SOURCES = 15


class PreviewTools(QObject):
    """Answers what the panel asks for. `options` and `built` say what is shown at the time.

    `may_print` and `allow` say whether that may leave the house.
    """

    def __init__(
        self,
        context: AppContext,
        page: QWidget,
        panel: PreviewPanel,
        *,
        options: Callable[[], PackOptions | None],
        built: Callable[[], BuiltPack | None],
        hand_out: Callable[[], None],
        may_print: Callable[[], bool] = lambda: True,
        allow: Allow = allow_all,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._panel = panel
        self._options = options
        self._built = built
        self._may_print = may_print
        self.printing = PrintCommand(context, page, hand_out)
        self.batch = BatchCommand(context, page, allow)
        panel.print_wanted.connect(self.print_pack)
        panel.more_wanted.connect(self._open_more)
        panel.pages.source_wanted.connect(context.navigate)
        panel.pages.menu_wanted.connect(self._open_sources)

    def print_pack(self) -> None:
        """Print the pages that are shown."""
        built, options = self._built(), self._options()
        if built is None or options is None or not self._panel.has_pages:
            return
        if self._may_print():
            self.printing.ask(built.data, options.title, self._panel.pages.page_in_view())

    def open_batch(self) -> None:
        """Make several packs at once."""
        options = self._options()
        if options is not None:
            self.batch.ask(options)

    def more_menu(self) -> QMenu:
        """What else can be done, and the way to the sources of what is in view."""
        menu = Menu(self._panel)
        shown = self._panel.has_pages
        keys = QKeySequence.StandardKey
        self._add(menu, _("Find in the pages"), self._panel.search.open_search, keys.Find).setEnabled(shown)
        self._add(menu, _("Fit the page"), self._panel.pages.fit_page).setEnabled(shown)
        sources = self._named(self._panel.pages.sources_in_view() if shown else ())
        below = Menu(_("Go to source"), menu)
        self._fill(below, sources)
        menu.addMenu(below).setEnabled(bool(sources))
        menu.addSeparator()
        self._add(menu, _("Print…"), self.print_pack, keys.Print).setEnabled(shown)
        self._add(menu, _("Batch…"), self.open_batch).setEnabled(self._options() is not None)
        return menu

    def source_menu(self, sources: Sequence[tuple[str, str]]) -> QMenu:
        """The way to the sources of what one points at, or of what is in view."""
        menu = Menu(_("Go to source"), self._panel)
        rows = self._named(sources)
        self._fill(menu, rows)
        if not rows:
            menu.addAction(_("Nothing here comes from one record.")).setEnabled(False)
        return menu

    def _open_more(self, place: QPoint) -> None:
        self._open(self.more_menu(), place)

    def _open_sources(self, place: QPoint, sources: Sequence[tuple[str, str]]) -> None:
        self._open(self.source_menu(sources), place)

    def _open(self, menu: QMenu, place: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _named(self, sources: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
        from hdplanner.services import finding

        rows = self._context.gateway.read(finding.named_rows, rows=list(sources)) if sources else []
        return [(row.kind, row.id, row.title) for row in rows[:_MOST_SOURCES]]

    def _fill(self, menu: QMenu, rows: Sequence[tuple[str, str, str]]) -> None:
        for kind, row_id, title in rows:
            words = _("Go to {source}").format(source=in_own_direction(title).replace("&", "&&"))
            menu.addAction(words).triggered.connect(partial(self._go, kind, row_id))

    def _go(self, kind: str, row_id: str, _checked: bool = False) -> None:
        self._context.navigate(kind, row_id)

    def _add(
        self,
        menu: QMenu,
        title: str,
        act: Callable[[], object],
        keys: QKeySequence.StandardKey | None = None,
    ) -> QAction:
        """A line that tells its keys; they are heard elsewhere, so that they work while the menu is closed."""
        made = menu.addAction(title)
        if keys is not None:
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            made.setText(f"{title}\t{native}")
        made.triggered.connect(lambda _checked=False: act())
        return made
