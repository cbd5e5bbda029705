"""In the real window: open a file of 10,000, drag a marker, filter the room; each to the painted view."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.__main__ import main
from hdplanner.figures.methods import GridMethod
from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow
from hdplanner.ui.stakeholders.models import Wanted
from hdplanner.ui.stakeholders.page import StakeholdersPage

LEFT = Qt.MouseButton.LeftButton


class Painted(QObject):
    """Knows whether a widget has been painted since."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def until_painted(widget: QWidget) -> None:
    """Let events run until the widget has been painted."""
    watch = Painted(widget)
    for _ in range(1_000):
        QApplication.processEvents()
        if watch.seen:
            widget.removeEventFilter(watch)
            watch.deleteLater()
            return
    raise RuntimeError(f"{widget} was not painted")


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window as a person has it, without a file."""
    application._travel_light()
    made = application.make_window(qapp, Settings(theme="light"))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The worked sample as a file."""
    path = tmp_path / "sample.hdplan"
    assert main(["sample", "disaster-law", str(path)]) == 0
    return path


def page_of(window: MainWindow, file: Path) -> StakeholdersPage:
    """The room with a file opened in it, at rest."""
    assert window.files.open(file)
    page = window.page()
    assert isinstance(page, StakeholdersPage)
    until_painted(page.grid)
    return page


def test_open_10_000_stakeholders(measure: Measure, window: MainWindow, crowd: Path) -> None:
    def open_file() -> None:
        assert window.files.open(crowd)
        page = window.page()
        assert isinstance(page, StakeholdersPage)
        until_painted(page.grid)

    def close() -> None:
        window.context.gateway.close()
        QApplication.processEvents()

    measure("open 10,000 stakeholders to the painted grid", open_file, setup=close, aim_ms=800, rounds=6)
    assert window.page().count() == large.STAKEHOLDERS


def drag(page: StakeholdersPage, qtbot: QtBot) -> tuple[Callable[[], None], Callable[[], None]]:
    """How a marker is taken to another cell, and how it is let go there, to the painted grid."""
    turns = itertools.cycle((1, -1))
    place = QPoint()

    def pull() -> None:
        nonlocal place
        qtbot.wait(250)  # what moved before has arrived
        grid = page.grid
        unit, way = grid.camera.unit, next(turns)
        mark = next(one for one in grid.scene.marks if 0.3 < one.x < 0.7 and 0.3 < one.y < 0.7)
        x, y = grid.camera.to_page(mark.x, mark.y)
        begin, step = QPoint(round(x), round(y)), round(way * unit.width / 5)
        qtbot.mousePress(grid, LEFT, pos=begin)
        for part in (1, 2, 3, 4):
            qtbot.mouseMove(grid, begin + QPoint(step * part // 4, 0))
            QApplication.processEvents()
        place = begin + QPoint(step, 0)

    def release() -> None:
        qtbot.mouseRelease(page.grid, LEFT, pos=place)
        until_painted(page.grid)

    return pull, release


@pytest.mark.parametrize("size", ["the sample", "10,000 stakeholders"])
def test_drag(
    measure: Measure, window: MainWindow, crowd: Path, sample: Path, qtbot: QtBot, size: str
) -> None:
    page = page_of(window, sample if size == "the sample" else crowd)
    pull, release = drag(page, qtbot)
    before = len(page.context.gateway.document.history(limit=1_000))
    what = f"a drag in {size}, from the release to saved and shown"
    measure(what, release, setup=pull, aim_ms=50, rounds=12)
    made = len(page.context.gateway.document.history(limit=1_000)) - before
    assert made >= 12, f"only {made} drags were saved"


@pytest.mark.parametrize("view", ["table", "grid"])
def test_filter_in_the_room(measure: Measure, window: MainWindow, crowd: Path, view: str) -> None:
    page = page_of(window, crowd)
    page.header.view.choose(view)
    shown = page.table.viewport() if view == "table" else page.grid
    QApplication.processEvents()
    words = itertools.cycle(("union", "bureau", "council", "agency"))

    def narrow() -> None:
        page.header.filtered.emit(Wanted(words=next(words)))
        until_painted(shown)

    aim = 30 if view == "table" else None
    measure(f"filter the room of 10,000, to the painted {view}", narrow, aim_ms=aim, rounds=12)
    assert 0 < len(page.model.shown_rows()) < large.STAKEHOLDERS


def test_step_of_the_time_slider(measure: Measure, window: MainWindow, crowd: Path) -> None:
    page = page_of(window, crowd)
    track = page.grid_pane.time.track
    last = track.maximum()
    stops = itertools.cycle((last // 2, last // 2 + 1, last // 2 + 2))
    track.setValue(last // 2 - 1)  # reads the judgements, once
    QApplication.processEvents()

    def step() -> None:
        track.setValue(next(stops))
        until_painted(page.grid)

    measure("a step of the time slider at 10,000, to the painted grid", step, aim_ms=100, rounds=12)
    assert page.desk.is_past


def test_change_of_axes(measure: Measure, window: MainWindow, crowd: Path) -> None:
    page = page_of(window, crowd)
    methods = itertools.cycle((GridMethod.AIIM, GridMethod.POSITION, GridMethod.MENDELOW))

    def change() -> None:
        page.header.axes.choose(next(methods))
        page.header.layout_chosen.emit(page.header.axes.layout())
        until_painted(page.grid)

    measure("a change of axes at 10,000, to the painted grid", change, aim_ms=100, rounds=12)


def test_highlight_in_the_grid(measure: Measure, window: MainWindow, crowd: Path) -> None:
    page = page_of(window, crowd)
    page.header.faint.setChecked(True)
    words = itertools.cycle(("union", "bureau", "council", "agency"))

    def find() -> None:
        page.header.words.setText(next(words))
        page.header.words.filtered.emit(page.header.words.text())
        until_painted(page.grid)

    measure("highlight who is found among 10,000, to the painted grid", find, rounds=12)
    assert page.grid.scene.marks
