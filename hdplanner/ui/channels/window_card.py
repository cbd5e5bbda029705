"""The card that moves a decision: to which day, and whether what hangs on it goes along. One step that can be undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.models import window_words
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common.form import ChoiceField, DateField
from hdplanner.ui.common.pieces import button, label, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.windows import HangingRow, WindowRow


class WindowCard(QFrame):
    """Opens below the head of the room. Esc closes it and changes nothing."""

    def __init__(
        self, context: AppContext, source: PlanSource, edits: ActivityEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        theme: Theme = context.appearance.theme
        self._gateway = context.gateway
        self._source = source
        self._edits = edits
        self._day: date | None = None
        self._hanging: list[HangingRow] = []
        self.choice = ChoiceField(_("Decision"), [])
        self.choice.fit()
        self.day = DateField(_("Decided on"), theme)
        self.words = label("", "muted", wrap=True)
        self.along = button("", lambda: self._on_move(with_hanging=True), "primary")
        self.alone = button("", lambda: self._on_move(with_hanging=False))
        row = WrapLayout(self, 8)
        row.setContentsMargins(20, 8, 14, 8)
        for part in (
            label(_("Move a decision"), "heading"),
            self.choice,
            label(_("to")),
            self.day,
            self.words,
        ):
            row.addWidget(part)
        row.push()
        for act in (self.along, self.alone, button(_("Cancel"), self.hide)):
            row.addWidget(act)
        self.day.setMinimumWidth(round(150 * theme.scale))
        self.words.setMinimumWidth(round(280 * theme.scale))
        self.choice.committed.connect(lambda _key: self._on_chosen())
        self.day.committed.connect(self._on_day)
        self.hide()

    def start(self) -> None:
        """Open for the next decision; another can be chosen."""
        dated = [one for one in self._source.windows if one.decides_on is not None]
        self.choice.set_choices([(one.id, window_words(one)) for one in dated])
        upcoming = next((one.id for one in dated if one.decides_on and one.decides_on >= self._today()), None)
        self.choice.show_value(upcoming)
        self._on_chosen()
        self.setVisible(bool(dated))
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _today(self) -> date:
        return self._edits.today()

    def _window(self) -> WindowRow | None:
        return self._source.window(self.choice.value())

    def _on_chosen(self) -> None:
        from hdplanner.services import windows

        window = self._window()
        self._day = None if window is None else window.decides_on
        self._hanging = []
        if window is not None:
            self._hanging = self._gateway.read(windows.hanging, window_id=window.id)
        self.day.show_value(self._day)
        self._show()

    def _on_day(self, day: date | None) -> None:
        self._day = day
        self._show()

    def _days(self) -> int:
        """By how many days the decision would move."""
        window = self._window()
        if window is None or window.decides_on is None or self._day is None:
            return 0
        return (self._day - window.decides_on).days

    def _show(self) -> None:
        days = self._days()
        self.words.setText(self._told())
        self.along.setText(_along(days) if self._hanging else _("Move the decision"))
        self.along.setEnabled(days != 0)
        self.alone.setText(_("Leave them"))
        self.alone.setEnabled(days != 0)
        self.alone.setVisible(bool(self._hanging))

    def _told(self) -> str:
        """What goes along by itself, and what would stay."""
        window = self._window()
        if window is None:
            return ""
        near = [
            row for row in self._source.rows if row.window_id == window.id and row.days_before is not None
        ]
        dated = sum(1 for one in self._hanging if one.kind == "activity")
        asks = len(self._hanging) - dated
        said = []
        if near:
            words = ngettext(
                "{count} activity is planned from this day and goes along.",
                "{count} activities are planned from this day and go along.",
                len(near),
            )
            said.append(words.format(count=format_number(len(near))))
        if dated:
            words = ngettext(
                "{count} activity with a date of its own hangs on this decision.",
                "{count} activities with dates of their own hang on this decision.",
                dated,
            )
            said.append(words.format(count=format_number(dated)))
        if asks:
            words = ngettext("{count} ask is due by then.", "{count} asks are due by then.", asks)
            said.append(words.format(count=format_number(asks)))
        return " ".join(said) or _("Nothing hangs on this decision.")

    def _on_move(self, *, with_hanging: bool) -> None:
        window = self._window()
        if window is not None and self._day is not None:
            self._edits.move_window(window.id, self._day, with_hanging=with_hanging and bool(self._hanging))
            self.hide()


def _along(days: int) -> str:
    """The verb of the button that takes all along."""
    if days < 0:
        words = ngettext("Move them {count} day earlier", "Move them {count} days earlier", -days)
    else:
        words = ngettext("Move them by {count} day", "Move them by {count} days", days)
    return words.format(count=format_number(abs(days)))
