"""The Packs room: the kept packs, the choices of one, and its very pages beside them; or who holds what of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.approvals import Approvals, Leaving
from hdplanner.ui.packs.desk import PackDesk, choices_of, sentences_about
from hdplanner.ui.packs.edits import PackEdits
from hdplanner.ui.packs.empty_page import EmptyPage
from hdplanner.ui.packs.export import Exporter
from hdplanner.ui.packs.kept_panel import KeptPanel
from hdplanner.ui.packs.panels import ChoicesPanel
from hdplanner.ui.packs.panes import Panes
from hdplanner.ui.packs.poses import POSES, take_pose
from hdplanner.ui.packs.preview import Previewer
from hdplanner.ui.packs.preview_panel import PreviewPanel
from hdplanner.ui.packs.preview_tools import PreviewTools
from hdplanner.ui.packs.register_view import RegisterView
from hdplanner.ui.room import RoomPage

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack, PackOptions
    from hdplanner.briefing.drafts import Draft
    from hdplanner.services.pack_rows import PackView
    from hdplanner.services.packs import PackRow, SectionChoice
    from hdplanner.storage import Changes

_REGISTER = {"hand_out", "hand_out_fact"}
_OWN_TABLES = {"pack", "pack_section", *_REGISTER}
"""What the room changes itself; nothing of it is in the plan that pages are made of."""
_OFFERED = {"audience_profile", "attachment"}
"""What the form offers to choose from."""


class PacksPage(RoomPage):
    """Shows one kept pack at a time. Whom it is prepared for belongs to the copy, so it is kept here only."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.appearance.theme
        self.edits = PackEdits(context)
        self.desk = PackDesk(context, self, self.edits)
        self.approvals = Approvals(context, self)
        self.exporter = Exporter(context, self, self.edits, self.approvals)
        self.previewer = Previewer(context, self)
        self.kept = KeptPanel(theme)
        self.model, self.list, self.new = self.kept.model, self.kept.list, self.kept.new
        self.register = RegisterView(theme)
        self.choices = ChoicesPanel(theme)
        self.preview = PreviewPanel(theme)
        self.tools = PreviewTools(
            context,
            self,
            self.preview,
            options=self.options,
            built=lambda: self.built,
            hand_out=self.hand_out,
            may_print=self.may_print,
            allow=self.approvals.allow,
        )
        self.selected = ""
        self.built: BuiltPack | None = None
        self.posed: QDialog | None = None
        self._gaps: list[str] = []
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
        self.show_packs()
        self.select(row_id)
        return True

    def enter(self) -> None:
        (self.list if self.count() else self.first).setFocus()

    def poses(self) -> tuple[str, ...]:
        return POSES

    def pose(self, name: str) -> None:
        take_pose(self, name)

    def can_filter(self) -> bool:
        return self._stack.currentWidget() is self.register or self.preview.has_pages

    def focus_filter(self) -> None:
        if self._stack.currentWidget() is self.register:
            self.register.words.setFocus()
        else:
            self.preview.search.open_search()

    def can_add(self) -> bool:
        return True

    def add(self) -> None:
        made = self.desk.add()
        if made is not None:
            self.show_packs()
            self.select(made)
            self.choices.recipient.setFocus()

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
        if self.model.place_of(row_id) is None:
            return
        changed = row_id != self.selected
        self.selected = row_id
        self.kept.select(row_id)
        if changed:
            self.built = None
            self.choices.to_top()
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

    def show_register(self) -> None:
        """Show who holds what."""
        self._stack.setCurrentWidget(self.register)
        self.register.table.setFocus()
        self.commands_changed.emit()

    def show_packs(self) -> None:
        """Show the packs again."""
        self._stack.setCurrentWidget(self._filled if self.count() else self._empty)
        self.enter()
        self.commands_changed.emit()

    def _show_selected(self) -> None:
        row = self.row()
        if row is None:
            return
        self.choices.show_pack(row, self.desk.about_words(row), self._recipients.get(row.id, ""))
        self.choices.sections.show_choices(choices_of(row), self.edits.files())
        self.choices.show_ceiling(self.desk.ceiling_words(row))
        self.choices.set_editable(self.context.gateway.can_edit)
        self._refresh()

    def _refresh(self) -> None:
        """Build the pages anew: now, or when the room is seen again."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.previewer.want(self.options())

    # -- set-up

    def _lay_out(self) -> None:
        self._filled = Panes(self.kept, self.choices, self.preview, self.context.appearance.theme)
        self._empty = EmptyPage(self.add, self.show_register)
        self.first, self.holdings = self._empty.first, self._empty.holdings
        self._stack = QStackedWidget()
        for one in (self._filled, self._empty, self.register):
            self._stack.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        gateway = self.context.gateway
        gateway.changed.connect(self._on_changed)
        gateway.campaign_changed.connect(self._on_campaign)
        self.context.appearance.changed.connect(self.wear)
        self.kept.picked.connect(self._on_picked)
        self.kept.new_wanted.connect(self.add)
        self.kept.register_wanted.connect(self.show_register)
        self.kept.office_wanted.connect(lambda: self.desk.office_dialog().exec())
        self.register.back_wanted.connect(self.show_packs)
        self.register.return_wanted.connect(lambda ids, back: self.edits.take_back(ids, back=back))
        self._connect_choices()
        self.previewer.gathered.connect(self._on_gathered)
        self.previewer.look = self.preview.in_view
        self.previewer.drawn.connect(self.preview.show_page)
        self.previewer.built.connect(self._on_built)
        self.previewer.refused.connect(self.preview.show_sentence)
        self.preview.export_wanted.connect(self.export)
        self.preview.hand_out_wanted.connect(self.hand_out)

    def _connect_choices(self) -> None:
        choices, sections, clearance = self.choices, self.choices.sections, self.choices.clearance
        choices.changed.connect(self._on_choice)
        choices.recipient_changed.connect(self._on_recipient)
        choices.about_wanted.connect(self._on_about)
        choices.audiences_wanted.connect(lambda: self.desk.audiences_dialog().exec())
        sections.chosen.connect(self._on_sections)
        sections.file_wanted.connect(lambda: self.desk.ask_file(self.row))
        sections.dropped.connect(lambda left, key: self.edits.drop_annex(self.selected, left, key))
        sections.marked.connect(self.edits.mark_file)
        clearance.ask_wanted.connect(lambda: self.edits.ask(self.selected))
        clearance.cleared.connect(self._on_cleared)
        clearance.reopen_wanted.connect(lambda: self.edits.reopen(self.selected))
        clearance.reveals_wanted.connect(self.look_at_reveals)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._filled.wear(theme)
        self.kept.wear(theme)
        self.register.wear(theme)
        self.preview.wear(theme)
        self.choices.wear(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # -- what happens

    def export(self) -> None:
        """Ask what and where to, and make the file in the background."""
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

    def look_at_reveals(self) -> None:
        """Show what the pack reveals, off the pages that are shown."""
        leaving = self.leaving()
        if leaving is not None:
            self.approvals.look(leaving)

    def may_print(self) -> bool:
        """Whether the pack may go on paper: one for others is approved first."""
        from hdplanner.domain.values import Audience

        leaving = self.leaving()
        if leaving is None:
            return False
        return leaving.view.audience is Audience.INTERNAL or self.approvals.allow([leaving])

    def leaving(self) -> Leaving | None:
        """The pack that is shown as one that would leave the house."""
        from hdplanner.errors import PlannerError
        from hdplanner.ui.packs.preview import gather_for

        options = self.options()
        try:
            return None if options is None else Leaving.of(gather_for(self.context, options), options)
        except PlannerError as error:
            self.context.tell(str(error))
            return None

    def _reload(self) -> None:
        self._show_register_rows()
        self.choices.offer_audiences(self.edits.audiences())
        self.preview.set_editable(self.context.gateway.can_edit)
        self.kept.show_rows(self.edits.rows())
        rows = self.model.all_rows()
        if self._stack.currentWidget() is not self.register:
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

    def _show_register_rows(self) -> None:
        rows, withdrawn = self.edits.handed_out(), self.edits.withdrawn()
        self.register.set_editable(self.context.gateway.can_edit)
        self.register.show_rows(rows, withdrawn)
        self.kept.show_register(sum(row.returned_on is None for row in rows), len(withdrawn))
        self.holdings.setVisible(bool(rows))

    def _on_changed(self, changes: Changes) -> None:
        if not self.context.gateway.is_open:
            return
        tables = set(changes.keys)
        if tables - _OWN_TABLES:
            self.previewer.forget()
        if tables <= _REGISTER:
            self._show_register_rows()
        elif tables & (_OWN_TABLES | _OFFERED):
            self._reload()
        else:
            if "proof_point" in tables:
                self._show_register_rows()
            self._refresh()

    def _on_campaign(self, _campaign_id: str) -> None:
        self.selected = ""
        self.previewer.forget()
        self._reload()

    def _on_picked(self, row_id: str) -> None:
        if row_id != self.selected:
            self.select(row_id)

    def _on_about(self) -> None:
        row = self.row()
        if row is not None:
            self.desk.ask_about(row)

    def _on_choice(self, name: str, value: object) -> None:
        row = self.row()
        if row is None:
            return
        if name == "audience":
            self.desk.change_audience(row, value)
        elif name == "kind":
            self.desk.change_kind(row, value)  # type: ignore[arg-type]  # the field offers kinds
        else:
            self.edits.change(row.id, **{name: value})
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
        self._gaps = [] if options is None else gaps(view, options)
        self.choices.missing.show_sentences(self._gaps)

    def _on_built(self, built: BuiltPack, draft: Draft) -> None:
        self.built = built
        self.preview.show_pages(built, draft)
        self.commands_changed.emit()
        row = self.row()
        if row is not None:
            files = [one.attachment_id for one in choices_of(row) if one.included and one.attachment_id]
            told = sentences_about(row, built, files, list(draft.view.files))
            self.choices.missing.show_sentences([*told, *self._gaps])
            self.choices.clearance.show_changed(row.is_changed_since_clearance(built.content_digest))
