"""More filters: level, country, owner, coalition and tag in a card below a button, and a chip for each that is set.

Offers only what the rows hold; says what is wanted, and filters nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Level
from hdplanner.i18n import _
from hdplanner.ui.common.form import ChoiceField
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.stakeholders.models import choices_of
from hdplanner.ui.stakeholders.popover import Popover

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow

_WIDE = 220  # pixels at 100 % text


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is to filter by: the words that rows hold, and the names of coalitions by id."""

    countries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    coalitions: Mapping[str, str] = field(default_factory=dict)


def offers_of(rows: Iterable[StakeholderRow], coalitions: Mapping[str, str]) -> Offers:
    """What the rows of the room can be filtered by."""
    rows = tuple(rows)
    return Offers(
        _sorted({row.country for row in rows if row.country}),
        _sorted({row.owner for row in rows if row.owner}),
        _sorted({tag for row in rows for tag in row.tags}),
        coalitions,
    )


class FilterMenu(QWidget):
    """The button, its card, and the chips, which the header puts beside it."""

    filtered = Signal()
    """Another value is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers: Callable[[], Offers] = Offers
        self.button = button(_("More filters"), self.open)
        self.button.setAccessibleDescription(_("Level, country, owner, coalition and tag"))
        self.card = Popover(_("More filters"), self)
        self.fields: dict[str, ChoiceField] = {}
        self.chips: dict[str, QPushButton] = {}
        self._titles = {
            "level": _("Level"),
            "country": _("Country"),
            "owner": _("Owner"),
            "coalition": _("Coalition"),
            "tag": _("Tag"),
        }
        column = QVBoxLayout(self.card)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        for key, title in self._titles.items():
            self._add(key, title, column)
        self._emptier = button(_("Clear these filters"), self._clear_all, "link")
        column.addSpacing(4)
        column.addWidget(self._emptier)
        self._emptier.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def values(self) -> dict[str, Any]:
        """What is wanted, by the fields of `Wanted`."""
        found = {key: field.value() for key, field in self.fields.items()}
        return {key: value if key == "level" else value or "" for key, value in found.items()}

    def open(self) -> None:
        """Offer what the rows hold now."""
        self._offer()
        for field_ in self.fields.values():
            field_.setMinimumWidth(round(_WIDE * self.fontMetrics().height() / 18))
        self.card.open_below(self.button)
        self.fields["level"].setFocus()

    def clear(self) -> None:
        """Want nothing in particular; says nothing."""
        for key in self.fields:
            self._show(key, None)

    def _add(self, key: str, title: str, column: QVBoxLayout) -> None:
        field_ = ChoiceField(title, [(None, _("All"))])
        field_.committed.connect(lambda _value: self._on_committed(key))
        self.fields[key] = field_
        name = label(title, "small")
        name.setBuddy(field_)
        column.addWidget(name)
        column.addWidget(field_)
        chip = with_look(QPushButton(), "chip")
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda _checked=False: self._drop(key))
        chip.hide()
        self.chips[key] = chip

    def _offer(self) -> None:
        offers = self.offers()
        lists: dict[str, Sequence[tuple[object, str]]] = {
            "level": choices_of(Level),
            "country": [(one, one) for one in offers.countries],
            "owner": [(one, one) for one in offers.owners],
            "coalition": sorted(offers.coalitions.items(), key=lambda pair: pair[1].casefold()),
            "tag": [(one, one) for one in offers.tags],
        }
        for key, entries in lists.items():
            held = self.fields[key].value()
            self.fields[key].set_choices([(None, _("All")), *entries])
            self.fields[key].show_value(held)
            self.fields[key].setEnabled(bool(entries))

    def _on_committed(self, key: str) -> None:
        self._show_chip(key)
        self.filtered.emit()

    def _drop(self, key: str) -> None:
        self._show(key, None)
        self.button.setFocus()
        self.filtered.emit()

    def _clear_all(self) -> None:
        self.clear()
        self.filtered.emit()

    def _show(self, key: str, value: object) -> None:
        self.fields[key].show_value(value)
        self._show_chip(key)

    def _show_chip(self, key: str) -> None:
        value, chip = self.fields[key].value(), self.chips[key]
        chip.setVisible(value is not None)
        if value is not None:
            text = words_for(value) if isinstance(value, Level) else self.fields[key].currentText()
            words = _("{rating}: {step}").format(rating=self._titles[key], step=text)
            chip.setText(f"{words}  ×")
            named(chip, _("Remove the filter {filter}").format(filter=words))
        count = sum(field_.value() is not None for field_ in self.fields.values())
        self._emptier.setEnabled(bool(count))


def _sorted(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=str.casefold))
