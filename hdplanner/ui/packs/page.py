"""The Packs room: the kept packs, the choices of one, and its very pages beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.direction import TextDelegate
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.row_model import RowModel
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.edits import PackEdits
from hdplanner.ui.packs.export import Exporter
from hdplanner.ui.packs.models import columns
from hdplanner.ui.packs.panels import ChoicesPanel, RegisterPanel, scrolling
from hdplanner.ui.packs.panes import Panes
from hdplanner.ui.packs.preview import Previewer
from hdplanner.ui.packs.preview_panel import PreviewPanel
from hdplanner.ui.packs.preview_tools import PreviewTools
from hdplanner.ui.room import RoomPage

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack, PackOptions
    from hdplanner.briefing.drafts import Draft
    from hdplanner.services.pack_rows import PackView
    from hdplanner.services.packs import PackRow, SectionChoice
    from hdplanner.storage import Changes

_OWN_TABLES = {"pack", "pack_section", "hand_out"}
"""What the room changes itself; nothing of it is in the plan that pages are made of."""
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class PacksPage(RoomPage):
    """Shows one kept pack at a time. Whom it is prepared for belongs to the copy, so it is kept here only."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.appearance.theme
        self.edits = PackEdits(context)
        self.exporter = Exporter(context, self)
        self.previewer = Previewer(context, self)
        self.model: RowModel[PackRow] = RowModel(columns(), self)
        self.list = QListView()
        self.register = RegisterPanel()
        self.choices = ChoicesPanel(theme)
        self.preview = PreviewPanel(theme)
        self.tools = PreviewTools(
            context,
            self,
            self.preview,
            options=self.options,
            built=lambda: self.built,
            hand_out=self.hand_out,
        )
        self.selected = ""
        self.built: BuiltPack | None = None
        self._recipients: dict[str, str] = {}
        self._stale = True
        self._lay_out()
        self._connect()
        self._reload()

    # -- what the shell asks of a room

    def count(self) -> int:
        return len(self.model.all_rows())

    def reveal(self, kind: str, row_id: str) -> bool:
        if self.model.place_of(row_id) is None:
            return False
        self.select(row_id)
        return True

    def enter(self) -> None:
        (self.list if self.count() else self.first).setFocus()

    def can_filter(self) -> bool:
        return self.preview.has_pages

    def focus_filter(self) -> None:
        self.preview.search.open_search()

    def can_add(self) -> bool:
        return True

    def add(self) -> None:
        made = self.edits.add()
        if made is not None:
            self.select(made)
            self.choices.title.setFocus()
            self.choices.title.selectAll()

    def can_delete(self) -> bool:
        return bool(self.selected) and self.list.hasFocus()

    def delete(self) -> None:
        if self.selected:
            self.edits.delete(self.selected)

    # -- selection

    def row(self) -> PackRow | None:
        """The pack that is shown."""
        return self.model.row_of(self.selected) if self.selected else None

    def select(self, row_id: str) -> None:
        """Show a pack."""
        place = self.model.place_of(row_id)
        if place is None:
            return
        changed = row_id != self.selected
        self.selected = row_id
        index = self.model.index(place, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        if changed:
            self.preview.show_sentence(_("The pages come in a moment."))
        self._show_selected()
        self.commands_changed.emit()

    def options(self) -> PackOptions | None:
        """What is chosen for the pack that is shown."""
        from hdplanner.briefing import build

        row = self.row()
        if row is None:
            return None
        recipient = self._recipients.get(row.id, "")
        return build.PackOptions.of(row, recipient=recipient)

    def _show_selected(self) -> None:
        row = self.row()
        if row is None:
            return
        self.choices.show_pack(row, _choices(row), self._recipients.get(row.id, ""))
        self.choices.set_editable(self.context.gateway.can_edit)
        self._refresh()

    def _refresh(self) -> None:
        """Build the pages anew: now, or when the room is seen again."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.previewer.want(self.options())

    # -- set-up

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(TextDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        named(self.list, _("Kept packs"))
        self.new = button(_("New pack"), self.add)
        kept = with_look(QFrame(), "panel")
        column = QVBoxLayout(kept)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(label(_("Packs"), "lead"))
        head.addStretch(1)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(scrolling(self.register))
        self._filled = Panes(kept, self.choices, self.preview, self.context.appearance.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(self._empty_page())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _empty_page(self) -> QWidget:
        self._empty = with_look(QFrame(), "panel")
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addWidget(
            label(_("A pack is what you hand to a minister, or to your own principal."), "lead"), 0, _CENTRE
        )
        sentence = _("Choose for whom it is; what they may not see is not in it.")
        column.addWidget(label(sentence, "muted"), 0, _CENTRE)
        column.addSpacing(8)
        self.first = button(_("Make the first pack"), self.add, "primary")
        column.addWidget(self.first, 0, _CENTRE)
        column.addStretch(3)
        return self._empty

    def _connect(self) -> None:
        gateway = self.context.gateway
        gateway.changed.connect(self._on_changed)
        gateway.campaign_changed.connect(self._on_campaign)
        self.context.appearance.changed.connect(self.wear)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.choices.changed.connect(self._on_choice)
        self.choices.recipient_changed.connect(self._on_recipient)
        self.choices.sections_chosen.connect(self._on_sections)
        self.choices.clearance.ask_wanted.connect(lambda: self.edits.ask(self.selected))
        self.choices.clearance.cleared.connect(self._on_cleared)
        self.choices.clearance.reopen_wanted.connect(lambda: self.edits.reopen(self.selected))
        self.previewer.gathered.connect(self._on_gathered)
        self.previewer.look = self.preview.in_view
        self.previewer.drawn.connect(self.preview.show_page)
        self.previewer.built.connect(self._on_built)
        self.previewer.refused.connect(self.preview.show_sentence)
        self.preview.export_wanted.connect(self.export)
        self.preview.hand_out_wanted.connect(self.hand_out)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._filled.wear(theme)
        self.preview.wear(theme)
        self.choices.wear(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # -- what happens

    def export(self) -> None:
        """Ask where to, and make the file in the background."""
        options = self.options()
        if options is not None:
            self.exporter.ask_and_export(options)

    def hand_out(self) -> None:
        """Ask to whom, make a numbered copy each, and record them."""
        row, options = self.row(), self.options()
        if row is not None and options is not None:
            self.exporter.ask_and_hand_out(row, options)

    def export_to(self, path: Path) -> None:
        """Make the file without asking."""
        options = self.options()
        if options is not None:
            self.exporter.export(options, path)

    def _reload(self) -> None:
        self.register.show_rows(self.edits.handed_out())
        self.preview.set_editable(self.context.gateway.can_edit)
        self.model.set_rows(self.edits.rows())
        rows = self.model.all_rows()
        self._stack.setCurrentWidget(self._filled if rows else self._empty)
        if not rows:
            self.selected = ""
            self.previewer.want(None)
        elif self.row() is None:
            self.select(rows[0].id)
        else:
            self._show_selected()
        self.new.setEnabled(self.context.gateway.can_edit)
        self.first.setEnabled(self.context.gateway.can_edit)

    def _on_changed(self, changes: Changes) -> None:
        if not self.context.gateway.is_open:
            return
        tables = set(changes.keys)
        if tables - _OWN_TABLES:
            self.previewer.forget()
        if tables == {"hand_out"}:
            self.register.show_rows(self.edits.handed_out())
        elif tables & _OWN_TABLES:
            self._reload()
        else:
            self._refresh()

    def _on_campaign(self, _campaign_id: str) -> None:
        self.selected = ""
        self.previewer.forget()
        self._reload()

    def _on_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and (row := self.model.row_at(index.row())).id != self.selected:
            self.select(row.id)

    def _on_choice(self, name: str, value: object) -> None:
        self.edits.change(self.selected, **{name: value})
        self._show_selected()

    def _on_recipient(self, recipient: str) -> None:
        self._recipients[self.selected] = recipient
        self._refresh()

    def _on_sections(self, choices: list[SectionChoice]) -> None:
        self.edits.choose(self.selected, choices)

    def _on_cleared(self, who: str) -> None:
        if self.built is not None:
            self.edits.clear(self.selected, who, self.built.content_digest)

    def _on_gathered(self, view: PackView) -> None:
        from hdplanner.briefing.gaps import gaps

        options = self.options()
        self.choices.missing.show_sentences([] if options is None else gaps(view, options))

    def _on_built(self, built: BuiltPack, draft: Draft) -> None:
        self.built = built
        self.preview.show_pages(built, draft)
        self.commands_changed.emit()
        row = self.row()
        if row is not None:
            self.choices.clearance.show_changed(row.is_changed_since_clearance(built.content_digest))


def _choices(row: PackRow) -> tuple[SectionChoice, ...]:
    """The sections of a pack; those of its kind where it keeps none of its own."""
    from hdplanner.briefing import build
    from hdplanner.services.packs import SectionChoice

    kept = tuple(SectionChoice(one.section, one.included, one.heading, one.text) for one in row.sections)
    return kept or build.default_sections(row.kind)
