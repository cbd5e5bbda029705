"""What is rarely chosen for a pack, behind one line: a second language, TLP, dates, and how the pages are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_date, pgettext
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.form import ChoiceField, DateField, stacked
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.packs import models

if TYPE_CHECKING:
    from hdplanner.services.packs import PackRow

_FIELDS = ("second_language", "tlp", "expires_on", "since_on", "paper", "landscape", "justified")


class MoreChoices(QWidget):
    """Folded away until somebody opens it; its line tells what is chosen behind it."""

    changed = Signal(str, object)
    """The name of a field of the pack, and its value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heading = with_look(QToolButton(), "fold")
        self.heading.setText(_("More choices"))
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.clicked.connect(self.open)
        self.told = _Told()
        self.second_language = ChoiceField(_("Second language"), models.second_languages())
        self.tlp = ChoiceField(_("Traffic Light Protocol"), models.tlps())
        self.expires_on = DateField(_("Valid until"), theme)
        self.since_on = DateField(_("What moved since"), theme)
        self.paper = ChoiceField(_("Paper"), [("A4", "A4"), ("Letter", "Letter")])
        self.landscape = ChoiceField(
            pgettext("pack", "Pages"),
            [(False, pgettext("pack", "Upright")), (True, pgettext("pack", "Wide"))],
        )
        self.justified = ChoiceField(
            _("Line ends"), [(False, pgettext("pack", "Ragged")), (True, pgettext("pack", "Even"))]
        )
        self._body = QWidget()
        self._lay_out()
        for name in _FIELDS:
            field: ChoiceField | DateField = getattr(self, name)
            field.committed.connect(lambda value, name=name: self.changed.emit(name, value))
        self.open(False)
        self.wear(theme)

    def show_pack(self, row: PackRow) -> None:
        """Show what is chosen for a pack."""
        from hdplanner.briefing.sections.registry import KINDS

        for name in _FIELDS:
            getattr(self, name).show_value(getattr(row, name))
        self._since.setVisible(row.kind in KINDS and "moved" in KINDS[row.kind].sections)
        self.told.tell(", ".join(_told(row)))

    def open(self, opened: bool) -> None:
        """Open or fold."""
        self.heading.setChecked(opened)
        self._body.setVisible(opened)
        self.told.setVisible(not opened)
        self._show_chevron()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        side = theme.pixels("icon")
        self.heading.setIconSize(QSize(side, side))
        self._show_chevron()

    def _show_chevron(self) -> None:
        closed = "chevron-left" if is_mirrored() else "chevron-right"
        name = "chevron-down" if self.heading.isChecked() else closed
        self.heading.setIcon(icon(name, self._theme, "muted"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(self.heading)
        head.addWidget(self.told, 1)
        head.addStretch()
        self._since = stacked(_("What moved since"), self.since_on)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(stacked(_("Second language, side by side"), self.second_language))
        inside.addWidget(stacked(_("Traffic Light Protocol"), self.tlp))
        inside.addWidget(stacked(_("Valid until"), self.expires_on))
        inside.addWidget(self._since)
        inside.addLayout(
            _pair(stacked(_("Paper"), self.paper), stacked(pgettext("pack", "Pages"), self.landscape))
        )
        inside.addWidget(stacked(_("Line ends"), self.justified))
        for narrow in (self.paper, self.landscape):
            narrow.setMinimumWidth(84)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._body)


class _Told(QLabel):
    """What is chosen, in as many words as there is room for; the whole is its tip."""

    def __init__(self) -> None:
        super().__init__()
        with_look(self, "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def tell(self, words: str) -> None:
        """Show these words."""
        self.setToolTip(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = Qt.TextElideMode.ElideRight, self.width()
        self.setText(self.fontMetrics().elidedText(self.toolTip(), *room))


def _told(row: PackRow) -> list[str]:
    """What differs from a plain pack, in a few words."""
    from hdplanner.domain.labels import label as words_for

    names: dict[Any, str] = dict(models.languages())
    said = [names.get(row.second_language, row.second_language), words_for(row.tlp) if row.tlp else ""]
    if row.expires_on:
        said.append(_("until {date}").format(date=format_date(row.expires_on)))
    if row.paper != "A4":
        said.append(row.paper)
    said += [
        pgettext("pack", "Wide") if row.landscape else "",
        pgettext("pack", "Even") if row.justified else "",
    ]
    return [one for one in said if one]


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    made.addWidget(first, 1)
    made.addWidget(second, 1)
    return made
