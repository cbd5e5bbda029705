"""What the File menu does with the open file, command by command: each in a module that is imported when chosen."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hdplanner.ui.context import AppContext

Act = Callable[["AppContext", "QWidget"], object]


@dataclass(frozen=True)
class FileCommand:
    """Where a command is carried out, and what must be so: the file takes changes, is encrypted, or is plain."""

    module: str
    function: str
    edits: bool = False
    encrypted: bool | None = None


FILE_COMMANDS: Final[dict[str, FileCommand]] = {
    "save_version": FileCommand("versions", "save_version", edits=True),
    "versions": FileCommand("versions", "show_versions"),
    "history": FileCommand("history", "show_history"),
    "bin": FileCommand("bin", "show_bin"),
    "merge": FileCommand("merge", "ask_merge", edits=True),
    "conflicts": FileCommand("conflicts", "show_conflicts"),
    "send_copy": FileCommand("send_copy", "ask_send_copy"),
    "encrypt": FileCommand("protection", "ask_encrypt", edits=True, encrypted=False),
    "change_passphrase": FileCommand("protection", "ask_change", edits=True, encrypted=True),
    "remove_encryption": FileCommand("protection", "ask_remove", edits=True, encrypted=True),
    "recovery_sheet": FileCommand("recovery", "ask_sheet", encrypted=True),
    "rights": FileCommand("rights", "show_rights"),
    "compact": FileCommand("compaction", "ask_compact", edits=True),
    "access_log": FileCommand("access_log", "show_access_log"),
}
"""The commands by key, as the menu names them."""


def act_of(key: str) -> Act:
    """The function that carries out a command; importing its module is put off until it is wanted."""
    command = FILE_COMMANDS[key]
    found: Act = getattr(importlib.import_module(f"hdplanner.ui.file.{command.module}"), command.function)
    return found


def available(key: str, *, is_open: bool, can_edit: bool, encrypted: bool) -> bool:
    """Whether a command can be chosen now."""
    command = FILE_COMMANDS[key]
    fits = command.encrypted is None or command.encrypted == encrypted
    return is_open and fits and (can_edit or not command.edits)
