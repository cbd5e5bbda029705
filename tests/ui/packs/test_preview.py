"""What the preview reads, and when it reads it anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.briefing.build import BuiltPack, PackOptions
from hdplanner.briefing.drafts import draft
from hdplanner.paths import resource
from hdplanner.services import interchange
from hdplanner.services.pack_rows import PackView
from hdplanner.services.packs import SectionChoice
from hdplanner.storage import Document, Label
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.pdf_pages import PdfPages
from hdplanner.ui.packs.preview import InView, Previewer, gather_for
from hdplanner.ui.settings import Settings


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path) -> Iterator[AppContext]:
    path = tmp_path / "plan.hdplan"
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    with Document.create(path, author="Test") as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    made = AppContext(Settings(), Appearance(qapp, "light"))
    made.gateway.open(path)
    yield made
    made.tasks.stop_all()
    made.gateway.close()


def test_another_language_brings_the_names_of_that_language(context: AppContext, qtbot: QtBot) -> None:
    parent = QObject()
    previewer = Previewer(context, parent)
    seen: list[PackView] = []
    previewer.gathered.connect(seen.append)
    for language in ("en", "ar", "en"):
        options = PackOptions(language=language, sections=(SectionChoice("scene"),))
        with qtbot.waitSignal(previewer.built, timeout=20_000):
            previewer.want(options)
    names = [{row.name for row in view.plan.stakeholders} for view in seen]
    assert "Head of State" in names[0]
    assert "رئيس الدولة" in names[1]
    assert "Head of State" not in names[1]
    assert seen[2] is seen[0]


def test_the_page_in_view_comes_before_the_whole(context: AppContext, qtbot: QtBot) -> None:
    parent = QObject()
    previewer = Previewer(context, parent)
    came: list[str] = []
    previewer.drawn.connect(lambda number, data: came.append(f"page {number}: {data[:4]!r}"))
    previewer.built.connect(lambda built, draft: came.append(f"{built.pages} of {draft.pages}"))
    previewer.look = lambda: InView(99)
    with qtbot.waitSignal(previewer.built, timeout=20_000):
        previewer.want(PackOptions(sections=(SectionChoice("scene"),)))
    pages = came[1].split()[0]
    assert came == [f"page {pages}: b'%PDF'", f"{pages} of {pages}"]


def test_only_the_newest_choices_are_built(context: AppContext, qtbot: QtBot) -> None:
    parent = QObject()
    previewer = Previewer(context, parent)
    built: list[BuiltPack] = []
    previewer.built.connect(lambda pack, _draft: built.append(pack))
    previewer.want(PackOptions(title="Old"))
    previewer._pause.stop()
    previewer._build()
    old = previewer._task
    with qtbot.waitSignals([old.cancelled, previewer.built], timeout=20_000):
        previewer.want(PackOptions(title="New", sections=(SectionChoice("scene"),)))
    assert len(built) == 1
    assert "New" in PdfPages(built[0].data).text(0)


def test_looks_and_the_order_of_sections_read_nothing_anew(context: AppContext, qtbot: QtBot) -> None:
    parent = QObject()
    previewer = Previewer(context, parent)
    seen: list[PackView] = []
    previewer.gathered.connect(seen.append)
    scene, issue = SectionChoice("scene"), SectionChoice("issue")
    for options in (
        PackOptions(sections=(scene, issue)),
        PackOptions(title="Other", paper="Letter", sections=(issue, scene)),
        PackOptions(sections=(scene, SectionChoice("issue", included=False))),
    ):
        with qtbot.waitSignal(previewer.built, timeout=20_000):
            previewer.want(options)
    assert seen[0] is seen[1] is seen[2]
    previewer.forget()
    with qtbot.waitSignal(previewer.built, timeout=20_000):
        previewer.want(PackOptions(sections=(scene,)))
    assert seen[3] is not seen[0]


def test_whoever_writes_is_given_a_longer_pause(context: AppContext, qtbot: QtBot) -> None:
    parent = QObject()
    previewer = Previewer(context, parent)
    previewer.want(PackOptions(title="A"))
    first = previewer._pause.interval()
    previewer.want(PackOptions(title="A"))
    assert previewer._pause.interval() == first
    with qtbot.waitSignal(previewer.gathered, timeout=20_000):
        pass
    previewer.want(PackOptions(title="Ab"))
    assert first < previewer._pause.interval() <= 200
    previewer.stop()


def test_the_pages_are_counted_while_they_are_made(context: AppContext) -> None:
    told: list[str] = []

    class Noting:
        def step(self, done: int, total: int, label: str = "") -> None:
            told.append(label)

    options = PackOptions(sections=(SectionChoice("scene"),))
    made = draft(gather_for(context, options), options)
    pages = made.built(Noting()).pages
    assert told == [f"page {number} of {pages}" for number in range(1, pages + 1)]
