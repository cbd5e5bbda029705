"""The Packs room with the worked sample in it, its kept pack cut to four sections."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange, packs
from hdplanner.storage import Document, Label
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.page import PacksPage
from hdplanner.ui.packs.reveals_dialog import RevealsDialog
from hdplanner.ui.settings import Settings

LONG = 20_000


@pytest.fixture
def context(qapp: QApplication) -> Iterator[AppContext]:
    made = AppContext(Settings(), Appearance(qapp, "light"))
    yield made
    made.tasks.stop_all()
    made.gateway.close()


FOUR = ("scene", "objectives", "standing", "messages")


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file, its kept pack cut to four sections, so that its pages come quickly."""
    path = tmp_path_factory.mktemp("sample") / "sample.hdplan"
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    with Document.create(path, author="Test") as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        campaign = document.read(campaigns.campaign_rows)[0].id
        pack = document.read(lambda s: packs.pack_rows(s, campaign))[0].id
        four = [packs.SectionChoice(name) for name in FOUR]
        document.edit(Label("pack.sections"), lambda s: packs.set_sections(s, pack, sections=four))
    return path


@pytest.fixture
def own_file(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "plan.hdplan"))


@pytest.fixture
def sample(context: AppContext, own_file: Path) -> AppContext:
    context.gateway.open(own_file)
    return context


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def empty(context: AppContext) -> AppContext:
    document = Document.in_memory()
    document.edit(
        Label("office.start"),
        lambda s: campaigns.start_office(s, name="HD office", campaign_title="New plan"),
    )
    context.gateway.take(document)
    return context


@pytest.fixture
def open_room(qtbot: QtBot) -> Callable[[AppContext], PacksPage]:
    def make(context: AppContext) -> PacksPage:
        page = PacksPage(context)
        qtbot.addWidget(page)
        page.resize(1250, 760)
        page.show()
        return page

    return make


@pytest.fixture
def page(sample: AppContext, open_room: Callable[[AppContext], PacksPage], qtbot: QtBot) -> PacksPage:
    made = open_room(sample)
    with qtbot.waitSignal(made.previewer.built, timeout=LONG):
        pass
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[RevealsDialog]:
    """The dialogs that ask for approval; they are approved."""
    seen: list[RevealsDialog] = []

    def approve(dialog: RevealsDialog) -> QDialog.DialogCode:
        seen.append(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(RevealsDialog, "exec", approve)
    return seen
