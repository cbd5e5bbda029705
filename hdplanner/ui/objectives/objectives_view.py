"""Objectives with what is asked of whom, and who of the Movement leads: each a record that one chooses and writes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.form import WrapField
from hdplanner.ui.common.icons import pixmap
from hdplanner.ui.common.pieces import button, label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.pane import RecordsPane, empty_state
from hdplanner.ui.objectives.records import RecordCard, RecordList

if TYPE_CHECKING:
    from hdplanner.services.objectives import AskRow, ObjectiveRow


class ObjectivesView(RecordsPane):
    """The objectives in their order; drag one by its frame to put it elsewhere."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = RecordList(desk, "objective", lambda: ObjectiveCard(desk))
        self._empty = empty_state(
            _("What should have changed when this is over?"),
            _("An objective says what, for whom, and how we would know. The asks come below it."),
            _("Write the first objective"),
            self.add,
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self.list)
        self.column.addStretch(1)

    def show_all(self) -> None:
        rows = self.desk.source.objectives
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)

    def add(self) -> None:
        self.desk.add("objective", self.desk.source.campaign_id, title=_("New objective"))

    def wear(self, theme: Theme) -> None:
        self.show_all()


class ObjectiveCard(RecordCard):
    """An objective: its title in place, what it says, and its asks."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "objective", parent)
        self.title = with_look(WrapField(_("Title of the objective")), "bare-title")
        self.title.committed.connect(self._on_titled)
        self.watch(self.title)
        self._line = label("", "small", wrap=True)
        self._statement = label("", wrap=True)
        self._asked = label(_("Asks"), "heading")
        self.asks = RecordList(desk, "ask", lambda: AskCard(desk))
        self.add_ask = button(_("Add an ask"), self._on_add_ask, "link")
        self._movement = label("", "small", wrap=True)
        self._lay_out()

    def show_row(self, row: ObjectiveRow) -> None:
        """Show an objective with what hangs on it."""
        super().show_row(row)
        named(self, _("Objective: {title}").format(title=row.title))
        editable = self.desk.source.editable
        self.title.setReadOnly(not editable)
        self.title.show_value(row.title)
        self._line.setText(models.objective_line(row))
        self._statement.setText(in_own_direction(row.statement))
        self._statement.setVisible(bool(row.statement))
        self._asked.setVisible(bool(row.asks))
        self.asks.setVisible(bool(row.asks))
        self.asks.show_rows(row.asks)
        self.add_ask.setVisible(editable)
        said = models.movement_line(row.consultations)
        self._movement.setText(said or _("Nobody of the Movement consulted yet"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for one in (self._line, self._statement, self._movement):
            one.setContentsMargins(5, 0, 5, 0)
        column.addWidget(self._line)
        column.addWidget(self._statement)
        column.addWidget(self._movement)
        self._asked.setContentsMargins(5, 6, 5, 0)
        column.addWidget(self._asked)
        column.addWidget(self.asks)
        column.addWidget(self.add_ask, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_titled(self, title: str) -> None:
        row = self.desk.source.row("objective", self.row_id)
        self.desk.edits.update("objective", self.row_id, title=title)
        if row is not None and not title:
            self.title.show_value(row.title)  # refused: it needs one

    def _on_add_ask(self) -> None:
        self.desk.add("ask", self.row_id)


class AskCard(RecordCard):
    """An ask in a few lines: who, what, by when, and what is not said yet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "ask", parent)
        self._sign = QLabel()
        self._who = label("", "heading", wrap=True)
        self._what = label("", wrap=True)
        self._line = label("", "small", wrap=True)
        self._met = label("", "fine", wrap=True)
        self._lacks = label("", "warning", wrap=True)
        self._conflict = label("", "danger", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        for one in (self._who, self._what, self._line, self._met, self._lacks, self._conflict):
            words.addWidget(one)
        row = QHBoxLayout(self)
        set_margins(row, 10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: AskRow) -> None:
        """Show an ask."""
        super().show_row(row)
        self._show(self._who, row.addressee)
        self._show(self._what, row.action)
        self._show(self._line, models.ask_line(row))
        self._show(self._met, models.day(row.met_on, _("Met on {day}")))
        self._show(self._lacks, models.missing(row))
        self._show(self._conflict, self._conflicts(row))
        name, role = ("done", "fine") if row.met_on else ("objectives", "muted")
        side = self.desk.theme.pixels("icon")
        self._sign.setPixmap(pixmap(name, self.desk.theme, side, self.devicePixelRatioF(), role))
        who = row.addressee or _("nobody named")
        named(self, _("Ask of {who}: {what}").format(who=who, what=row.action), models.missing(row))

    def _conflicts(self, row: AskRow) -> str:
        if not row.conflicts:
            return ""
        asks: dict[str, Any] = {ask.id: ask for ask in self.desk.source.asks()}
        others = [asks[key].action for key in row.conflicts if key in asks]
        return _("Contradicts: {asks}").format(asks="; ".join(others))

    @staticmethod
    def _show(target: QLabel, text: str) -> None:
        target.setText(in_own_direction(text))
        target.setVisible(bool(text))
