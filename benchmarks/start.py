"""A start as a person has it, which says when it has come to something: `python benchmarks/start.py WHAT [FILE]`.

WHAT is `bare` (an empty QMainWindow), `shell` (our window without a file) or `file`. Each line on standard output is
a word (`painted`, `usable`) and the resident memory in megabytes at that moment. Whoever starts it takes the time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def say(word: str) -> None:
    """Tell whoever started us, at once."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    print(word, round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1), flush=True)


def bare() -> None:
    """The least that Qt can show."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()

    class Watch(QObject):
        """Tells of the first paint."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, painted)
            return False

    def painted() -> None:
        say("painted")
        app.quit()

    window.installEventFilter(Watch(window))
    window.resize(1440, 900)
    window.show()
    app.exec()


def ours(file: Path | None) -> None:
    """Our own start; only told to speak when it has painted."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from PySide6.QtWidgets import QApplication, QWidget

    from hdplanner.__main__ import main
    from hdplanner.ui import app

    after_first_paint = app.after_first_paint

    def speaking(window: Any, act: Callable[[], object]) -> None:
        def painted() -> None:
            say("painted")
            act()
            after_first_paint(view_of(window), usable) if file else QApplication.quit()

        after_first_paint(window, painted)

    def usable() -> None:
        say("usable")
        QApplication.quit()

    def view_of(window: Any) -> QWidget:
        from hdplanner.ui.stakeholders.grid_view import GridView

        grid = window.page().findChild(GridView)
        if grid is None or not grid.isVisible() or not grid.scene.marks:
            raise SystemExit("the grid is not what a file opens with")
        found: QWidget = grid
        return found

    app.after_first_paint = speaking
    main([str(file)] if file else [])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[2]) if sys.argv[1] == "file" else None)
