"""What happens when a bug comes up: it is written to a log, and told in a dialog whose report holds no content.

The report names exception types, our files and lines, and versions; never a message, a value or a name.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import hdplanner
from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.paths import cache_dir
from hdplanner.ui.common.pieces import button, label, named

_LOG_LIMIT = 200_000


class CrashWatch(QObject):
    """Takes what nobody caught. A PlannerError is told as the sentence it is; anything else is a bug."""

    told = Signal(object)
    """A PlannerError."""
    broke = Signal(str)
    """The report of a bug."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: Callable[..., object] | None = None

    def install(self) -> None:
        """Be the last to hear of every exception, in slots too."""
        self._before = sys.excepthook
        sys.excepthook = self.take

    def remove(self) -> None:
        """Give the place back."""
        if self._before is not None:
            sys.excepthook = self._before
            self._before = None

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Deal with one exception."""
        if isinstance(error, PlannerError):
            self.told.emit(error)
        elif isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        else:
            text = report(error)
            _write_log(text)
            self.broke.emit(text)

    def take_error(self, error: BaseException) -> None:
        """Deal with one exception of background work."""
        self.take(type(error), error, error.__traceback__)


class CrashDialog(QDialog):
    """Says what happened, what is kept and what to do, and shows the report that can be sent on."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.report = named(QPlainTextEdit(text), _("Report"))
        self.report.setReadOnly(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Something went wrong in HD Planner"), "lead"))
        sentence = _(
            "The last step may not have been made. Everything before it is saved in the file. "
            "You can go on; if it happens again, close the file and open it anew."
        )
        column.addWidget(label(sentence, wrap=True))
        hint = _("This report holds nothing of your plan. Send it to those who look after HD Planner.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.addWidget(button(_("Copy the report"), self._copy))
        row.addStretch(1)
        row.addWidget(button(_("Go on"), self.accept, "primary"))
        column.addLayout(row)
        self.resize(620, 420)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report.toPlainText())


def report(error: BaseException) -> str:
    """Types, our files and lines, versions: what a developer needs, and nothing that a person wrote."""
    lines = [
        f"HD Planner {hdplanner.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.machine()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        trail = traceback.extract_tb(seen.__traceback__)
        lines += [f"  {_place(entry.filename)}:{entry.lineno} {entry.name}" for entry in trail]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _place(name: str) -> str:
    """A file as our package or its library calls it, without the person's folders."""
    parts = Path(name).parts
    for root in ("hdplanner", "site-packages"):
        if root in parts:
            start = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[start:])
    return parts[-1] if parts else ""


def _write_log(text: str) -> None:
    with contextlib.suppress(OSError):
        path = cache_dir() / "crash.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        path.write_text((old + "\n" + text + "\n")[-_LOG_LIMIT:], encoding="utf-8")
