"""Pictures of every room on the sample, drawn without a screen: `python -m hdplanner.ui.pictures FOLDER`.

For `dev.py`, the documentation, and whoever wants to look at the window where there is none.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

SIZE = (1440, 900)
_SETTLE = 0.4
_PATIENCE = 20.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures and print their paths. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m hdplanner.ui.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", default="en")
    parser.add_argument("--size", default="x".join(map(str, SIZE)), help="such as 1200x720")
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    width, height = (int(side) for side in given.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["HDPLANNER_HOME"] = home  # neither the person's settings nor their files
        for path in write_pictures(given.folder, given.theme, given.language, (width, height)):
            sys.stdout.write(f"{path}\n")
    return 0


def write_pictures(folder: Path, theme: str, language: str, size: tuple[int, int]) -> Iterator[Path]:
    """Draw the start screen and each room in turn; yields the path of each picture."""
    from hdplanner.paths import documents_dir
    from hdplanner.ui import app as application
    from hdplanner.ui.file.merge_poses import merge_poses
    from hdplanner.ui.settings import Settings
    from hdplanner.ui.shell.rooms import ROOMS

    folder.mkdir(parents=True, exist_ok=True)
    app = application.make_application()
    application.speak(app, language)
    window = application.make_window(app, Settings(theme=theme, author="HD adviser", language=language))
    window.resize(*size)
    window.show()
    ending = f"{theme}-{language}.png"

    def picture(name: str) -> Path:
        until = time.monotonic() + _PATIENCE
        rest = time.monotonic() + _SETTLE
        while time.monotonic() < rest or (window.context.tasks.busy() and time.monotonic() < until):
            app.processEvents()
        path = folder / f"{name}-{ending}"
        seen = window.grab()
        _lay_dialogs(seen, window)
        seen.save(str(path))
        return path

    yield picture("welcome")
    window.files.open_sample()
    for room in ROOMS:
        window.show_room(room.key)
        page = window.page()
        for name in page.poses():
            page.pose(name)
            yield picture(f"{room.key}-{name}" if name else room.key)
    window.show_room(ROOMS[0].key)
    for name, dialog in merge_poses(window.context, window, documents_dir()):
        dialog.open()
        yield picture(name)
        dialog.hide()
    window.close()


def _lay_dialogs(seen: QPixmap, window: QWidget) -> None:
    """Without a screen a dialog is a picture of its own: lay it over the middle of its window."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QDialog

    painter = QPainter(seen)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            shown = dialog.grab()
            left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
            painter.drawPixmap(left, top, shown)
            painter.setPen(window.palette().mid().color())
            painter.drawRect(left - 1, top - 1, dialog.width() + 1, dialog.height() + 1)
    painter.end()


if __name__ == "__main__":
    sys.exit(main())
