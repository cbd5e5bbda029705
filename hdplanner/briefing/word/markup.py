"""Elements of WordprocessingML, made one by one: no text ever passes through a parser."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

Element = Any
"""An element of lxml, as python-docx makes them."""

_WORDS = {"w": nsmap["w"], "r": nsmap["r"]}
_W = f"{{{nsmap['w']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: Element | None, **values: object) -> Element:
    """An element `w:tag` with attributes `w:name`; children that are None are left out."""
    attributes = {_W + name: str(value) for name, value in values.items() if value is not None}
    element = oxml_parser.makeelement(_W + tag, attrib=attributes, nsmap=_WORDS)
    element.extend([child for child in children if child is not None])
    return element


def related(tag: str, relation: str, **values: object) -> Element:
    """An element that leads to another part of the file."""
    element = w(tag, **values)
    element.set(f"{{{nsmap['r']}}}id", relation)
    return element


def words(text: str, tag: str = "t") -> Element:
    """Text as it stands, its spaces kept."""
    element = w(tag)
    element.text = text
    element.set(_SPACE, "preserve")
    return element


def switch(tag: str, on: bool) -> Element | None:
    """A property that is there or not."""
    return w(tag) if on else None


def twips(points: float) -> int:
    """Points as Word counts lengths: in twentieths."""
    return round(points * 20)
