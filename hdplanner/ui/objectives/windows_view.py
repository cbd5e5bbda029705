"""Decisions of others: each with its countdown and its path, drawn as a chain of who has to do what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import StepAction, StepAgreement
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.direction import in_own_direction, is_mirrored
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.pane import RecordsPane, empty_state
from hdplanner.ui.objectives.records import RecordCard, RecordList

if TYPE_CHECKING:
    from hdplanner.services.windows import StepRow, WindowRow

_STEP_WIDTH = 164  # pixels at 100 % text
_IN = 8  # the air that a button has around its icon: the words above and below it keep as much


class WindowsView(RecordsPane):
    """What is ahead first; what is past folds away below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ahead = self._list()
        self.past = self._list()
        self.fold = with_look(QToolButton(), "fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._show_past)
        self._empty = empty_state(
            _("When do others decide?"),
            _("A vote, a signature, a budget: who decides, on which day, and who has to act before."),
            _("Add the first decision"),
            self.add,
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self.ahead)
        self.column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.past)
        self.column.addStretch(1)

    def show_all(self) -> None:
        rows = self.desk.source.windows
        ahead, past = models.split_by_day(rows, self.desk.source.today())
        self._empty.setVisible(not rows)
        self.ahead.setVisible(bool(ahead))
        self.ahead.show_rows(ahead)
        self.past.show_rows(past)
        self.fold.setText(_("Past decisions ({count})").format(count=format_number(len(past))))
        self.fold.setVisible(bool(past))
        self._show_past()

    def add(self) -> None:
        self.desk.add("decision_window", self.desk.source.campaign_id, title=_("New decision"))

    def reveal(self) -> None:
        """Open what is past where the chosen record stands there."""
        kind, row_id = self.desk.selection
        row = self.desk.source.row(kind, row_id)
        window_id = row.window_id if row is not None and kind == "decision_step" else row_id
        if any(card.row_id == window_id for card in self.past.cards()):
            self.fold.setChecked(True)
        super().reveal()

    def wear(self, theme: Theme) -> None:
        self.show_all()

    def _list(self) -> RecordList:
        return RecordList(self.desk, "decision_window", lambda: WindowCard(self.desk), ordered=False)

    def _show_past(self) -> None:
        opened = self.fold.isChecked()
        self.past.setVisible(opened and bool(self.past.cards()))
        closed = "chevron-left" if is_mirrored() else "chevron-right"
        theme = self.desk.theme
        self.fold.setIcon(icon("chevron-down" if opened else closed, theme, "muted"))
        self.fold.setIconSize(QSize(theme.pixels("icon"), theme.pixels("icon")))


