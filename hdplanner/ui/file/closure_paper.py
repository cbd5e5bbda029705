"""A certificate of closure as a file: a PDF that can be printed and signed, a text, or data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QFont, QPdfWriter, QTextDocument, QTextOption

from hdplanner.i18n import _
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.file.recovery_paper import set_page

if TYPE_CHECKING:
    from hdplanner.services.closure import Certificate

_POINTS = 10
_COLUMNS = 3


def write_certificate(one: Certificate, path: Path) -> None:
    """Write it whole or not at all; the ending says as what. Raises ``DiskFullError`` and ``ReadOnlyFileError``."""
    from hdplanner.files import write_atomically
    from hdplanner.services import certificate

    ending = path.suffix.lower()
    if ending == ".json":
        data = json.dumps(certificate.as_data(one), ensure_ascii=False, indent=1).encode() + b"\n"
    elif ending == ".txt":
        data = certificate.as_text(one).encode()
    else:
        data = as_pdf(one)
    write_atomically(path, data)


def as_pdf(one: Certificate) -> bytes:
    """The certificate on paper, as many pages as it needs."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("Certificate of closure"))
    writer.setCreator("HD Planner")
    set_page(writer)
    paper = QTextDocument()
    font = QFont("Noto Sans")
    font.setPointSizeF(_POINTS)
    paper.setDefaultFont(font)
    option = QTextOption()
    option.setTextDirection(_way())
    paper.setDefaultTextOption(option)
    paper.documentLayout().setPaintDevice(writer)
    paper.setDocumentMargin(0)
    paper.setHtml(_page(one))
    paper.setPageSize(QSizeF(writer.width(), writer.height()))  # else Qt adds margins of its own
    paper.print_(writer)
    buffer.close()
    return bytes(held.data())


def _way() -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if is_mirrored() else Qt.LayoutDirection.LeftToRight


def _page(one: Certificate) -> str:
    """The page as rich text; what a person wrote is escaped."""
    from hdplanner.services import certificate

    way = "rtl" if is_mirrored() else "ltr"
    facts = "".join(_fact(title, text) for title, text in certificate.facts(one))
    counts = _counts(certificate.rows(one))
    stays = "".join(f"<p>{escape(line)}</p>" for line in certificate.sentences(one))
    left = "".join(f"<li>{escape(it.what)}</li>" for it in one.out_of_reach)
    # Sentences stand outside of f-strings: the collector does not see into those.
    title, signature = _("Certificate of closure"), _("Signature")
    went_title, reach_title = _("What went and what stays"), _("Out of reach of this file")
    reach = f"<h3>{escape(reach_title)}</h3><ul>{left}</ul>" if left else ""
    went = f"<h3>{escape(went_title)}</h3>{counts}{stays}" if counts or stays else ""
    return (
        f"<div dir='{way}'><h1>{escape(title)}</h1>"
        f"<table cellpadding='3' align='{'right' if is_mirrored() else 'left'}'>{facts}</table><br clear='all'>"
        f"{went}{reach}<p>{escape(certificate.chain(one))}</p>"
        f"<p>&nbsp;</p><p>{escape(signature)}: ______________________________</p></div>"
    )


def _counts(rows: Sequence[tuple[str, str]]) -> str:
    """Kinds of records with their numbers, in columns that are read downwards."""
    high = -(-len(rows) // _COLUMNS)
    lines = ""
    for line in range(high):
        cells = []
        for place in range(line, len(rows), high):
            name, number = rows[place]
            cells.append(f"<td>{escape(name)}: <b>{escape(number)}</b></td><td width='14'></td>")
        lines += f"<tr>{''.join(reversed(cells) if is_mirrored() else cells)}</tr>"
    side = "right" if is_mirrored() else "left"
    return f"<table cellpadding='1' align='{side}'>{lines}</table><br clear='all'>" if rows else ""


def _fact(title: str, text: str) -> str:
    cells = [f"<td>{escape(title)}</td>", f"<td width='12'></td><td><b>{escape(text)}</b></td>"]
    if is_mirrored():
        cells = [
            f"<td align='right'><b>{escape(text)}</b></td><td width='12'></td>",
            f"<td align='right'>{escape(title)}</td>",
        ]
    return f"<tr>{''.join(cells)}</tr>"
