"""The window: menus, top bar, rooms, inspector, status line, put together. Knows no content of a room."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import SPLIT_MARGINS
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.commands import act_of
from hdplanner.ui.file.versions_keeper import VersionKeeper
from hdplanner.ui.room import Room, RoomPage
from hdplanner.ui.settings import SCALES
from hdplanner.ui.shell.actions import Actions, choices, fill_menu_bar
from hdplanner.ui.shell.banner import Banner
from hdplanner.ui.shell.checks_panel import ChecksPanel
from hdplanner.ui.shell.commands import connect_commands, enable_commands
from hdplanner.ui.shell.files import FileCommands
from hdplanner.ui.shell.guard import Guard
from hdplanner.ui.shell.importing import ImportCommand
from hdplanner.ui.shell.inspector import Inspector
from hdplanner.ui.shell.recent import RecentFiles
from hdplanner.ui.shell.room_list import RoomList
from hdplanner.ui.shell.rooms import FIRST_ROOM, ROOMS
from hdplanner.ui.shell.search_box import SearchBox
from hdplanner.ui.shell.sidebar import Sidebar
from hdplanner.ui.shell.status import StatusLine
from hdplanner.ui.shell.top_bar import TopBar
from hdplanner.ui.shell.welcome import Welcome

_SPLIT = "inspector"
_NARROW, _CRAMPED = 1180, 1000
"""Widths of the window, in pixels at 100 % text, below which the sidebar and the inspector give way."""


class MainWindow(QMainWindow):
    """Shows the start screen until a file is open, then its rooms."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        theme = context.appearance.theme
        self.actions_by_key = Actions(self)
        self.files = FileCommands(context, self)
        self.versions = VersionKeeper(context, self)
        self.imports = ImportCommand(context, self)
        self.guard = Guard(context, self.actions_by_key, self)
        self.pages: dict[str, RoomPage] = {}
        self.room_key = ""
        self._cramped = False
        self.room_list = RoomList(context, ROOMS, self)
        self._make_parts(theme)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._show_welcome()
        self._restore_geometry()

    def _make_parts(self, theme: Theme) -> None:
        from hdplanner.ui.shell.finder import Finder

        self.finder = Finder(self.context, self.actions_by_key, self.show_room)
        self.search = SearchBox(self.finder.find, theme)
        self.top_bar = TopBar(theme, self.actions_by_key.__getitem__, self.search)
        self.sidebar = Sidebar(ROOMS, theme)
        self.banner = Banner(theme)
        self.inspector = Inspector()
        self.status = StatusLine(self.context.tasks)
        self.welcome = Welcome(theme, sample=self.files.has_sample())
        self._rooms = QStackedWidget()
        self._rooms.setContentsMargins(*SPLIT_MARGINS)
        self.checks = ChecksPanel(self.context, {kind for room in ROOMS for kind in room.kinds})
        self._stack = QStackedWidget()
        self.setStatusBar(self.status)

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(16)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.checks.below(self._rooms))
        self._split.addWidget(self.inspector)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self.inspector.setMinimumWidth(round(316 * self.context.appearance.theme.scale))
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 16, 24, 8)
        middle.addWidget(self._split)
        workspace = QWidget()
        row = QHBoxLayout(workspace)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(middle, 1)
        self._workspace = workspace
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(workspace)
        self._stack.addWidget(self.guard.lock.screen)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        column.setSpacing(0)
        self.setCentralWidget(central)

    def _make_menus(self) -> None:
        settings = self.context.settings
        themes = [("system", _("As the System")), ("light", _("Light")), ("dark", _("Dark"))]
        self._themes = choices(self, themes, settings.theme, self._choose_theme)
        menu = fill_menu_bar(self.menuBar(), self.actions_by_key, self.room_list.actions, self._themes)
        self.recent = RecentFiles(settings, menu, self.welcome, self)
        self.recent.show_all()

    def _connect(self) -> None:
        gateway = self.context.gateway
        gateway.opened.connect(self._on_opened)
        gateway.closed.connect(self._on_closed)
        gateway.locked.connect(self._on_locked)
        gateway.unlocked.connect(self._on_unlocked)
        self.guard.listen()
        self.guard.about_to_share.connect(self._leave_field)
        self.guard.lock.about_to_lock.connect(self.search.leave)
        gateway.changed.connect(self._on_changed)
        gateway.state_changed.connect(self._show_state)
        self.context.told.connect(self.banner.tell)
        self.context.navigated.connect(self._on_navigated)
        self.context.appearance.changed.connect(self._on_theme_changed)
        self.files.recent_changed.connect(self.recent.show_all)
        self.recent.chosen.connect(self.files.open)
        self.recent.shown.connect(self._enable)
        self.sidebar.chosen.connect(self.show_room)
        self.room_list.chosen.connect(self.show_room)
        self.status.cleared.connect(lambda: self.page().clear_filter())
        self.welcome.new_wanted.connect(self.files.ask_new)
        self.welcome.open_wanted.connect(self.files.ask_open)
        self.welcome.sample_wanted.connect(self.files.open_sample)
        self._connect_plan_switch()
        connect_commands(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _connect_plan_switch(self) -> None:
        from hdplanner.ui.shell.plans import PlanSwitch

        self.plans = PlanSwitch(self.context, self.top_bar, self)

    def do_with_file(self, key: str) -> None:
        """Carry out a command on the file as a whole."""
        self._leave_field()
        act_of(key)(self.context, self)

    def page(self) -> RoomPage:
        """The page of the room that is shown."""
        return self.pages[self.room_key]

    def show_room(self, key: str) -> None:
        """Go to a room; its page is made when it is first needed."""
        if not self.context.gateway.is_open:
            return
        room = next(one for one in ROOMS if one.key == key)
        if key not in self.pages:
            self._make_page(room)
        self.room_key = key
        self._rooms.setCurrentWidget(self.pages[key])
        self.inspector.setVisible(self.inspector.show_room(key) and self._wants_inspector())
        self.sidebar.show_room(key)
        self.room_list.mark(key)
        self.room_list.renew(self.sidebar)
        self.status.show_filter(0, 0)
        self.pages[key].enter()
        self._show_counts()
        self._enable()

    def _make_page(self, room: Room) -> None:
        page = room.make_page(self.context)
        self.pages[room.key] = page
        self._rooms.addWidget(page)
        content = page.inspector()
        if content is not None:
            self.inspector.add(room.key, content)
        page.shown_changed.connect(partial(self._on_shown_changed, room.key))
        page.commands_changed.connect(self._enable)
        page.inspector_wanted.connect(self._show_inspector)

    def _on_opened(self) -> None:
        self.banner.hide()
        self.status.show()
        self._drop_pages()
        self.room_list.forget()
        self._stack.setCurrentWidget(self._workspace)
        self.top_bar.show()
        self.plans.refresh()
        self.room_list.renew(self.sidebar)
        self.show_room(self.room_key if self.room_key in self.room_list.shown() else FIRST_ROOM)
        self._enable()

    def _on_closed(self) -> None:
        self._drop_pages()
        self._show_welcome()

    def _on_locked(self) -> None:
        """Show nothing of the file. Its pages wait behind the lock screen: what is half-typed in them stays."""
        self._stack.setCurrentWidget(self.guard.lock.screen)
        for part in (self.top_bar, self.banner, self.status):
            part.hide()
        self.setWindowTitle(_("HD Planner"))
        self._enable()

    def _on_unlocked(self) -> None:
        self._stack.setCurrentWidget(self._workspace)
        self.top_bar.show()
        self.status.show()
        self._show_state()
        self._enable()

    def _drop_pages(self) -> None:
        """Another file, other pages: nothing of the one before stays in a widget."""
        for page in self.pages.values():
            self._rooms.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(
                page, QEvent.Type.DeferredDelete
            )  # or it would hear of the next file
        self.pages = {}
        self.inspector.empty()

    def _show_welcome(self) -> None:
        self._stack.setCurrentWidget(self.welcome)
        self.top_bar.hide()
        self.status.show()
        self.status.show_file(None)
        self.setWindowTitle(_("HD Planner"))
        self.welcome.show_recent(self.context.settings.recent_files())
        self._enable()

    def _on_changed(self, changes: object) -> None:
        self.room_list.renew(self.sidebar)
        self._show_counts()
        self.plans.on_changed(changes)

    def _show_state(self) -> None:
        if not self.context.gateway.is_open:
            return
        state = self.context.gateway.state()
        self.status.show_file(state, named=not self.context.gateway.code_names)
        self.status.show_scale(self.context.appearance.theme.scale)
        self.top_bar.show_state(state)
        named = _("{file} – HD Planner").format(file=Path(state.name).stem)
        self.setWindowTitle(_("HD Planner") if self.guard.hides_titles else named)

    def _show_counts(self) -> None:
        self.sidebar.show_counts({key: page.count() for key, page in self.pages.items()})

    def _on_shown_changed(self, key: str, shown: int, total: int) -> None:
        if key == self.room_key:
            self.status.show_filter(shown, total)
        self._show_counts()

    def _on_navigated(self, kind: str, row_id: str) -> None:
        for room in ROOMS:
            if kind in room.kinds:
                self.show_room(room.key)
                self.page().reveal(kind, row_id)
                return
        self.finder.lead(kind, row_id)

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._enable()

    def _enable(self) -> None:
        enable_commands(self)

    def close_file(self) -> None:
        """Close the open file, the field in hand saved; what a lock keeps half-typed cannot be."""
        if not self.guard.lock.may_close():
            return
        self._leave_field()
        self.context.gateway.close()

    def _leave_field(self) -> None:
        """Let the field that is being written in commit, as leaving it does."""
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def ask_settings(self) -> None:
        """Let the person choose what they prefer on this machine."""
        from hdplanner.ui.shell.dialogs import SettingsDialog

        if SettingsDialog(self.context.settings, self).exec():
            self.recent.show_all()
            self.guard.apply_settings()
            self._show_state()

    def _choose_theme(self, choice: str) -> None:
        self.context.settings.theme = choice
        self.context.settings.save()
        self.context.appearance.choose(self.context.settings.theme_choice())

    def zoom(self, by: int) -> None:
        """A step larger or smaller; 0 is 100 %."""
        settings = self.context.settings
        place = SCALES.index(settings.scale) + by if by else 0
        settings.scale = SCALES[min(len(SCALES) - 1, max(0, place))]
        settings.save()
        self.context.appearance.choose(self.context.appearance.choice, settings.scale)

    def _on_theme_changed(self, theme: Theme) -> None:
        for part in (
            self.top_bar,
            self.sidebar,
            self.banner,
            self.search,
            self.welcome,
            self.guard.lock.screen,
        ):
            part.wear(theme)
        self.inspector.setMinimumWidth(round(316 * theme.scale))
        self.status.show_scale(theme.scale)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room for the size of the text, the room comes first: F9 brings the inspector."""
        room = self.width() / self.context.appearance.theme.scale
        self.sidebar.set_narrow(room < _NARROW)
        cramped = room < _CRAMPED
        if cramped != self._cramped:
            self._cramped = cramped
            self.actions_by_key["inspector"].setChecked(not cramped)
            self.toggle_inspector()

    def _wants_inspector(self) -> bool:
        return self.actions_by_key["inspector"].isChecked()

    def toggle_inspector(self) -> None:
        """Show the inspector where it is wanted, and hide it where not."""
        self.inspector.setVisible(self.inspector.show_room(self.room_key) and self._wants_inspector())

    def _show_inspector(self) -> None:
        self.actions_by_key["inspector"].setChecked(True)
        self.toggle_inspector()

    def _restore_geometry(self) -> None:
        settings = self.context.settings
        self.resize(1440, 900)
        self.setMinimumSize(900, 560)
        if settings.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(settings.geometry)))
        self._split.setSizes(settings.splits.get(_SPLIT) or [1060, 340])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stack.currentWidget() is self.welcome:
            self.welcome.enter()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit the field in hand, stop work, keep the place of the window, close the file."""
        if not self.guard.lock.may_close():
            event.ignore()
            return
        self._leave_field()
        self.context.tasks.stop_all()
        settings = self.context.settings
        settings.geometry = base64.b64encode(self.saveGeometry().data()).decode()
        settings.splits[_SPLIT] = self._split.sizes()
        settings.save()
        self.context.gateway.close()
        super().closeEvent(event)
