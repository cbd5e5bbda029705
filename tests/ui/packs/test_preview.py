"""What the preview reads, and when it reads it anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.briefing.build import PackOptions
from hdplanner.paths import resource
from hdplanner.services import interchange
from hdplanner.services.pack_rows import PackView
from hdplanner.services.packs import SectionChoice
from hdplanner.storage import Document, Label
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.preview import Previewer
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
