"""The file around a document: an empty one to begin with, and the finished one with the same bytes for the same pack.

Nothing of a template, a machine or a person comes in: only what is given here.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml

from hdplanner.briefing.content import PackContent
from hdplanner.briefing.typeset.cleaning import clean
from hdplanner.briefing.word.markup import Element, w
from hdplanner.briefing.word.scripts import Tongue
from hdplanner.figures.shapes import shortened

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_PROPERTY = 250  # letters; Word refuses more than 255
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
}
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


def new_document(parts: Mapping[str, Element]) -> Document:
    """A document without a word, of these parts (styles, numbering, settings, fontTable)."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", _content_types(parts))
        file.writestr(
            "_rels/.rels",
            _relations(
                {
                    "word/document.xml": RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
                    "docProps/core.xml": RELATIONSHIP_TYPE.CORE_PROPERTIES,
                }
            ),
        )
        file.writestr("docProps/core.xml", _HEAD + _CORE)
        file.writestr("word/document.xml", serialize_part_xml(w("document", w("body", w("sectPr")))))
        kinds = {f"{name}.xml": _PARTS[name][1] for name in parts}
        file.writestr("word/_rels/document.xml.rels", _relations(kinds))
        for name, element in parts.items():
            file.writestr(f"word/{name}.xml", serialize_part_xml(element))
    out.seek(0)
    return docx.Document(out)


def _content_types(parts: Mapping[str, Element]) -> str:
    kinds = {
        "/word/document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN,
        "/docProps/core.xml": CONTENT_TYPE.OPC_CORE_PROPERTIES,
    } | {f"/word/{name}.xml": _PARTS[name][0] for name in parts}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    rels = f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{rels}{overrides}</Types>'


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def describe(document: Document, pack: PackContent) -> None:
    """Title, subject, author, language and the pack's own day, and nothing else."""
    properties = document.core_properties
    properties.title = _short(pack.title)
    properties.subject = _short(pack.campaign)
    properties.author = _short(pack.author)
    properties.language = Tongue.of(pack.language).tag
    day = dt.datetime.combine(pack.prepared_on, dt.time(12), dt.UTC)
    properties.created = properties.modified = day


def _short(text: str) -> str:
    return shortened(clean(text).replace("\n", " "), _LONGEST_PROPERTY)


def saved(document: Document) -> bytes:
    """The file. Its entries bear no time of the day on which it was made."""
    first, out = BytesIO(), BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            file.writestr(entry, made.read(name))
    return out.getvalue()
