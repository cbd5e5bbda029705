"""The approved wordings of a message, each compared word by word with the text as it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.domain.rules_versions import compare
from hdplanner.i18n import _, format_date, format_number
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.messages.diff_view import DiffView
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.models import state_line
from hdplanner.ui.messages.pane import Pane

if TYPE_CHECKING:
    from datetime import date

    from hdplanner.services.message_house import House
    from hdplanner.services.message_versions import VersionRow
    from hdplanner.ui.messages.source import MessageSource


class VersionsPane(Pane):
    """Choose what to compare: an earlier wording with the present one, or with the one after it."""

    def __init__(self, edits: MessageEdits, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits, self._today = edits, today
        self._house: House | None = None
        self.now = label("", "heading", wrap=True)
        self.old = ChoiceField(_("Compare version"), [])
        self.new = ChoiceField(_("With version"), [])
        self.new.setMinimumContentsLength(20)
        for field in (self.old, self.new):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            field.committed.connect(lambda _value: self._show())
        self.core = DiffView(_("Core line, compared"), theme)
        self.supports = DiffView(_("Pillars, compared"), theme)
        self.restore = button(_("Take this wording up again"), self._on_restore)
        self.approved = label("", "small", wrap=True)
        self._nothing = label(
            _(
                "No earlier wording. Once a message is approved, a change to it opens a new version, and this one is kept."
            ),
            "muted",
            wrap=True,
        )
        self._lay_out()

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        other = self._house is None or source.house is None or self._house.row.id != source.house.row.id
        self._house = house = source.house
        if house is None:
            return
        self.now.setText(state_line(house.row, self._today))
        numbers = [(one.version, self._named(one.version)) for one in house.versions]
        self.old.set_choices(numbers)
        self.new.set_choices([(None, _("the text as it is now")), *numbers])
        if other:
            self.old.setCurrentIndex(0)
            self.new.setCurrentIndex(0)
        self._nothing.setVisible(not numbers)
        self._body.setVisible(bool(numbers))
        self.restore.setVisible(editable)
        self._show()

    def wear(self, theme: Theme) -> None:
        self.core.wear(theme)
        self.supports.wear(theme)

    def _show(self) -> None:
        house = self._house
        old = self._version(self.old.value())
        if house is None or old is None:
            return
        new = self._version(self.new.value())
        core = house.row.core_line if new is None else new.core_line
        standing = "\n".join(" ".join(one.text.split()) for one in house.supports)
        self.core.show_runs(compare(old.core_line, core))
        supports = standing if new is None else new.supports
        self.supports.show_runs(compare(f"{old.supports}\n", f"{supports}\n"))
        self.approved.setText(self._told(old))

    def _lay_out(self) -> None:
        self._body = QWidget()
        choice = WrapLayout()
        for one in (label(_("Compare"), "small"), self.old, label(_("with"), "small"), self.new):
            choice.addWidget(one)
        choice.push()
        choice.addWidget(self.restore)
        card = with_look(QFrame(), "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 12, 14, 14)
        inside.setSpacing(6)
        for title, view in ((_("Core line"), self.core), (_("Pillars"), self.supports)):
            inside.addWidget(label(title, "small"))
            inside.addWidget(view)
        legend = QHBoxLayout()
        legend.addWidget(label(_("Underlined: added. Struck through: removed."), "small", wrap=True))
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(choice)
        body.addWidget(self.approved)
        body.addWidget(card)
        body.addLayout(legend)
        self.column.addWidget(self.now)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._body)
        self.column.addStretch(1)

    def _version(self, number: object) -> VersionRow | None:
        rows = self._house.versions if self._house else ()
        return next((one for one in rows if one.version == number), None)

    def _named(self, number: int) -> str:
        return _("version {number}").format(number=format_number(number))

    def _told(self, row: VersionRow) -> str:
        if row.approved_on is None:
            return ""
        sentence = _("Version {number} was approved by {name} on {day}.")
        return sentence.format(
            number=format_number(row.version), name=row.approved_by, day=format_date(row.approved_on)
        )

    def _on_restore(self) -> None:
        if self._house is not None and self.old.value() is not None:
            self._edits.restore(self._house.row.id, self.old.value())
