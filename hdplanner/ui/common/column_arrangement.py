"""Which columns of a table are shown, in which order and how wide. The first column is always shown, and first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView

from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme


class Arrangement(QObject):
    """Moves, hides and widens the sections of `header`. Widths are given and taken in pixels at 100 % text."""

    changed = Signal()
    """The person moved, widened, showed or hid a column."""

    def __init__(self, model: RowModel[Any], header: QHeaderView, theme: Theme) -> None:
        super().__init__(header)
        self._rows = model
        self._header = header
        self._scale = theme.scale
        self._widths = {column.key: column.width for column in model.columns}
        self._quiet = False
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        self.show(self.standard())

    def standard(self) -> list[tuple[str, int]]:
        """The columns that are shown until a person chooses, each with its width."""
        return [(column.key, column.width) for column in self._rows.columns if column.standard]

    def shown(self) -> list[tuple[str, int]]:
        """The columns that are shown, in order, each with its width."""
        keys = [self._rows.columns[number].key for number in self.numbers()]
        return [(key, self._widths[key]) for key in keys]

    def numbers(self) -> list[int]:
        """The numbers of the columns that are shown, in order."""
        header = self._header
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [number for number in order if not header.isSectionHidden(number)]

    def show(self, columns: Iterable[tuple[str, int]]) -> None:
        """Show exactly these columns in this order; those that there are not are passed over."""
        known = {column.key: number for number, column in enumerate(self._rows.columns)}
        first = self._rows.columns[0].key
        wanted = {key: width for key, width in columns if key in known}
        wanted = {first: wanted.get(first, self._widths[first]), **wanted}
        self._quiet = True
        for key, number in known.items():
            self._header.setSectionHidden(number, key not in wanted)
        for place, (key, width) in enumerate(wanted.items()):
            self._header.moveSection(self._header.visualIndex(known[key]), place)
            self._widths[key] = max(24, min(2_000, width))
        self._resize(wanted)
        self._quiet = False

    def choose(self, keys: Sequence[str]) -> None:
        """Show these columns, each as wide as it was."""
        self.show([(key, self._widths[key]) for key in keys if key in self._widths])
        self.changed.emit()

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self._scale = theme.scale
        self._quiet = True
        self._resize(self._widths)
        self._quiet = False

    def _resize(self, keys: Iterable[str]) -> None:
        for number, column in enumerate(self._rows.columns):
            if column.key in keys and not self._header.isSectionHidden(number):
                self._header.resizeSection(number, round(self._widths[column.key] * self._scale))

    def _on_resized(self, logical: int, _old: int, new: int) -> None:
        numbers = self.numbers()
        stretched = bool(numbers) and logical == numbers[-1] and self._header.stretchLastSection()
        if self._quiet or new == 0 or stretched:
            return
        self._widths[self._rows.columns[logical].key] = round(new / self._scale)
        self.changed.emit()

    def _on_moved(self, _logical: int, _old: int, _new: int) -> None:
        if not self._quiet:
            self.changed.emit()
