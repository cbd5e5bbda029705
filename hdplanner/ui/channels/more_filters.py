"""More filters: messenger, audience, decision, channel, mode and status in a menu, and a chip for each that is set. Filters nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from hdplanner.domain.values import ActivityStatus, Channel, Mode
from hdplanner.figures.shapes import shortened
from hdplanner.i18n import _
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.pieces import named, with_look

Entries = Sequence[tuple[object, str]]


class MoreFilters(QToolButton):
    """The button with its menu, and the chips, which the header puts beside it."""

    filtered = Signal()
    """Another value is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(_("More filters"))
        named(self, _("More filters"), _("Messenger, audience, decision, channel, mode and status"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._values: dict[str, Any] = {}
        self._entries: dict[str, Entries] = {
            "messenger": (),
            "audience": (),
            "window": (),
            "channel": choices_of(Channel),
            "mode": choices_of(Mode),
            "status": choices_of(ActivityStatus),
        }
        self._titles = {
            "messenger": _("Messenger"),
            "audience": _("Audience"),
            "window": _("Decision"),
            "channel": _("Channel"),
            "mode": _("Mode"),
            "status": _("Status"),
        }
        self._menus: dict[str, QMenu] = {}
        self.chips: dict[str, QPushButton] = {}
        menu = QMenu(self)
        for key, title in self._titles.items():
            self._add(menu, key, title)
        menu.addSeparator()
        self._emptier = menu.addAction(_("Clear these filters"), self._clear_all)
        self._emptier.setEnabled(False)
        self.setMenu(menu)

    def values(self) -> dict[str, Any]:
        """What is wanted, by the fields of `Wanted`; None where nothing in particular is."""
        return {key: self._values.get(key) for key in self._titles}

    def offer(self, **entries: Entries) -> None:
        """Offer the audiences and decisions that there are; a choice that is gone lets all through."""
        for key, some in entries.items():
            self._entries[key] = some
            if self._values.get(key) not in {value for value, _text in some}:
                self._put(key, None)

    def clear(self) -> None:
        """Want nothing in particular; says nothing."""
        for key in self._titles:
            self._put(key, None)

    def choose(self, key: str, value: object) -> None:
        """Want a value of one of the lists, as the person would."""
        self._put(key, value)
        self.filtered.emit()

    def _add(self, menu: QMenu, key: str, title: str) -> None:
        self._menus[key] = menu.addMenu(title)
        self._menus[key].aboutToShow.connect(lambda: self._fill(key))
        chip = with_look(QPushButton(), "chip")
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda _checked=False: self._drop(key))
        chip.hide()
        self.chips[key] = chip

    def _fill(self, key: str) -> None:
        menu = self._menus[key]
        menu.clear()
        group = QActionGroup(menu)
        for value, text in ((None, _("All")), *self._entries[key]):
            action = menu.addAction(shortened(text, 60), partial(self.choose, key, value))
            action.setCheckable(True)
            action.setChecked(self._values.get(key) == value)
            group.addAction(action)

    def _drop(self, key: str) -> None:
        self.setFocus()
        self.choose(key, None)

    def _clear_all(self) -> None:
        self.clear()
        self.filtered.emit()

    def _put(self, key: str, value: object) -> None:
        self._values[key] = value
        chip = self.chips[key]
        chip.setVisible(value is not None)
        if value is not None:
            text = next((text for one, text in self._entries[key] if one == value), str(value))
            words = _("{rating}: {step}").format(rating=self._titles[key], step=shortened(text, 40))
            chip.setText(f"{words}  ×")
            named(chip, _("Remove the filter {filter}").format(filter=words))
        self._emptier.setEnabled(any(one is not None for one in self._values.values()))
