"""Where the program starts: the window, or one command of the command line. Imports neither until it knows which."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hdplanner.i18n import _


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window (with no argument, or with a file), or carry out a command. Returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _leave_no_core()
    if not arguments:
        return _open_window(None)
    if len(arguments) == 1 and _is_file(arguments[0]):
        return _open_window(Path(arguments[0]))
    from hdplanner import cli

    return cli.run(arguments)


def _leave_no_core() -> None:
    """Let no crash write the memory to the disk: the key of an open file is in it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _is_file(argument: str) -> bool:
    """A file to open, and not a command: commands have no ending, and win over files of their name."""
    from hdplanner.cli.parser import VERBS

    if argument.startswith("-") or argument in VERBS:
        return False
    return Path(argument).suffix != "" or Path(argument).exists()


def _open_window(path: Path | None) -> int:
    if _has_no_screen():
        sys.stderr.write(
            _(
                "hdplanner: there is no screen to open a window on. See hdplanner --help for what works without."
            )
            + "\n"
        )
        return 3
    from hdplanner.ui import app

    return app.run(path)


def _has_no_screen() -> bool:
    """Qt ends the process where it finds no screen, so we look before."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