class WindowCard(RecordCard):
    """A decision: how far away, what is decided, what hangs on it, and its path."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "decision_window", parent)
        self._title = label("", "lead", wrap=True)
        self.countdown = label("", "heading")
        self.countdown.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._line = label("", "small", wrap=True)
        self._decision = label("", wrap=True)
        self._hanging = label("", "small", wrap=True)
        self._path = label(_("Path of the decision"), "small")
        self.steps = RecordList(desk, "decision_step", lambda: StepCard(desk), chained=True, flowing=True)
        self.add_step = button(_("Add a step"), self._on_add_step, "link")
        self.steps.end_with(self.add_step)
        self._lay_out()

    def show_row(self, row: WindowRow) -> None:
        """Show a decision with its path."""
        super().show_row(row)
        away = models.countdown(row.days_left(self.desk.source.today()))
        named(self, _("Decision: {title}, {when}").format(title=row.title, when=away))
        self._title.setText(in_own_direction(row.title))
        self.countdown.setText(away)
        for target, text in (
            (self._line, models.window_line(row)),
            (self._decision, in_own_direction(row.decision)),
            (self._hanging, models.hanging_line(row)),
        ):
            target.setText(text)
            target.setVisible(bool(text))
        steps = self.desk.source.paths.get(row.id, ())
        self._path.setVisible(bool(steps))
        self.add_step.setVisible(self.desk.source.editable)
        self.steps.show_rows(steps)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.mark)
        head.addWidget(self.countdown)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(3)
        column.addLayout(head)
        for one in (self._line, self._decision, self._hanging):
            column.addWidget(one)
        column.addSpacing(6)
        column.addWidget(self._path)
        column.addWidget(self.steps)

    def _on_add_step(self) -> None:
        steps = self.desk.source.paths.get(self.row_id, ())
        order = list(StepAction)
        after = max((order.index(step.action) for step in steps), default=-1) + 1
        self.desk.add("decision_step", self.row_id, action=order[min(after, len(order) - 2)])


class StepCard(RecordCard):
    """One step: what is done, by whom, whether they agree (a shape and a word), and what is planned towards them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "decision_step", parent)
        self._action = label("", "small")
        self._who = label("", "heading", wrap=True)
        self.agreement = with_look(QToolButton(), "bare")
        self.agreement.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.agreement.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.agreement.setMenu(self._choices())
        self.watch(self.agreement)
        self._due = label("", "small")
        self._planned = label("", "small", wrap=True)
        for words in (self._action, self._who, self._due, self._planned):
            words.setIndent(_IN)
        column = QVBoxLayout(self)
        set_margins(column, 2, 7, 8, 7)
        column.setSpacing(1)
        column.addWidget(self._action)
        column.addWidget(self._who)
        column.addWidget(self.agreement, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._due)
        column.addWidget(self._planned)
        column.addStretch(1)

    def _choices(self) -> QMenu:
        menu = QMenu(self)
        for one in StepAgreement:
            menu.addAction(words_for(one), partial(self._agree, one))
        return menu

    def _agree(self, agreement: StepAgreement) -> None:
        self.desk.edits.update("decision_step", self.row_id, agreement=agreement)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The mark of the checks stands in the corner, beside what is done."""
        super().resizeEvent(event)
        side = self.mark.sizeHint()
        x = 2 if is_mirrored() else self.width() - side.width() - 2
        self.mark.setGeometry(x, 1, side.width(), side.height())

    def sizeHint(self) -> QSize:
        """As wide as all steps, and as high as the highest beside it: the chain runs straight."""
        held = self.parentWidget()
        beside = (
            [one for one in held.cards() if isinstance(one, StepCard)] if isinstance(held, RecordList) else []
        )
        return QSize(self._wide(), max(one.natural_height() for one in [self, *beside]))

    def natural_height(self) -> int:
        """As high as its own words are at the one width."""
        layout = self.layout()
        return layout.totalHeightForWidth(self._wide()) if layout is not None else 0

    def _wide(self) -> int:
        return round(_STEP_WIDTH * self.desk.theme.scale)

    def show_row(self, row: StepRow) -> None:
        """Show a step."""
        super().show_row(row)
        theme = self.desk.theme
        self.setFixedWidth(self._wide())
        named(self, models.step_words(row))
        self._action.setText(words_for(row.action))
        self._who.setText(in_own_direction(row.stakeholder or _("Nobody named")))
        name, role = models.AGREEMENT[row.agreement]
        self.agreement.setIcon(icon(name, theme, role))
        self.agreement.setIconSize(QSize(theme.pixels("icon"), theme.pixels("icon")))
        self.agreement.setText(words_for(row.agreement))
        self.agreement.setEnabled(self.desk.source.editable)
        named(self.agreement, _("Agreement: {value}").format(value=words_for(row.agreement)))
        self._due.setText(models.day(row.due_on, _("by {day}")))
        self._due.setVisible(row.due_on is not None)
        self._planned.setText(models.planned_words(row.planned))
        look = "warning" if models.is_neglected(row) else "small"
        if self._planned.property("look") != look:
            self._planned.setProperty("look", look)
            self._planned.style().unpolish(self._planned)
            self._planned.style().polish(self._planned)
