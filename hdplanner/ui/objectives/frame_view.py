"""The issue framed and the four questions before a campaign, written in place; one column where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hdplanner.i18n import N_, _
from hdplanner.ui.common.form import ProseField, stacked
from hdplanner.ui.common.pieces import label
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.pane import RecordsPane

_WIDE = 640  # pixels at 100 % text from which two columns can be read

ISSUE = (
    ("problem", N_("The problem"), N_("What is wrong, in two or three sentences")),
    ("effects", N_("Its effects"), N_("What it does to people, with numbers where we have them")),
    ("causes", N_("Its causes"), N_("Why it is so: law, money, habit, interest")),
    ("affected", N_("Who is affected"), N_("Who, how many, where")),
    ("why_us", N_("Why us"), N_("What gives us the standing to speak")),
    ("why_now", N_("Why now"), N_("What opens, and what closes")),
)
QUESTIONS = (
    ("persuading", N_("Is it about persuading?"), N_("Does somebody have to decide something else?")),
    (
        "right_tool",
        N_("Is diplomacy the right tool?"),
        N_("Or would a service, a training or a court do more?"),
    ),
    (
        "own_evidence",
        N_("Do we have evidence of our own?"),
        N_("What we have seen, counted or heard ourselves"),
    ),
    (
        "partners_needed",
        N_("Which partners do we need?"),
        N_("Who must carry it with us, and who should first"),
    ),
)


class FrameView(RecordsPane):
    """Ten texts of the plan. Each commits its own column when it is left."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.fields: dict[str, ProseField] = {}
        self._sheets = [
            _Sheet(_("The issue"), "", self._fields(ISSUE)),
            _Sheet(
                _("Four questions first"),
                _("Before anything is planned. An honest “no” saves a year."),
                self._fields(QUESTIONS),
            ),
        ]
        self.column.setSpacing(20)
        for sheet in self._sheets:
            self.column.addWidget(sheet)
        self.column.addStretch(1)

    def show_all(self) -> None:
        row = self.desk.source.frame
        if row is None:
            return
        for name, field in self.fields.items():
            field.setReadOnly(not self.desk.source.editable)
            field.show_value(getattr(row, name))

    def begin(self) -> None:
        empty = (field for field in self.fields.values() if not field.toPlainText())
        next(empty, self.fields["problem"]).setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.viewport().width() > _WIDE * self.desk.theme.scale
        for sheet in self._sheets:
            sheet.set_columns(2 if wide else 1)

    def _fields(self, texts: Sequence[tuple[str, str, str]]) -> list[QWidget]:
        made = []
        for name, title, hint in texts:
            field = ProseField(_(title), _(hint), 3)
            field.committed.connect(partial(self._on_committed, name))
            self.fields[name] = field
            made.append(stacked(_(title), field))
        return made

    def _on_committed(self, name: str, text: str) -> None:
        self.desk.edits.plan(**{name: text})
        self.show_all()  # a refusal leaves the value of the file


class _Sheet(QWidget):
    """A heading and fields below it, in one column or two."""

    def __init__(self, title: str, hint: str, fields: Sequence[QWidget]) -> None:
        super().__init__()
        self._fields = list(fields)
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(title, "lead"))
        if hint:
            column.addWidget(label(hint, "small", wrap=True))
        column.addLayout(self._grid)

    def set_columns(self, columns: int) -> None:
        """Stand in one column or two."""
        if columns == self._columns:
            return
        self._columns = columns
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, *divmod(place, columns), Qt.AlignmentFlag.AlignTop)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
