"""From the pages to their sources, in the real window."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange, packs
from hdplanner.storage import Document, Label
from hdplanner.ui import app as application
from hdplanner.ui.packs.page import PacksPage
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.main_window import MainWindow

LONG = 20_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, its kept pack cut to three sections, so that its pages come quickly."""
    path = tmp_path_factory.mktemp("sample") / "sample.hdplan"
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    with Document.create(path, author="Test") as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        campaign = document.read(campaigns.campaign_rows)[0].id
        pack = document.read(lambda s: packs.pack_rows(s, campaign))[0].id
        three = [packs.SectionChoice(name) for name in ("scene", "objectives", "messages")]
        document.edit(Label("pack.sections"), lambda s: packs.set_sections(s, pack, sections=three))
    return path


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light"))
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    assert made.files.open(Path(shutil.copy(file, tmp_path / "plan.hdplan")))
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PacksPage:
    window.show_room("packs")
    made = window.page()
    assert isinstance(made, PacksPage)
    with qtbot.waitSignal(made.previewer.built, timeout=LONG):
        pass
    return made


def test_a_click_on_a_message_opens_it_in_its_room(window: MainWindow, page: PacksPage) -> None:
    pages = page.preview.pages
    box = next(one for one in pages._boxes if one.kind == "message")
    pages.go_to(box.page + 1)
    place = pages._on_screen(pages._zoom.rects(), box.page, box.box).center()
    pages.verticalScrollBar().setValue(pages.verticalScrollBar().value() + place.y() - 100)
    place = pages._on_screen(pages._zoom.rects(), box.page, box.box).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.room_key == "messages"


def test_the_menu_names_what_is_in_view_and_leads_there(window: MainWindow, page: PacksPage) -> None:
    pages = page.preview.pages
    box = next(one for one in pages._boxes if one.kind == "objective")
    pages.go_to(box.page + 1)
    menu = page.tools.source_menu(pages.sources_in_view())
    entry = next(act for act in menu.actions() if "Disaster law adopted" in act.text())
    assert entry.text().startswith("Go to ")
    entry.trigger()
    assert window.room_key == "objectives"


def test_what_no_room_shows_is_said_in_a_sentence(window: MainWindow, page: PacksPage) -> None:
    member = window.context.gateway.read(lambda session: _first_member(session))
    told: list[str] = []
    window.context.told.connect(lambda sentence, _verb, _act: told.append(sentence))
    window.context.navigate("team_member", member)
    assert told == ["No room shows this yet."]
    assert window.room_key == "packs"


def _first_member(session: object) -> str:
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    from hdplanner.domain.office import TeamMember

    assert isinstance(session, Session)
    return session.scalars(select(TeamMember.id)).first() or ""


def test_the_frame_leads_to_its_view(window: MainWindow, page: PacksPage) -> None:
    window.context.navigate("campaign", window.context.gateway.campaign_id)
    assert window.room_key == "objectives"


def test_find_opens_the_search_of_the_pages(window: MainWindow, page: PacksPage) -> None:
    assert window.actions_by_key["filter"].isEnabled()
    window.actions_by_key["filter"].trigger()
    assert not page.preview.search.isHidden()


def test_the_keys_that_zoom_are_for_the_pages_only_where_they_have_the_focus(page: PacksPage) -> None:
    def takes(widget: QWidget) -> bool:
        keys = (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, *keys)
        event.ignore()
        QApplication.sendEvent(widget, event)
        return event.isAccepted()

    assert takes(page.preview.pages)
    assert not takes(page.list)


def test_the_menu_offers_print_and_batch_by_their_names(page: PacksPage) -> None:
    acts = {act.text().partition("\t")[0]: act for act in page.tools.more_menu().actions()}
    assert {"Find in the pages", "Fit the page", "Go to source", "Print…", "Batch…"} <= set(acts)
    assert all(acts[name].isEnabled() for name in ("Print…", "Batch…"))
    page.preview.show_sentence("Nothing to see.")
    acts = {act.text().partition("\t")[0]: act for act in page.tools.more_menu().actions()}
    assert not acts["Print…"].isEnabled()
    assert acts["Batch…"].isEnabled()
