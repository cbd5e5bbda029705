"""Every command of the shell, once: menus, buttons, shortcuts and the search box share these actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from hdplanner.i18n import N_, _
from hdplanner.ui.common.direction import Menu

Keys = QKeySequence.StandardKey | str | None


@dataclass(frozen=True)
class Command:
    """A line of a menu. `searched` ones are offered by the search box too."""

    key: str
    title: str
    keys: Keys = None
    searched: bool = True
    icon: str = ""


_STANDARD = QKeySequence.StandardKey

_USUAL = {_STANDARD.Quit: "Ctrl+Q", _STANDARD.Preferences: "Ctrl+,", _STANDARD.SaveAs: "Ctrl+Shift+S"}

FILE: tuple[Command | None, ...] = (
    Command("new", N_("New…"), _STANDARD.New),
    Command("open", N_("Open…"), _STANDARD.Open),
    Command("recent", N_("Open Recent"), searched=False),
    Command("sample", N_("Open the Sample")),
    Command("sample_votes", N_("Open the Sample of Recorded Votes")),
    None,
    Command("save_version", N_("Save a Version…"), _STANDARD.Save),
    Command("copy_file", N_("Save a Copy…"), _STANDARD.SaveAs),
    Command("send_copy", N_("Send a Copy to…")),
    Command("import", N_("Import Stakeholders or Ties…")),
    Command("merge", N_("Merge a Copy…")),
    Command("conflicts", N_("Open Conflicts…")),
    Command("export", N_("Export the Plan…")),
    None,
    Command("versions", N_("Versions…")),
    Command("history", N_("History…"), "Ctrl+H"),
    Command("bin", N_("Bin…")),
    Command("compact", N_("Compact the History…")),
    None,
    Command("lock", N_("Lock"), "Ctrl+L"),
    Command("encrypt", N_("Encrypt…")),
    Command("change_passphrase", N_("Change the Passphrase…")),
    Command("recovery_sheet", N_("Recovery Sheet…")),
    Command("remove_encryption", N_("Remove the Encryption…")),
    Command("rights", N_("Data Protection…")),
    Command("access_log", N_("Access Log…")),
    None,
    Command("settings", N_("Settings…"), _STANDARD.Preferences),
    Command("close", N_("Close"), _STANDARD.Close),
    Command("quit", N_("Quit"), _STANDARD.Quit, searched=False),
)
EDIT: tuple[Command | None, ...] = (
    Command("undo", N_("Undo"), _STANDARD.Undo, searched=False),
    Command("redo", N_("Redo"), _STANDARD.Redo, searched=False),
    None,
    Command("copy", N_("Copy"), _STANDARD.Copy, searched=False),
    Command("delete", N_("Delete"), _STANDARD.Delete, searched=False),
    Command("select_all", N_("Select All"), _STANDARD.SelectAll, searched=False),
    None,
    Command("add", N_("Add…"), "Ins"),
    Command("filter", N_("Filter"), _STANDARD.Find, searched=False),
    Command("duplicates", N_("Find Duplicates…")),
    Command("search", N_("Search or Go to…"), "Ctrl+K", searched=False),
)
VIEW: tuple[Command | None, ...] = (
    Command("zoom_in", N_("Larger Text"), _STANDARD.ZoomIn),
    Command("zoom_out", N_("Smaller Text"), _STANDARD.ZoomOut),
    Command("zoom_reset", N_("Text at 100 %"), "Ctrl+0"),
    None,
    Command("inspector", N_("Inspector"), "F9"),
    Command("screen_share", N_("Code Names on the Screen"), "Ctrl+Shift+L"),
)
HELP: tuple[Command | None, ...] = (
    Command("keyboard", N_("Keyboard"), _STANDARD.HelpContents),
    Command("about", N_("About HD Planner")),
)


class Actions(QObject):
    """The actions by key. `on` says what one does; one that nothing was said about is greyed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._commands = [one for menu in (FILE, EDIT, VIEW, HELP) for one in menu if one is not None]
        for command in self._commands:
            action = QAction(_(command.title), window)
            if command.keys is not None:
                action.setShortcut(_sequence(command.keys))
            action.setEnabled(False)
            action.setMenuRole(QAction.MenuRole.NoRole)
            self._actions[command.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def on(self, key: str, act: Callable[[], object]) -> None:
        """Say what a command does; from then on it can be chosen."""
        self._actions[key].triggered.connect(lambda _checked=False: act())
        self._actions[key].setEnabled(True)

    def enable(self, **states: bool) -> None:
        """Grey commands, or the reverse."""
        for key, on in states.items():
            self._actions[key].setEnabled(on)

    def searched(self) -> list[tuple[Command, QAction]]:
        """The commands that the search box offers now."""
        pairs = [(command, self._actions[command.key]) for command in self._commands if command.searched]
        return [(command, action) for command, action in pairs if action.isEnabled() and action.isVisible()]

    def described(self) -> list[tuple[str, str]]:
        """Commands and their keys, for the page about the keyboard."""
        texts = QKeySequence.SequenceFormat.NativeText
        return [
            (_(command.title).rstrip("…"), self._actions[command.key].shortcut().toString(texts))
            for command in self._commands
            if not self._actions[command.key].shortcut().isEmpty()
        ]


def _sequence(keys: QKeySequence.StandardKey | str) -> QKeySequence:
    """The keys as this system has them; where it has none for a standard command, the usual ones."""
    found = QKeySequence(keys)
    if found.isEmpty() and isinstance(keys, QKeySequence.StandardKey):
        return QKeySequence(_USUAL.get(keys, ""))
    return found


def fill_menu_bar(bar: QMenuBar, actions: Actions, rooms: Sequence[QAction], looks: QActionGroup) -> QMenu:
    """Put the menus together; returns the menu of recent files, which the shell fills."""
    file_menu = _menu(bar, _("&File"))
    recent = QMenu(_("Open Recent"), bar)
    for command in FILE:
        if command is None:
            file_menu.addSeparator()
        elif command.key == "recent":
            actions["recent"].setMenu(recent)
            file_menu.addAction(actions["recent"])
        else:
            file_menu.addAction(actions[command.key])
    _fill(_menu(bar, _("&Edit")), EDIT, actions)
    view = _menu(bar, _("&View"))
    view.addActions(list(rooms))
    view.addSeparator()
    look = view.addMenu(_("Theme"))
    look.addActions(looks.actions())
    _fill(view, VIEW, actions)
    _fill(_menu(bar, _("&Help")), HELP, actions)
    return recent


def _menu(bar: QMenuBar, title: str) -> QMenu:
    made = Menu(title, bar)
    bar.addMenu(made)
    return made


def _fill(menu: QMenu, commands: Sequence[Command | None], actions: Actions) -> None:
    for command in commands:
        if command is None:
            menu.addSeparator()
        else:
            menu.addAction(actions[command.key])


def choices(
    parent: QObject, entries: Sequence[tuple[str, str]], current: str, act: Callable[[str], object]
) -> QActionGroup:
    """Actions of which exactly one is checked; `act` gets the key of the one that is chosen."""
    group = QActionGroup(parent)
    for key, title in entries:
        action = group.addAction(title)
        action.setCheckable(True)
        action.setChecked(key == current)
        action.triggered.connect(lambda _on=False, chosen=key: act(chosen))
    return group
