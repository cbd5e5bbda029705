"""Small parts that every page is put together from: labels, buttons and hairlines in the looks of the theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from hdplanner.ui.common.direction import at_start, is_mirrored
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.theme import Theme

W = TypeVar("W", bound=QWidget)

SPLIT_MARGINS = (1, 0, 1, 0)
"""Air at the sides of a panel in a splitter: from right to left Qt cuts its last pixel off."""


def with_look(widget: W, look: str) -> W:
    """The widget in a look of the style sheet; for one that has not been shown yet."""
    widget.setProperty("look", look)
    return widget


def named(widget: W, name: str, description: str = "") -> W:
    """The widget with the name that a screen reader says."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)
    return widget


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """A line (or a wrapped paragraph) of our own words, or plain text of the person's: never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(at_start())
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return with_look(made, look) if look else made


def button(text: str, on_click: Callable[[], object], look: str = "") -> QPushButton:
    """A button that says a verb."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: on_click())
    return with_look(made, look) if look else made


def icon_button(theme: Theme, icon_name: str, name: str, on_click: Callable[[], object]) -> QToolButton:
    """A quiet button that shows only an icon; its name is its tip and what a screen reader says."""
    made = with_look(QToolButton(), "quiet")
    made.setIcon(icon(icon_name, theme, "muted"))
    side = theme.pixels("icon")
    made.setIconSize(QSize(side, side))
    made.setToolTip(name)
    made.clicked.connect(lambda _checked=False: on_click())
    return named(made, name)


def set_margins(layout: QLayout, leading: int, top: int, trailing: int, bottom: int) -> None:
    """Margins by the direction of the window, which Qt leaves at left and right."""
    if is_mirrored():
        leading, trailing = trailing, leading
    layout.setContentsMargins(leading, top, trailing, bottom)


def hairline() -> QFrame:
    """A thin line between two groups."""
    made = with_look(QFrame(), "hairline")
    made.setFixedHeight(1)
    return made


def frame(look: str, layout: QLayout) -> QFrame:
    """A frame in a look, holding a layout."""
    made = with_look(QFrame(), look)
    made.setLayout(layout)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
