"""The recovery sheet as one page of paper: words, whose file, what it is for. Drawn straight to the printer, never a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
)

from hdplanner.errors import PlannerError
from hdplanner.i18n import _, format_date, format_number
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.theme import load_theme

MARGIN_MM = 22.0
_COLUMNS = 3
_POINTS = 11
_AIR = "<p style='font-size:6pt'>&nbsp;</p>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper. Empty titles are left out. The words show in no repr."""

    words: Sequence[str] = field(repr=False)
    file: str
    office: str
    made_on: date
    title: str = ""


def set_page(device: QPagedPaintDevice) -> None:
    """Ask for a page of A4 with the margins of a pack."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )


def draw(sheet: Sheet, device: QPagedPaintDevice) -> None:
    """Draw the sheet as the one page of a device. Raises ``PlannerError`` where the printer takes none."""
    painter = QPainter()
    if not painter.begin(device):
        raise PlannerError(_("The printer takes no pages. See whether it is ready, then print again."))
    try:
        _paint(painter, device, sheet)
    finally:
        painter.end()


def _paint(painter: QPainter, device: QPagedPaintDevice, sheet: Sheet) -> None:
    paper = QTextDocument()
    paper.documentLayout().setPaintDevice(device)
    font = QFont("Noto Sans")
    font.setPointSizeF(_POINTS)
    paper.setDefaultFont(font)
    paper.setDocumentMargin(0)
    paper.setHtml(_page(sheet))
    room = QSizeF(painter.viewport().size())
    paper.setPageSize(room)
    inked = QAbstractTextDocumentLayout.PaintContext()
    inked.palette.setColor(
        QPalette.ColorRole.Text, load_theme("light").colour("text")
    )  # whatever the window wears
    painter.setClipRect(QRectF(0, 0, room.width(), room.height()))
    paper.documentLayout().draw(painter, inked)


def _page(sheet: Sheet) -> str:
    """The page as rich text; what a person wrote is escaped."""
    way = "rtl" if is_mirrored() else "ltr"
    facts = [
        (_("File"), sheet.file),
        (_("Plan"), sheet.title),
        (_("Office"), sheet.office),
        (_("Made on"), format_date(sheet.made_on, "long")),
    ]
    rows = "".join(_fact(name, value) for name, value in facts if value)
    steps = "".join(f"<li>{escape(step)}</li>" for step in _steps())
    # Sentences stand outside of f-strings: the collector does not see into those.
    title, lost = _("Recovery sheet"), _("When the passphrase is lost, or a colleague has left with it")
    secret = _("This paper opens the file without its passphrase. It belongs in the safe of the office.")
    void = _(
        "This sheet is void as soon as the passphrase is changed. Make a new one then, and destroy this one."
    )
    unseen = _("Do not take a photograph of it, and do not keep it in a computer or in the cloud.")
    return (
        f"<div dir='{way}'><h1>{escape(title)}</h1><p><b>{escape(secret)}</b></p>"
        f"<table align='{'right' if is_mirrored() else 'left'}' cellpadding='2'>{rows}</table>"
        f"{_AIR}{_words(sheet.words)}{_AIR}<h3>{escape(lost)}</h3><ol>{steps}</ol>"
        f"<p>{escape(void)}</p><p>{escape(unseen)}</p></div>"
    )


def _fact(name: str, value: str) -> str:
    """A line of a table; Qt lets its cells run from left to right in any text, so they are turned here."""
    cells = [f"<td>{escape(name)}</td>", f"<td width='16'></td><td><b>{escape(value)}</b></td>"]
    if is_mirrored():
        cells = [
            f"<td align='right'><b>{escape(value)}</b></td><td width='16'></td>",
            f"<td align='right'>{escape(name)}</td>",
        ]
    return f"<tr>{''.join(cells)}</tr>"


def _steps() -> Sequence[str]:
    return (
        _(
            "Open the file in HD Planner. Where it asks for the passphrase, choose “Open with the recovery sheet…”."
        ),
        _(
            "Write the words in their order. Capitals do not matter, and four letters of each word are enough."
        ),
        _("Give the file a new passphrase, print a new sheet, and destroy this one."),
    )


def _words(words: Sequence[str]) -> str:
    """The words in columns, each with its number; in Latin letters, so from left to right in any window."""
    high = -(-len(words) // _COLUMNS)
    rows = ""
    for line in range(high):
        cells = ""
        for column in range(_COLUMNS):
            place = column * high + line
            if place < len(words):
                number = format_number(place + 1)
                cells += (
                    f"<td align='right' width='6%'>{number}</td>"
                    f"<td width='27%' style='font-size:14pt'><b>{escape(words[place])}</b></td>"
                )
        rows += f"<tr>{cells}</tr>"
    return f"<table dir='ltr' width='100%' border='1' style='border-collapse:collapse' cellpadding='6'>{rows}</table>"
