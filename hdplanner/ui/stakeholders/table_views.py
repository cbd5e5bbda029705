"""The menu of saved views: show one, save the table as it stands, rename, delete. Each change is one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QToolButton

from hdplanner.i18n import _
from hdplanner.ui.common.direction import Menu
from hdplanner.ui.common.pieces import named, with_look
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.table_dialogs import NameDialog
from hdplanner.ui.stakeholders.table_layout import TableLayout, read_layout

if TYPE_CHECKING:
    from hdplanner.services.views import ViewRow
    from hdplanner.storage import Changes

ROOM = "stakeholders"


class ViewsMenu(QObject):
    """Belongs to `button`; `layout` tells how the table stands now."""

    wanted = Signal(object)
    """A TableLayout to be shown; None for the plain table."""

    def __init__(self, context: AppContext, layout: Callable[[], TableLayout]) -> None:
        super().__init__()
        self._context = context
        self._layout = layout
        self.current = ""
        """The id of the view that was chosen last; "" for the plain table."""
        self.button = named(with_look(QToolButton(), "quiet"), _("Views"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = Menu(self.button)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        context.gateway.changed.connect(self._on_changed)
        self._say()

    def views(self) -> list[ViewRow]:
        """The views of the plan that is worked in."""
        from hdplanner.services import views

        gateway = self._context.gateway
        if not gateway.is_open:
            return []
        return gateway.read(views.view_rows, campaign_id=gateway.campaign_id, room=ROOM)

    def forget(self) -> None:
        """Another plan has other views."""
        self.current = ""
        self._say()

    def fill(self) -> None:
        """Put the menu together."""
        self.menu.clear()
        self._entry(_("Plain table"), lambda: self.choose(""), chosen=not self.current)
        views = self.views()
        for row in views:
            self._entry(row.name, partial(self.choose, row.id), chosen=row.id == self.current)
        self.menu.addSeparator()
        edits = self._context.gateway.can_edit
        self.menu.addAction(_("Save as a view…"), self.ask_save).setEnabled(edits)
        now = next((row for row in views if row.id == self.current), None)
        if now is not None and edits:
            self.menu.addAction(_("Save changes to “{view}”").format(view=now.name), self.save)
            self.menu.addAction(_("Rename “{view}”…").format(view=now.name), self.ask_rename)
            self.menu.addAction(_("Delete “{view}”").format(view=now.name), self.delete)

    def choose(self, view_id: str) -> None:
        """Show a view; one that cannot be read gives the plain table, and is kept."""
        row = self._row(view_id)
        layout = read_layout(row.spec) if row is not None else None
        if row is not None and layout is None:
            said = _("The view “{view}” cannot be read by this version. It is kept; here is the plain table.")
            self._context.tell(said.format(view=row.name))
        self.current = row.id if row is not None and layout is not None else ""
        self._say()
        self.wanted.emit(layout)

    def ask_save(self) -> None:
        """Ask for a name, and save the table as it stands under it."""
        dialog = NameDialog(_("Save as a view"), _("Save view"), parent=self.button.window())
        if dialog.exec():
            self.save_as(dialog.name())

    def save_as(self, name: str) -> None:
        """Save the table as it stands under a name."""
        from hdplanner.services import views

        gateway = self._context.gateway
        made = gateway.run(
            "view.save",
            views.save_view,
            made="saved_view",
            about={},
            campaign_id=gateway.campaign_id,
            room=ROOM,
            name=name,
            spec=self._layout().to_json(),
        )
        if made is not None:
            self.current = made
            self._say()

    def save(self) -> None:
        """Save the table as it stands in the view that was chosen."""
        self._change(self._row(self.current), spec=self._layout().to_json())

    def ask_rename(self) -> None:
        """Ask for another name of the view that was chosen."""
        row = self._row(self.current)
        if row is not None:
            dialog = NameDialog(_("Rename the view"), _("Rename"), row.name, self.button.window())
            if dialog.exec():
                self.rename(dialog.name())

    def rename(self, name: str) -> None:
        """Give the view that was chosen another name."""
        self._change(self._row(self.current), name=name)

    def delete(self) -> None:
        """Delete the view that was chosen; the table stays as it is."""
        from hdplanner.services import views

        view_id, self.current = self.current, ""
        self._context.gateway.run(
            "view.delete", views.delete_view, about={"saved_view": view_id}, view_id=view_id
        )
        self._say()

    def _change(self, row: ViewRow | None, *, name: str = "", spec: str | None = None) -> None:
        from hdplanner.services import views

        gateway = self._context.gateway
        if row is not None:
            gateway.run(
                "view.save",
                views.save_view,
                about={"saved_view": row.id},
                campaign_id=gateway.campaign_id,
                room=ROOM,
                name=name or row.name,
                spec=spec,
                view_id=row.id,
            )

    def _row(self, view_id: str) -> ViewRow | None:
        return next((row for row in self.views() if row.id == view_id), None) if view_id else None

    def _entry(self, text: str, act: Callable[[], None], *, chosen: bool) -> None:
        action = self.menu.addAction(text.replace("&", "&&"), act)
        action.setCheckable(True)
        action.setChecked(chosen)

    def _on_changed(self, changes: Changes) -> None:
        if "saved_view" in changes.keys and self._context.gateway.is_open:
            if self._row(self.current) is None:
                self.current = ""
            self._say()

    def _say(self) -> None:
        row = self._row(self.current)
        self.button.setText(_("View: {view}").format(view=row.name.replace("&", "&&")) if row else _("Views"))
