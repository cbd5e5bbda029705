"""Pictures of every room and window on the sample, drawn without a screen: `python -m hdplanner.ui.pictures FOLDER`.

For `dev.py`, the documentation, and whoever wants to look at the window where there is none.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from hdplanner.ui.common.pose import Pose
    from hdplanner.ui.shell.main_window import MainWindow

SIZE = (1440, 900)
_SETTLE = 0.4
_PATIENCE = 20.0
_PAPER_DOTS = 100


@dataclass(frozen=True)
class Wanted:
    """How the pictures are drawn, and of which windows: those whose names begin so."""

    folder: Path
    theme: str
    language: str
    size: tuple[int, int] = SIZE
    scale: float = 1.0
    only: tuple[str, ...] = ("",)

    def path(self, name: str) -> Path:
        """Where the picture of a window goes."""
        size = "" if self.scale == 1.0 else f"-{round(self.scale * 100)}"
        return self.folder / f"{name}-{self.theme}-{self.language}{size}.png"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures and print their paths. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m hdplanner.ui.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", default="en")
    parser.add_argument("--size", default="x".join(map(str, SIZE)), help="such as 1200x720")
    parser.add_argument("--text", type=float, default=1.0, help="size of the text, such as 1.5")
    parser.add_argument("--only", default="", help="leave out the rooms, and draw what begins so: bin,rights")
    given = parser.parse_args(arguments)
    width, height = (int(side) for side in given.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["HDPLANNER_HOME"] = home  # neither the person's settings nor their files
        _use_screen(Path(home), width, height)
        wanted = Wanted(
            given.folder,
            given.theme,
            given.language,
            (width, height),
            given.text,
            tuple(given.only.split(",")),
        )
        for path in write_pictures(wanted):
            sys.stdout.write(f"{path}\n")
    return 0


def write_pictures(wanted: Wanted) -> Iterator[Path]:
    """Draw the start screen, each room and each window of the file in turn; yields the path of each picture."""
    from hdplanner.ui import app as application
    from hdplanner.ui.poses import poses
    from hdplanner.ui.settings import Settings

    wanted.folder.mkdir(parents=True, exist_ok=True)
    app = application.make_application()
    application.speak(app, wanted.language)
    settings = Settings(theme=wanted.theme, author="HD adviser", language=wanted.language, scale=wanted.scale)
    window = application.make_window(app, settings)
    window.resize(*wanted.size)
    window.show()
    for pose in poses(window, rooms=wanted.only == ("",)):
        if pose.name.startswith(wanted.only):
            yield _draw(app, window, pose, wanted.path(pose.name))
        elif window.context.tasks.busy():
            _settle(app, window)
        if pose.dialog is not None:
            pose.dialog.hide()
    window.close()


def _use_screen(home: Path, width: int, height: int) -> None:
    """A screen of the size of the window: dialogs take no more room than there is."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") != "offscreen":
        return
    screen = {"name": "picture", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = home / "screen.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def _draw(app: QApplication, window: MainWindow, pose: Pose, path: Path) -> Path:
    if pose.paper:
        _draw_paper(pose.paper, path)
        return path
    if pose.dialog is not None and not pose.dialog.isVisible():
        pose.dialog.open()
    _settle(app, window)
    seen = window.grab()
    _lay_dialogs(seen, window)
    seen.save(str(path))
    return path


def _settle(app: QApplication, window: MainWindow) -> None:
    until = time.monotonic() + _PATIENCE
    rest = time.monotonic() + _SETTLE
    while time.monotonic() < rest or (window.context.tasks.busy() and time.monotonic() < until):
        app.processEvents()
        time.sleep(0.01)
        if window.context.tasks.busy():
            rest = time.monotonic() + _SETTLE


def _draw_paper(pdf: bytes, path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=_PAPER_DOTS / 72).to_pil().save(path)


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
