"""What the commands of the menus do, and which of them can be chosen now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hdplanner.ui.file.commands import FILE_COMMANDS, available
from hdplanner.ui.shell.files import VOTES

if TYPE_CHECKING:
    from hdplanner.ui.shell.main_window import MainWindow


def connect_commands(window: MainWindow) -> None:
    """Say what each command of the menus does."""
    from hdplanner.ui.shell.dialogs import AboutDialog, KeyboardDialog

    on = window.actions_by_key.on
    gateway = window.context.gateway
    on("new", window.files.ask_new)
    on("open", window.files.ask_open)
    on("sample", window.files.open_sample)
    on("sample_votes", window.files.open_votes)
    on("copy_file", window.files.ask_copy)
    on("import", window.imports.ask)
    on("duplicates", window.imports.find_duplicates)
    on("export", window.files.ask_export)
    on("settings", window.ask_settings)
    on("close", window.close_file)
    on("quit", window.close)
    on("undo", gateway.undo)
    on("redo", gateway.redo)
    on("copy", lambda: window.page().copy())
    on("delete", lambda: window.page().delete())
    on("select_all", lambda: window.page().select_all())
    on("add", lambda: window.page().add())
    on("filter", lambda: window.page().focus_filter())
    on("search", window.search.start)
    on("zoom_in", partial(window.zoom, 1))
    on("zoom_out", partial(window.zoom, -1))
    on("zoom_reset", partial(window.zoom, 0))
    on("inspector", window.toggle_inspector)
    for key in FILE_COMMANDS:
        on(key, partial(window.do_with_file, key))
    on("keyboard", lambda: KeyboardDialog(window.actions_by_key.described(), window).exec())
    on("about", lambda: AboutDialog(window).exec())
    window.actions_by_key["inspector"].setCheckable(True)
    window.actions_by_key["inspector"].setChecked(True)


def enable_commands(window: MainWindow) -> None:
    """Grey what cannot be done now. Delete belongs to the room: in the inspector the key is for text."""
    gateway = window.context.gateway
    page = window.pages.get(window.room_key) if gateway.is_open else None
    edits = gateway.can_edit
    free = gateway.locked_file is None
    focus = QApplication.focusWidget()
    inside = focus is not None and window.inspector.isAncestorOf(focus)
    window.actions_by_key.enable(
        new=free,
        open=free,
        settings=free,
        recent=free and bool(window.context.settings.recent_files()),
        sample=free and window.files.has_sample(),
        sample_votes=free and window.files.has_sample(VOTES),
        lock=gateway.is_open,
        screen_share=gateway.is_open,
        copy_file=gateway.is_open,
        export=gateway.is_open and not gateway.code_names,
        close=gateway.is_open or not free,
        duplicates=gateway.is_open and not gateway.code_names,
        delete=page is not None and edits and not inside and page.can_delete(),
        select_all=page is not None and not inside and page.can_select(),
        copy=page is not None and not inside and page.can_copy(),
        add=page is not None and edits and page.can_add(),
        filter=page is not None and page.can_filter(),
        search=gateway.is_open,
        inspector=page is not None and page.inspector() is not None,
    )
    window.actions_by_key["import"].setEnabled(edits and not gateway.code_names)
    encrypted = gateway.is_open and gateway.document.encrypted
    for key in FILE_COMMANDS:
        fits = available(key, is_open=gateway.is_open, can_edit=edits, encrypted=encrypted)
        window.actions_by_key[key].setEnabled(fits and not gateway.code_names)
    for action in window.room_list.actions:
        action.setEnabled(gateway.is_open)
    if not gateway.is_open:
        window.top_bar.show_state(None)
