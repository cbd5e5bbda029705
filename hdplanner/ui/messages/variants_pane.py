"""Variants side by side with the message: each text in its own direction, and what the message changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.rules_versions import compare
from hdplanner.domain.values import MessageStatus
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.form import ChoiceField, LineField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, empty, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.messages.diff_view import DiffView
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.models import variant_title
from hdplanner.ui.messages.pane import Pane
from hdplanner.ui.messages.texts import MessageText, WordMarks
from hdplanner.ui.messages.variant_parts import MasterView, NewVariantCard

if TYPE_CHECKING:
    from hdplanner.services.message_house import House, VariantRow
    from hdplanner.ui.messages.source import MessageSource

_SIDE_BY_SIDE = 520
"""The width, in pixels at 100 %, below which the variant stands under the message."""


class VariantsPane(Pane):
    """One variant at a time; the others are a click away."""

    def __init__(
        self, edits: MessageEdits, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits, self._theme = edits, theme
        self._source: MessageSource | None = None
        self.chosen = ""
        self.tabs: dict[str, QToolButton] = {}
        self.new = button(_("New variant"), self.start, "link")
        self.card = NewVariantCard(theme)
        self.master = MasterView()
        self.core = MessageText(
            _("Core line of the variant"), "", self._take_core, marks, lines=2, look="core"
        )
        hint = _("The whole text, as it will be said or sent")
        self.text = MessageText(_("Text of the variant"), hint, self._take_text, marks, lines=6, most=40)
        self.language = LineField(_("Language of the variant"))
        self.status = ChoiceField(_("Status of the variant"), choices_of(MessageStatus))
        self.changed = DiffView(_("What the message changed since"), theme)
        self.renew = button(_("Up to date"), self._on_renew)
        self.framing = label("", "muted", wrap=True)
        self._nothing = label(
            _("A variant says the message to one audience, in its language."), "muted", wrap=True
        )
        self._lay_out()
        self.card.added.connect(self._on_added)
        self.language.committed.connect(lambda text: self._change(language=text))
        self.status.committed.connect(lambda value: self._change(status=value))

    # -- what is shown

    def show_source(self, source: MessageSource, *, editable: bool) -> None:
        self._source = source
        rows = self._rows()
        if not any(row.id == self.chosen for row in rows):
            self.chosen = rows[0].id if rows else ""
        self._show_tabs(rows)
        self.new.setVisible(editable)
        for field in (self.language, self.status, self.delete):
            field.setEnabled(editable)
        for text in (self.core, self.text):
            text.setReadOnly(not editable)
        self._nothing.setVisible(not rows)
        self._body.setVisible(bool(rows))
        if rows:
            self._show_variant(editable=editable)

    def wear(self, theme: Theme) -> None:
        self._theme = theme
        self.card.wear(theme)
        self.changed.wear(theme)
        self.language.setMaximumWidth(round(130 * theme.scale))
        for row in self._rows():
            if row.id in self.tabs:
                self._mark(self.tabs[row.id], row)
        self._turn()

    def choose(self, variant_id: str) -> None:
        """Show another variant."""
        self.chosen = variant_id
        if self._source is not None:
            self.show_source(self._source, editable=self.new.isVisibleTo(self))

    def start(self) -> None:
        """Say for whom a new one is."""
        if self._source is not None:
            self.card.start(self._source.audiences)

    def row(self) -> VariantRow | None:
        """The variant that is shown."""
        return next((row for row in self._rows() if row.id == self.chosen), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= _SIDE_BY_SIDE * self._theme.scale
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _show_tabs(self, rows: list[VariantRow]) -> None:
        from hdplanner.services.languages import language_name

        if list(self.tabs) != [row.id for row in rows]:
            empty(self._tabs)
            self.tabs = {row.id: self._tab(row.id) for row in rows}
            for tab in self.tabs.values():
                self._tabs.addWidget(tab)
                tab.show()
        for row in rows:
            tab = self.tabs[row.id]
            tab.setText(variant_title(row, language_name(row.language)))
            tab.setChecked(row.id == self.chosen)
            self._mark(tab, row)

    def _mark(self, tab: QToolButton, row: VariantRow) -> None:
        """That the message changed since, with an icon and in words."""
        style = Qt.ToolButtonStyle
        tab.setToolButtonStyle(style.ToolButtonTextBesideIcon if row.behind else style.ToolButtonTextOnly)
        if row.behind:
            tab.setIcon(icon("warning", self._theme, "warning"))
        tip = _("The message changed since this was written.") if row.behind else words_for(row.status)
        tab.setToolTip(tip)
        tab.setAccessibleDescription(tip)

    def _show_variant(self, *, editable: bool) -> None:
        row, source = self.row(), self._source
        if row is None or source is None or source.house is None:
            return
        from hdplanner.services.languages import language_name

        house = source.house
        self.master.show_house(house)
        sentence = _("The message · {language} · version {number}")
        self._of.setText(
            sentence.format(
                language=language_name(house.row.language), number=format_number(house.row.version)
            )
        )
        self._for.setText(row.audience_name or _("Everybody"))
        self.core.show_text(row.id, row.core_line)
        self.text.show_text(row.id, row.text)
        self.language.show_value(language_name(row.language))
        self.status.show_value(row.status)
        self._show_behind(row, editable=editable)
        self._show_framing(row)

    def _show_behind(self, row: VariantRow, *, editable: bool) -> None:
        self._behind.setVisible(row.behind)
        self.renew.setVisible(editable)
        if not row.behind or self._source is None or self._source.house is None:
            return
        house = self._source.house
        old = next((one.core_line for one in house.versions if one.version == row.master_version), None)
        same = old is None or old == house.row.core_line
        self.changed.setVisible(not same)
        if old is not None and not same:
            self.changed.show_runs(compare(old, house.row.core_line))
        self._told.setText(_since(house, row).format(number=format_number(row.master_version)))

    def _show_framing(self, row: VariantRow) -> None:
        found = self._source.audience(row.stakeholder_id) if self._source else None
        advice = found.framing if found is not None else None
        text = ""
        if advice is not None:
            sentence = _("Framing: {framing}. {advice}")
            text = sentence.format(framing=words_for(advice), advice=_(advice.advice))
        self.framing.setText(text)
        self.framing.setVisible(bool(text))

    # -- set-up

    def _lay_out(self) -> None:
        self._tabs = WrapLayout()
        head = QHBoxLayout()
        head.addLayout(self._tabs, 1)
        head.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        self.delete = button(_("Delete the variant"), self._on_delete, "link")
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(self._behind_strip())
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(24)
        self._sides.addWidget(self._left(), 1)
        self._sides.addWidget(self._right(), 1)
        body.addLayout(self._sides)
        for part in (self.card, self._nothing, self._body):
            self.column.addWidget(part)
        self.column.insertLayout(0, head)
        self.column.addStretch(1)

    def _behind_strip(self) -> QFrame:
        self._behind = with_look(QFrame(), "sunken")
        self._told = label("", "warning", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        row.addWidget(self.renew)
        column = QVBoxLayout(self._behind)
        column.setContentsMargins(14, 8, 14, 8)
        column.addLayout(row)
        column.addWidget(self.changed)
        return self._behind

    def _left(self) -> QWidget:
        self._of = label("", "small")
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._of)
        column.addWidget(self.master)
        column.addStretch(1)
        return made

    def _right(self) -> QWidget:
        self._for = label("", "heading")
        self._for.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = WrapLayout()
        for field in (self.language, self.status):
            foot.addWidget(field)
        foot.push()
        foot.addWidget(self.delete)
        made = with_look(QFrame(), "card")
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._for)
        column.addWidget(self.core)
        column.addWidget(self.text)
        column.addWidget(self.framing)
        column.addLayout(foot)
        column.addStretch(1)
        return made

    def _tab(self, variant_id: str) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda _on=False: self.choose(variant_id))
        return made

    # -- what happens

    def _rows(self) -> list[VariantRow]:
        house = self._source.house if self._source else None
        return list(house.variants) if house else []

    @property
    def _message(self) -> str:
        return self._source.chosen if self._source else ""

    def _on_added(self, fields: dict[str, str], language: str) -> None:
        made = self._edits.add_variant(self._message, language, **fields)
        if made is not None:
            self.card.hide()
            self.choose(made)
            self.core.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_renew(self) -> None:
        self._edits.renew_variant(self.chosen, self._message)

    def _on_delete(self) -> None:
        self._edits.delete_variant(self.chosen, self._message)

    def _change(self, **values: object) -> None:
        if not self._edits.update_variant(self.chosen, self._message, **values) and self._source:
            self._show_variant(editable=True)

    def _take_core(self, variant_id: str, text: str) -> bool:
        return self._edits.update_variant(variant_id, self._message, core_line=text)

    def _take_text(self, variant_id: str, text: str) -> bool:
        return self._edits.update_variant(variant_id, self._message, text=text)


def _since(house: House, row: VariantRow) -> str:
    """What the message changed since a variant was written, as a sentence."""
    old = next((one for one in house.versions if one.version == row.master_version), None)
    if old is None or old.core_line != house.row.core_line:
        return _("The message changed since this was written for version {number}.")
    if old.supports != "\n".join(" ".join(one.text.split()) for one in house.supports):
        return _("Its pillars changed since this was written for version {number}.")
    return _("This was written for version {number}. The words of the message are the same so far.")
