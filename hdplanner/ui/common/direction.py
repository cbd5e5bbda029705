"""Which way a text runs, whatever the window's direction: for fields, items, labels and what is cut with dots.

The first strong letter decides, as in Unicode (UAX #9, rule P2). Changes no text that is kept.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
    QWidget,
)

_RIGHTWARDS, _BY_ITSELF, _END = "\u2066", "\u2068", "\u2069"


def runs_rightwards(text: str) -> bool | None:
    """Whether the text runs left to right by its first strong letter; None where it has none."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind == "L"
    return None


def direct(widget: QWidget, text: str) -> None:
    """Let a text field run as its text does; an empty one as the window does. One line stays at the window's side."""
    rightwards = runs_rightwards(text)
    if rightwards is None:
        widget.unsetLayoutDirection()
    else:
        way = Qt.LayoutDirection.LeftToRight if rightwards else Qt.LayoutDirection.RightToLeft
        widget.setLayoutDirection(way)
    if isinstance(widget, QLineEdit):
        widget.setAlignment(at_start())


def is_mirrored() -> bool:
    """Whether the window runs from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def at_start() -> Qt.AlignmentFlag:
    """The side where lines of the window begin. A label would otherwise go by the direction of its text."""
    side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def at_end() -> Qt.AlignmentFlag:
    """The side where lines of the window end."""
    side = Qt.AlignmentFlag.AlignLeft if is_mirrored() else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def in_own_direction(text: str) -> str:
    """The text, to be painted in its own direction in a line of the other: dots come where it goes on."""
    rightwards = runs_rightwards(text)
    return text if rightwards is None or rightwards != is_mirrored() else f"{_BY_ITSELF}{text}{_END}"


def apart(text: str) -> str:
    """The text, so that what stands around it in a sentence of either direction does not mix with it."""
    return f"{_BY_ITSELF}{text}{_END}" if text and is_mirrored() else text


class TextDelegate(QStyledItemDelegate):
    """Paints each item in the direction of its own text, at the side where the window has it."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = in_own_direction(option.text)


class Menu(QMenu):
    """A menu whose keys read "Ctrl+K" in a window that runs from right to left, too."""

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        title, tab, keys = option.text.partition("\t")
        if keys and is_mirrored():
            option.text = f"{title}{tab}{_RIGHTWARDS}{keys}{_END}"
