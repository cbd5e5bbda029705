"""The preview of the sample's campaign pack: from a change of a choice to the page in view, and what that is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.conftest import Measure
from hdplanner.briefing import build
from hdplanner.paths import resource
from hdplanner.services import interchange
from hdplanner.services.packs import SectionChoice
from hdplanner.storage import Document, Label
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.page import PacksPage
from hdplanner.ui.packs.preview import gather_for
from hdplanner.ui.settings import Settings

IN_VIEW = 12


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PacksPage]:
    path = tmp_path / "plan.hdplan"
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    with Document.create(path, author="Benchmark") as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    context = AppContext(Settings(), Appearance(qapp, "light"))
    context.gateway.open(path)
    made = PacksPage(context)
    qtbot.addWidget(made)
    made.resize(1250, 760)
    with qtbot.waitSignal(made.previewer.built, timeout=60_000):
        made.show()
    made.preview.pages.go_to(IN_VIEW)
    yield made
    context.tasks.stop_all()
    context.gateway.close()


def _painted(page: PacksPage, signal: object) -> None:
    """Let events run until the pages come, and are painted."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    loop.exec()
    page.preview.pages.viewport().repaint()


def _rest(page: PacksPage, qtbot: QtBot) -> None:
    """Until nothing is under way, and the next change is not taken for writing."""
    qtbot.waitUntil(lambda: not page.context.tasks.busy(), timeout=60_000)
    qtbot.wait(600)


def test_a_title_to_the_page_in_view(measure: Measure, page: PacksPage, qtbot: QtBot) -> None:
    numbers = count()

    def work() -> None:
        page.edits.change(page.selected, title=f"Briefing {next(numbers)}")
        _painted(page, page.previewer.drawn)

    what = "a new title to the page in view, of a campaign pack"
    measure(what, work, setup=lambda: _rest(page, qtbot), aim_ms=300, rounds=10, key="in view")


def test_a_section_to_the_page_in_view(measure: Measure, page: PacksPage, qtbot: QtBot) -> None:
    row, numbers = page.row(), count(1)
    assert row is not None
    usual = list(build.default_sections(row.kind))
    note = SectionChoice("text", heading="Note", text="A few words.")

    def work() -> None:
        page.edits.choose(page.selected, [*usual, note] if next(numbers) % 2 else usual)
        _painted(page, page.previewer.drawn)

    what = "a section more or less to the page in view, of a campaign pack"
    measure(what, work, setup=lambda: _rest(page, qtbot), aim_ms=300, rounds=10)


def test_a_title_to_the_whole_pack(measure: Measure, page: PacksPage, qtbot: QtBot) -> None:
    numbers = count(100)

    def work() -> None:
        page.edits.change(page.selected, title=f"Briefing {next(numbers)}")
        _painted(page, page.previewer.built)

    what = "a new title to the whole pack in the window"
    measure(what, work, setup=lambda: _rest(page, qtbot), aim_ms=1000, rounds=6)


def test_the_reading_of_a_pack(measure: Measure, page: PacksPage) -> None:
    options = page.options()
    assert options is not None
    measure(
        "what a campaign pack reads, on the window's thread",
        lambda: gather_for(page.context, options),
        aim_ms=50,
    )
