"""Prints the very pages: whichever were chosen, on the right paper, in the background and with Cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from hdplanner.domain.values import AccessKind
from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.progress import Progress
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.pdf_pages import PdfPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from hdplanner.ui.common.task import Task

_DOTS_PER_INCH = 300
"""More than this nobody sees on paper, and a page would take a hundred megabytes."""
_POINTS_PER_INCH = 72


class PrintCommand(QObject):
    """Asks for the printer, then prints. The register hears of it only when a copy is handed out."""

    def __init__(self, context: AppContext, page: QWidget, hand_out: Callable[[], None]) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._hand_out = hand_out

    def ask(self, data: bytes, title: str, current: int) -> Task | None:
        """Ask on what and how much of it; the pages are those of the file."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._context.tell(_("This computer has no printer. Export the pack as a PDF instead."))
            return None
        pages = PdfPages(data)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setPageLayout(layout_of(pages.sizes[0]))
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setMinMax(1, len(pages.sizes))
        if not dialog.exec():
            return None
        return self.print_on(printer, pages, current)

    def print_on(self, printer: QPrinter, pages: PdfPages, current: int = 1) -> Task:
        """Print without asking."""
        numbers = wanted_pages(printer, len(pages.sizes), current)
        task = self._context.start(
            _("Print"), lambda progress: print_pages(pages, printer, numbers, progress)
        )
        task.succeeded.connect(self._on_printed)
        return task

    def _on_printed(self, count: int) -> None:
        self._context.gateway.log_access(AccessKind.EXPORT, what="print", pages=count)
        words = ngettext("{count} page is printed.", "{count} pages are printed.", count)
        more = _("The register knows of a copy only when it is handed out.")
        self._context.tell(
            f"{words.format(count=format_number(count))} {more}", _("Hand out…"), self._hand_out
        )


def layout_of(size: tuple[float, float]) -> QPageLayout:
    """The paper of a page, in points: a standard one where it is one, turned where it is wide, to its very edges."""
    wide, high = size
    paper = QPageSize(
        QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages to print, from 1, in their order; each copy again where the printer makes one only."""
    kinds = type(printer).PrintRange
    chosen = list(range(1, count + 1))
    if printer.printRange() == kinds.CurrentPage:
        chosen = [current]
    elif printer.printRange() == kinds.PageRange:
        chosen = [one for one in chosen if printer.fromPage() <= one <= (printer.toPage() or count)]
    if printer.pageOrder() == type(printer).PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [one for one in chosen for _copy in range(copies)]


def print_pages(pages: PdfPages, printer: QPrinter, numbers: Sequence[int], progress: Progress) -> int:
    """Print pages; return how many. Raises `PlannerError` where the printer refuses, and `Cancelled`."""
    painter = QPainter()
    try:
        for done, number in enumerate(numbers):
            _show_step(progress, done, len(numbers))
            printer.setPageLayout(layout_of(pages.sizes[number - 1]))
            if not (printer.newPage() if done else painter.begin(printer)):
                raise PlannerError(
                    _("The printer takes no pages. See whether it is ready, then print again.")
                )
            _paint(painter, printer, pages, number - 1)
        progress.step(len(numbers), len(numbers))
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return len(numbers)


def _show_step(progress: Progress, done: int, count: int) -> None:
    words = _("page {page} of {pages}")
    progress.step(done, count, words.format(page=format_number(done + 1), pages=format_number(count)))


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    inches = pages.sizes[number][0] / _POINTS_PER_INCH
    image = pages.image(number, round(inches * min(printer.resolution(), _DOTS_PER_INCH)))
    paper = printer.paperRect(type(printer).Unit.DevicePixel)
    painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)
