"""Bottom lines and red lines by objective: strictly confidential, so folded away until somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Sensitivity
from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.common.direction import in_own_direction, is_mirrored
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, empty, label, named, with_look
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.pane import RecordsPane, empty_state
from hdplanner.ui.objectives.records import RecordCard, RecordList

if TYPE_CHECKING:
    from hdplanner.services.objectives import BottomLineRow, ObjectiveRow, RedLineRow

_MARKINGS = {
    Sensitivity.PUBLIC: "marking-public",
    Sensitivity.INTERNAL: "marking-internal",
    Sensitivity.CONFIDENTIAL: "marking-confidential",
    Sensitivity.STRICTLY_CONFIDENTIAL: "marking-strict",
}


class LinesView(RecordsPane):
    """One folded sheet an objective. Leaving the room folds them all again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sheets: dict[str, LineSheet] = {}
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(12)
        hint = _(
            "Only for those who negotiate and those who mandate them. Open a sheet when nobody looks on."
        )
        self._hint = label(hint, "small", wrap=True)
        self._empty = empty_state(
            _("Lines belong to an objective"),
            _("Write the objective first; then the least we may accept, and what is not negotiable."),
            _("Write the first objective"),
            lambda: self.desk.add("objective", self.desk.source.campaign_id, title=_("New objective")),
        )
        self.column.addWidget(self._empty)
        self.column.addWidget(self._hint)
        self.column.addLayout(self._sheets)
        self.column.addStretch(1)

    def show_all(self) -> None:
        rows = self.desk.source.objectives
        self._empty.setVisible(not rows)
        self._hint.setVisible(bool(rows))
        if [row.id for row in rows] != list(self.sheets):
            opened = {key for key, sheet in self.sheets.items() if sheet.fold.isChecked()}
            empty(self._sheets)
            self.sheets = {row.id: LineSheet(self.desk) for row in rows}
            for key, sheet in self.sheets.items():
                self._sheets.addWidget(sheet)
                sheet.fold.setChecked(key in opened)
        for row in rows:
            self.sheets[row.id].show_objective(row)

    def add(self) -> None:
        """Add a red line to the objective whose sheet is open, else to the first."""
        sheets = list(self.sheets.values())
        if sheets:
            next((one for one in sheets if one.fold.isChecked()), sheets[0]).add_red()

    def begin(self) -> None:
        sheets = list(self.sheets.values())
        if sheets:
            sheets[0].fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_all(self) -> None:
        """Fold everything away."""
        for sheet in self.sheets.values():
            sheet.fold.setChecked(False)

    def reveal(self) -> None:
        """Open the sheet in which the chosen line stands."""
        row = self.desk.source.row(*self.desk.selection)
        sheet = self.sheets.get(getattr(row, "objective_id", ""))
        if sheet is not None:
            sheet.fold.setChecked(True)
        super().reveal()

    def wear(self, theme: Theme) -> None:
        self.show_all()


class LineSheet(QFrame):
    """The lines of one objective behind a heading that says how many there are, and no more."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "record")
        self._desk = desk
        self._objective_id = ""
        self.fold = with_look(QToolButton(), "fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setMinimumWidth(72)
        self.fold.toggled.connect(self._show_open)
        self._count = label("", "small")
        self.bottom = RecordList(desk, "bottom_line", lambda: BottomCard(desk))
        self.red = RecordList(desk, "red_line", lambda: RedCard(desk))
        self.body = QWidget()
        self._lay_out()
        self._show_open(False)

    def show_objective(self, row: ObjectiveRow) -> None:
        """Show the lines of an objective."""
        self._objective_id = row.id
        self.fold.setText(in_own_direction(row.title))
        bottom, red = len(row.bottom_lines), len(row.red_lines)
        few = ngettext("{count} bottom line", "{count} bottom lines", bottom)
        more = ngettext("{count} red line", "{count} red lines", red)
        self._count.setText(
            models.joined([few.format(count=format_number(bottom)), more.format(count=format_number(red))])
        )
        named(self.fold, row.title, self._count.text())
        self.bottom.show_rows(row.bottom_lines)
        self.red.show_rows(row.red_lines)
        for one in (self._add_bottom, self._add_red):
            one.setVisible(self._desk.source.editable)
        self._show_open(self.fold.isChecked())

    def add_red(self) -> None:
        """Add a red line."""
        self.fold.setChecked(True)
        self._desk.add("red_line", self._objective_id, text=_("New red line"))

    def add_bottom(self) -> None:
        """Add a bottom line."""
        self.fold.setChecked(True)
        self._desk.add("bottom_line", self._objective_id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.fold, 1)
        head.addWidget(self._count)
        self._add_bottom = button(_("Add a bottom line"), self.add_bottom, "link")
        self._add_red = button(_("Add a red line"), self.add_red, "link")
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(8, 4, 8, 4)
        inside.setSpacing(6)
        inside.addWidget(label(_("Bottom lines: the least we may accept"), "heading"))
        inside.addWidget(self.bottom)
        inside.addWidget(self._add_bottom, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addSpacing(6)
        inside.addWidget(label(_("Red lines: not negotiable"), "heading"))
        inside.addWidget(self.red)
        inside.addWidget(self._add_red, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 14, 8)
        column.addLayout(head)
        column.addWidget(self.body)

    def _show_open(self, opened: bool) -> None:
        self.body.setVisible(opened)
        if not opened and self._desk.selection[0] in ("bottom_line", "red_line"):
            self._desk.choose("", "")
        closed = "chevron-left" if is_mirrored() else "chevron-right"
        theme = self._desk.theme
        self.fold.setIcon(icon("chevron-down" if opened else closed, theme, "muted"))
        self.fold.setIconSize(QSize(theme.pixels("icon"), theme.pixels("icon")))


class _LineCard(RecordCard):
    """What both kinds of lines share: a marking in words, a text, and facts below it."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, kind, parent)
        self.marking = label("", "marking-strict")
        self._text = label("", wrap=True)
        self._facts = label("", "small", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._text, 1)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.marking, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._facts)

    def show_words(self, text: str, facts: str, sensitivity: Sensitivity) -> None:
        """Show a line."""
        self._text.setText(in_own_direction(text))
        _show(self._facts, facts)
        self.marking.setText(words_for(sensitivity).upper())
        set_look(self.marking, _MARKINGS[sensitivity])


class BottomCard(_LineCard):
    """The least that may be accepted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "bottom_line")

    def show_row(self, row: BottomLineRow) -> None:
        """Show a bottom line."""
        super().show_row(row)
        text = row.minimum or _("Not written yet")
        ideal = _("Ideal: {text}").format(text=row.ideal) if row.ideal else ""
        consult = _("Before going below: {whom}").format(whom=row.consult) if row.consult else ""
        self.show_words(text, "\n".join(one for one in (ideal, consult) if one), row.sensitivity)
        named(self, _("Bottom line: {text}").format(text=text))


class RedCard(_LineCard):
    """What is not negotiable."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "red_line")

    def show_row(self, row: RedLineRow) -> None:
        """Show a red line."""
        super().show_row(row)
        lift = _("May lift it: {whom}").format(whom=row.may_lift or _("not said"))
        said = _("rhetorical") if row.rhetorical else ""
        facts = [models.joined([words_for(row.type), said]), row.norm, lift]
        self.show_words(row.text, "\n".join(one for one in facts if one), row.sensitivity)
        named(self, _("Red line: {text}").format(text=row.text))


def _show(target: QLabel, text: str) -> None:
    target.setText(text)
    target.setVisible(bool(text))
