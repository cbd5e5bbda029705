"""Puts the window together and runs it: paint first, then import what opens a file. Nothing is global."""

from __future__ import annotations

import builtins
import gc
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from hdplanner import i18n
from hdplanner.ui import traces
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.crash import CrashDialog, CrashWatch
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow

_NEEDED = (
    "sqlalchemy.orm",
    "hdplanner.domain.models",
    "hdplanner.storage",
    "hdplanner.services.profiles",
    "hdplanner.services.edit_labels",
    "hdplanner.ui.stakeholders.page",
)
"""What opening a file imports, the slowest first."""


def run(path: Path | None = None) -> int:
    """Show the window, then open `path` in it (or show the start screen). Returns the exit code."""
    _travel_light()
    app = make_application()
    settings = Settings.load()
    speak(app, settings.language)
    window = make_window(app, settings)
    watch = watch_crashes(window)
    window.show()
    after_first_paint(window, lambda: _begin(window, path))
    try:
        return app.exec()
    finally:
        watch.remove()


def _travel_light() -> None:
    """Leave out two habits that cost time and memory and give us nothing."""
    # PySide reads the source of every module imported after it, to see whether it uses __feature__, and keeps
    # it: 20 MB (PYSIDE-2029). None of ours does.
    vars(builtins)["__import__"] = getattr(builtins, "__orig_import__", builtins.__import__)
    # Thousands of rows are no garbage: with Python's 700 a third of opening a large file went into looking.
    gc.set_threshold(50_000, 20, 20)


def make_application() -> QApplication:
    """The one application object."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("HD Planner")
    app.setApplicationDisplayName("HD Planner")
    app.setDesktopFileName("hdplanner")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    traces.leave_none(app)
    return app


def speak(app: QApplication, language: str) -> None:
    """Use a language for our sentences, for Qt's own few, for dates, and for the direction of the window."""
    code = language or QLocale.system().name()
    if code.replace("-", "_").split("_")[0] not in i18n.LANGUAGES:
        code = i18n.SOURCE_LANGUAGE  # our sentences and their direction belong together
    catalogue = i18n.activate(code)
    QLocale.setDefault(QLocale(code))
    rightwards = catalogue.direction == "ltr"
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight if rightwards else Qt.LayoutDirection.RightToLeft)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(code), "qtbase", "_", folder):
        app.installTranslator(translator)


def make_window(app: QApplication, settings: Settings) -> MainWindow:
    """The window with all its parts, not yet shown."""
    context = AppContext(settings, Appearance(app, settings.theme_choice(), settings.scale))
    window = MainWindow(context)
    context.setParent(window)
    return window


def watch_crashes(window: MainWindow) -> CrashWatch:
    """Tell of every exception that nobody caught."""
    watch = CrashWatch(window)
    watch.told.connect(window.context.tell_error)
    watch.broke.connect(lambda text: CrashDialog(text, window).exec())
    window.context.broke.connect(watch.take_error)
    watch.install()
    return watch


def after_first_paint(widget: QWidget, act: Callable[[], object]) -> None:
    """Do something once the widget has been painted."""
    _FirstPaint(widget, act)


class _FirstPaint(QObject):
    """Waits for one paint event, then for the loop to come round, so that the pixels are on the screen."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._go)
        return False

    def _go(self) -> None:
        self._act()
        self.deleteLater()


def _begin(window: MainWindow, path: Path | None) -> None:
    if path is not None:
        window.files.open(path)
    else:
        _warm_up(window, list(_NEEDED))


def _warm_up(window: MainWindow, modules: list[str]) -> None:
    """While the person looks at the start screen, import what opening a file needs, a piece at a time."""
    importlib.import_module(modules.pop(0))
    if modules:
        QTimer.singleShot(0, window, lambda: _warm_up(window, modules))
