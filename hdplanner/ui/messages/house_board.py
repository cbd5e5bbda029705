"""The message house as one screen: ask at the roof, core line, pillars, and the proof points that carry them.

Cards stay the widgets they are while their rows change, so that nobody loses the text that is being written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_number
from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.messages.cards import PillarCard, ProofCard
from hdplanner.ui.messages.edits import MessageEdits
from hdplanner.ui.messages.grip import dragged
from hdplanner.ui.messages.house_drops import Spot, proof_spot, support_spot
from hdplanner.ui.messages.house_moves import HouseMoves
from hdplanner.ui.messages.house_parts import Beam, Plinth, Roof
from hdplanner.ui.messages.proof_picker import ProofPicker
from hdplanner.ui.messages.texts import WordMarks

if TYPE_CHECKING:
    from hdplanner.services.message_house import House
    from hdplanner.ui.messages.source import MessageSource

PILLARS = 3
"""A house has three pillars; a fourth is allowed."""
_PILLAR, _STONE = 170, 240
"""The least widths of a pillar and of a proof point in the plinth, in pixels at 100 %."""


class HouseBoard(QWidget):
    """Shows one message, and says to the edits what is dragged, written and chosen."""

    proof_entered = Signal(str)
    """The focus is on a proof point: its id."""
    addressee_wanted = Signal(str)
    view_wanted = Signal(object)
    """A widget of the board that should come into sight."""

    def __init__(
        self,
        source: MessageSource,
        edits: MessageEdits,
        marks: WordMarks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._edits, self._marks, self._theme = source, edits, marks, theme
        self.moves = HouseMoves(edits)
        self._house: House | None = None
        self._editable = False
        self._columns = (0, 0)
        self._room = 0
        self._target: str | None = None
        self.roof = Roof(theme)
        self.beam = Beam(edits, marks, theme)
        self.plinth = Plinth(theme)
        self.picker = ProofPicker(theme)
        self.pillars: dict[str, PillarCard] = {}
        self.proofs: dict[str, ProofCard] = {}
        self.ghosts = [self._ghost(number) for number in range(1, PILLARS + 1)]
        self.fourth = button(_("Add a fourth pillar"), self.add_pillar, "link")
        self.fourth.setToolTip(_("Three are remembered; a fourth costs one of them."))
        self.line = with_look(QFrame(self), "drop-line")
        self.line.hide()
        self.setAcceptDrops(True)
        self._lay_out()
        self.roof.chosen.connect(self._on_ask)
        self.roof.addressee_wanted.connect(self.addressee_wanted)
        self.picker.picked.connect(self._on_picked)

    # -- what is shown

    def show_house(self, house: House, *, editable: bool) -> None:
        """Show a message."""
        other = self._house is None or self._house.row.id != house.row.id
        self._house = self.moves.house = house
        self._editable = editable
        if other:
            self.picker.hide()
        self.roof.show_ask(self._source.ask(house.row.ask_id), self._source.asks, editable=editable)
        self.beam.show_row(house.row, editable=editable)
        self._show_pillars(house)
        self._show_proofs(house)
        self._arrange(anew=True)

    def fit(self, room: int) -> None:
        """Stand in the width that is in sight: one's own follows from how many stand side by side."""
        self._room = room
        self._arrange()

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.line.setFixedHeight(3)
        for part in (self.roof, self.plinth, self.picker):
            part.wear(theme)
        for card in (*self.pillars.values(), *self.proofs.values()):
            card.wear(theme)
        self._arrange(anew=True)

    # -- what a person does

    def add_pillar(self) -> None:
        """Add a pillar and write in it."""
        made = self._edits.add_part("support", self._message)
        if made is not None and made in self.pillars:
            self.pillars[made].text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view_wanted.emit(self.pillars[made].text)

    def add_proof(self, support_id: str | None) -> None:
        """Add a proof point under a pillar, or under all, and write in it."""
        made = self._edits.add_proof(self._message, support_id, _("New proof point"))
        card = next((one for one in self.proofs.values() if one.proof_id == made), None)
        if card is not None:
            card.text.setFocus(Qt.FocusReason.OtherFocusReason)
            card.text.selectAll()
            self.view_wanted.emit(card)

    def pick_proof(self, support_id: str | None) -> None:
        """Choose a proof point that the plan has already."""
        if self._house is None:
            return
        used = {one.proof.id for one in self._house.floor}
        self._target = support_id
        rows = [row for row in self._source.proofs if row.id not in used and row.withdrawn_on is None]
        names = [one.id for one in self._house.supports]
        title = _("A proof point for all pillars")
        if support_id in names:
            number = format_number(names.index(support_id) + 1)
            title = _("A proof point for pillar {number}").format(number=number)
        self.picker.open_with(rows, title)
        self.view_wanted.emit(self.picker)

    def drop(self, kind: str, key: str, point: QPoint) -> None:
        """Put what was dragged where it was let go."""
        spot = self.spot(kind, key, point)
        if spot is not None:
            self.moves.put(kind, key, spot.support_id, spot.place)

    def spot(self, kind: str, key: str, point: QPoint) -> Spot | None:
        """Where something would come that is let go at a point."""
        if self._house is None or not self._editable:
            return None
        cards = [self.pillars[one.id] for one in self._house.supports]
        if kind == "support":
            return (
                support_spot(self, cards, key, point, mirrored=is_mirrored()) if key in self.pillars else None
            )
        if kind != "proof" or key not in self.proofs:
            return None
        stones = {
            one: [self.proofs[row.id] for row in self.moves.floor_of(one)]
            for one in (*(card.key for card in cards), None)
        }
        return proof_spot(self, cards, self.plinth, stones, key, point)

    # -- dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._on_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._on_drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.line.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.line.hide()
        part = dragged(event.mimeData())
        if part is not None:
            event.acceptProposedAction()
            self.drop(*part, event.position().toPoint())

    def _on_drag(self, event: QDragMoveEvent) -> None:
        part = dragged(event.mimeData())
        spot = None if part is None else self.spot(*part, event.position().toPoint())
        self.line.setVisible(spot is not None)
        if spot is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.line.setGeometry(spot.line)
        self.line.raise_()

    # -- set-up

    def _lay_out(self) -> None:
        self._walls = QGridLayout()
        self._walls.setSpacing(10)
        walls = QVBoxLayout()
        walls.setContentsMargins(20, 12, 20, 12)
        walls.setSpacing(10)
        walls.addLayout(self._walls)
        walls.addWidget(self.fourth, 0, Qt.AlignmentFlag.AlignLeading)
        walls.addWidget(self.picker)
        beam = QHBoxLayout()
        beam.setContentsMargins(10, 0, 10, 0)
        beam.addWidget(self.beam)
        self._lay_out_plinth()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 12)
        column.setSpacing(0)
        column.addWidget(self.roof)
        column.addLayout(beam)
        column.addLayout(walls)
        column.addWidget(self.plinth)
        column.addStretch(1)

    def _lay_out_plinth(self) -> None:
        self.add_common = button(_("Add a proof point"), partial(self.add_proof, None), "link")
        self.pick_common = button(_("From the bank"), partial(self.pick_proof, None), "link")
        named(self.add_common, _("Add a proof point under all pillars"))
        named(self.pick_common, _("Put a proof point of the bank under all pillars"))
        self.common = label(_("Under all pillars"), "heading")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.common)
        head.addStretch(1)
        head.addWidget(self.pick_common)
        head.addWidget(self.add_common)
        self._stones = QGridLayout()
        self._stones.setSpacing(8)
        column = QVBoxLayout(self.plinth)
        column.setContentsMargins(28, 10, 28, 22)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._stones)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The wall behind the pillars."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("window"))
        top, foot = self.roof.geometry().bottom(), self.plinth.geometry().top()
        across = self.plinth.geometry().adjusted(10, 0, -10, 0)
        painter.drawRect(across.left(), top, across.width() - 1, foot - top)
        painter.end()

    # -- keeping cards and rows the same

    def _show_pillars(self, house: House) -> None:
        kept = {one.id for one in house.supports}
        for key in set(self.pillars) - kept:
            self._free(key)
            _drop_card(self.pillars.pop(key))
        for number, row in enumerate(house.supports, start=1):
            card = self.pillars.get(row.id) or self._new_pillar(row.id)
            card.show_row(row, number, house.row.id)
            card.set_editable(self._editable)

    def _show_proofs(self, house: House) -> None:
        kept = {one.id for one in house.floor}
        for key in set(self.proofs) - kept:
            _drop_card(self.proofs.pop(key))
        for row in house.floor:
            card = self.proofs.get(row.id) or self._new_proof(row.id)
            card.show_row(row, house.row.id)
            card.set_editable(self._editable)
            goal = self.pillars.get(row.support_id or "")
            if goal is not None:
                goal.proofs.removeWidget(card)
                goal.proofs.addWidget(card)
                card.show()

    def _arrange(self, *, anew: bool = False) -> None:
        """Pillars and stones in as many columns as there is room for."""
        house = self._house
        if house is None:
            return
        room = self._room - 60
        missing = max(0, PILLARS - len(house.supports)) if self._editable else 0
        scale = self._theme.scale
        columns = (
            max(1, min(len(house.supports) + missing, int(room / (_PILLAR * scale)))),
            max(1, int(room / (_STONE * scale))),
        )
        if columns == self._columns and not anew:
            return
        self._columns = columns
        pillars: list[QWidget] = [self.pillars[one.id] for one in house.supports]
        for number, ghost in enumerate(self.ghosts):
            ghost.setVisible(number >= PILLARS - missing)
        pillars += [ghost for number, ghost in enumerate(self.ghosts) if number >= PILLARS - missing]
        _fill(self._walls, pillars, columns[0])
        _fill(self._stones, [self.proofs[one.id] for one in self.moves.floor_of(None)], columns[1])
        self.fourth.setVisible(self._editable and len(house.supports) == PILLARS)
        for link in (self.add_common, self.pick_common):
            link.setVisible(self._editable)

    def _free(self, support_id: str) -> None:
        """Take the proof points out of a pillar that goes: the floor keeps them."""
        layout = self.pillars[support_id].proofs
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(self.plinth)

    def _new_pillar(self, key: str) -> PillarCard:
        made = self.pillars[key] = PillarCard(self._edits, self._marks, self._theme)
        made.more = partial(self.moves.pillar_entries, key)
        made.stepped.connect(self._on_pillar_stepped)
        made.add_wanted.connect(self.add_proof)
        made.pick_wanted.connect(self.pick_proof)
        return made

    def _new_proof(self, key: str) -> ProofCard:
        made = self.proofs[key] = ProofCard(self._edits, self._marks, self._theme)
        made.more = partial(self.moves.proof_entries, key)
        made.stepped.connect(self._on_proof_stepped)
        made.entered.connect(lambda _key: self.proof_entered.emit(made.proof_id))
        return made

    def _ghost(self, number: int) -> QWidget:
        made = button(_("Add a pillar"), self.add_pillar, "ghost")
        named(made, _("Add pillar {number}").format(number=format_number(number)))
        return made

    @property
    def _message(self) -> str:
        return self._house.row.id if self._house else ""

    def _keep_focus(self, card: PillarCard | ProofCard | None) -> None:
        if card is not None:
            card.grip.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view_wanted.emit(card.grip)

    def _on_pillar_stepped(self, key: str, onwards: int, _down: int) -> None:
        if self.moves.step_pillar(key, onwards):
            self._keep_focus(self.pillars.get(key))

    def _on_proof_stepped(self, key: str, onwards: int, down: int) -> None:
        if self.moves.step_proof(key, onwards, down):
            self._keep_focus(self.proofs.get(key))

    def _on_ask(self, ask_id: object) -> None:
        self._edits.update(self._message, ask_id=ask_id)

    def _on_picked(self, proof_id: str) -> None:
        self._edits.lay(self._message, proof_id, self._target)


def _fill(grid: QGridLayout, widgets: list[QWidget] | list[ProofCard], columns: int) -> None:
    """Put widgets into a grid from its beginning, row by row, in columns of one width."""
    while grid.takeAt(0) is not None:
        pass
    for number in range(grid.columnCount()):
        grid.setColumnStretch(number, 0)
    for number, widget in enumerate(widgets):
        grid.addWidget(widget, number // columns, number % columns)
        grid.setColumnStretch(number % columns, 1)
        widget.show()


def _drop_card(card: QWidget) -> None:
    card.hide()
    card.setParent(None)
    card.deleteLater()
