"""Asks which packs to make at once: of which visit, or for whom, of which kind, each with a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _, format_date, ngettext, pgettext
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.form import ChoiceField, stacked
from hdplanner.ui.common.pieces import button, label, named

if TYPE_CHECKING:
    from hdplanner.domain.values import PackKind
    from hdplanner.services.batches import BatchRow

_WIDE, _HIGH = 460, 200


@dataclass(frozen=True, slots=True)
class BatchSource:
    """What packs are made of: its title, the kinds that may be made, and a row for each pack."""

    title: str
    kinds: tuple[PackKind, ...]
    rows: tuple[BatchRow, ...]


class BatchDialog(QDialog):
    """Accepted, `rows` and `kind` say what is to be made. Everything is ticked at first.

    Of the kinds that may be made the first of the `usual` ones is proposed.
    """

    def __init__(
        self, sources: Sequence[BatchSource], usual: Sequence[PackKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Batch"))
        self.setMinimumWidth(_WIDE)
        self._sources = sources
        self._shown: tuple[BatchRow, ...] = ()
        self.source = ChoiceField(
            _("One pack for each of"), [(place, one.title) for place, one in enumerate(sources)]
        )
        self.kinds = ChoiceField(_("Kind of pack"), [])
        self.list = named(QListWidget(), _("Packs to make"))
        self.list.setItemDelegate(TextDelegate(self.list))
        self.list.setMinimumHeight(_HIGH)
        self.sentence = label("", "muted", wrap=True)
        self.act = button(_("Choose the folder…"), self.accept, "primary")
        self._lay_out()
        self.source.committed.connect(lambda _place: self._show_source(usual))
        self.list.itemChanged.connect(lambda _item: self._count())
        self._show_source(usual)

    def rows(self) -> list[BatchRow]:
        """The packs with a tick."""
        ticked = Qt.CheckState.Checked
        return [row for place, row in enumerate(self._shown) if self.list.item(place).checkState() == ticked]

    def kind(self) -> PackKind:
        """The kind that all of them are."""
        chosen: PackKind = self.kinds.value()
        return chosen

    def _source(self) -> BatchSource:
        place = self.source.value()
        return self._sources[place if isinstance(place, int) else 0]

    def _show_source(self, usual: Sequence[PackKind]) -> None:
        source = self._source()
        self.kinds.set_choices([(one, words_for(one)) for one in source.kinds])
        self.kinds.show_value(next((one for one in usual if one in source.kinds), source.kinds[0]))
        self.kinds.setEnabled(len(source.kinds) > 1)
        self._shown = source.rows
        self.list.blockSignals(True)
        self.list.clear()
        for row in source.rows:
            item = QListWidgetItem(_line(row))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._count()

    def _count(self) -> None:
        count = len(self.rows())
        words = ngettext("{count} pack will be made.", "{count} packs will be made.", count)
        self.sentence.setText(words.format(count=count) if count else _("Tick what is to be made."))
        self.act.setEnabled(bool(count))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        about = _("Audience, language and paper are those of the pack that is shown.")
        column.addWidget(label(about, wrap=True))
        column.addWidget(stacked(_("One pack for each of"), self.source))
        column.addWidget(stacked(_("Kind of pack"), self.kinds))
        column.addWidget(self.list, 1)
        column.addWidget(self.sentence)
        column.addLayout(buttons)


def _line(row: BatchRow) -> str:
    """A row as the list has it: the day, the meeting, and for whom."""
    title = row.title or _("Untitled")
    if row.starts_at is None:
        return title
    day = format_date(row.starts_at.date())
    if row.recipient:
        words = pgettext("batch", "{day}: {title}, for {recipient}")
        return words.format(day=day, title=title, recipient=row.recipient)
    return pgettext("batch", "{day}: {title}").format(day=day, title=title)
