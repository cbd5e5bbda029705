"""Printing the pages, on a printer that writes a PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hdplanner.briefing.content import Marking, PackContent, Prose, Section
from hdplanner.briefing.document import render
from hdplanner.errors import PlannerError
from hdplanner.progress import NO_PROGRESS, Cancelled
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.pdf_pages import PdfPages
from hdplanner.ui.packs.printing import PrintCommand, layout_of, print_pages, wanted_pages


@pytest.fixture(scope="module")
def data() -> bytes:
    sections = tuple(
        Section(f"s{n}", title, (Prose("Words to print."),), new_page=True, landscape=title == "Wide")
        for n, title in enumerate(("One", "Wide"))
    )
    pack = PackContent(
        title="A pack",
        office="Office",
        prepared_on=dt.date(2026, 3, 1),
        marking=Marking("Internal"),
        sections=sections,
    )
    return render(pack).data


@pytest.fixture
def printer(qapp: object, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def test_each_page_is_printed_on_its_own_paper(data: bytes, printer: QPrinter) -> None:
    pages = PdfPages(data)
    count = print_pages(pages, printer, wanted_pages(printer, len(pages.sizes), 1), NO_PROGRESS)
    printed = PdfPages(Path(printer.outputFileName()).read_bytes())
    assert count == len(pages.sizes) == 3
    assert [size[0] > size[1] for size in printed.sizes] == [False, False, True]
    ink = [dark_share(one.image(2, 600)) for one in (pages, printed)]
    assert ink[0] > 0.001
    assert ink[1] == pytest.approx(ink[0], rel=0.3)


def dark_share(image: QImage) -> float:
    """The share of a picture that is printed on."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = bytes(grey.constBits())
    return sum(dot < 160 for dot in dots) / len(dots)


def test_paper_is_a_standard_one_where_the_page_is(qapp: object) -> None:
    assert layout_of((595.28, 841.89)).pageSize().id() == QPageSize.PageSizeId.A4
    assert layout_of((792.0, 612.0)).pageSize().id() == QPageSize.PageSizeId.Letter
    assert layout_of((792.0, 612.0)).orientation() == QPageLayout.Orientation.Landscape


def test_a_range_the_page_in_view_copies_and_the_other_way_round(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert wanted_pages(printer, 5, 1) == [2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_pages(printer, 5, 1) == [3, 2]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert wanted_pages(printer, 5, 4) == [4]
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    alone = 1 if printer.supportsMultipleCopies() else 2
    assert wanted_pages(printer, 2, 1) == [1, 2] * alone
    printer.setCollateCopies(False)
    assert wanted_pages(printer, 2, 1) == sorted([1, 2] * alone)


class _Impatient:
    """Cancels at the second page."""

    def step(self, done: int, total: int, label: str = "") -> None:
        if done:
            raise Cancelled


def test_cancel_stops_between_two_pages(data: bytes, printer: QPrinter) -> None:
    with pytest.raises(Cancelled):
        print_pages(PdfPages(data), printer, [1, 2, 3], _Impatient())
    assert print_pages(PdfPages(data), printer, [1], NO_PROGRESS) == 1


@pytest.mark.no_qt_log
def test_a_printer_that_refuses_is_told_in_a_sentence(data: bytes, printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with pytest.raises(PlannerError, match="takes no pages"):
        print_pages(PdfPages(data), printer, [1], NO_PROGRESS)


def test_what_is_printed_is_told_and_handing_out_is_offered(
    data: bytes, printer: QPrinter, context: AppContext, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    handed: list[bool] = []
    command = PrintCommand(context, page, lambda: handed.append(True))
    with qtbot.waitSignal(context.told, timeout=20_000) as told:
        command.print_on(printer, PdfPages(data))
    sentence, verb, act = told.args
    assert sentence.startswith("3 pages are printed.")
    assert verb == "Hand out…"
    act()
    assert handed == [True]


def test_without_a_printer_a_sentence_says_what_to_do(
    data: bytes, context: AppContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    page = QWidget()
    qtbot.addWidget(page)
    with qtbot.waitSignal(context.told) as told:
        assert PrintCommand(context, page, lambda: None).ask(data, "A pack", 1) is None
    assert "no printer" in told.args[0]
