"""Several packs at once, on the worked sample."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.briefing.build import PackOptions
from hdplanner.domain.values import Audience, Clearance, PackKind
from hdplanner.errors import FileExistsRefusedError
from hdplanner.paths import resource
from hdplanner.progress import NO_PROGRESS, Cancelled
from hdplanner.services import interchange
from hdplanner.storage import Document, Label
from hdplanner.ui.common import prompts
from hdplanner.ui.common.appearance import Appearance
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.batch import BatchCommand, write_batch
from hdplanner.ui.packs.batch_dialog import BatchDialog
from hdplanner.ui.packs.pdf_pages import PdfPages
from hdplanner.ui.settings import Settings

LONG = 30_000
CARD = PackOptions(
    kind=PackKind.SPEAKING_CARD,
    title="Mine",
    clearance=Clearance.CLEARED,
    cleared_by="Head",
    audience=Audience.INTERNAL,
)


@pytest.fixture
def context(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppContext]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 23 November 2026
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    document = Document.in_memory()
    document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    made = AppContext(Settings(), Appearance(qapp, "light"))
    made.gateway.take(document)
    yield made
    made.tasks.stop_all()
    made.gateway.close()


@pytest.fixture
def batch(context: AppContext, qtbot: QtBot) -> BatchCommand:
    page = QWidget()
    qtbot.addWidget(page)
    return BatchCommand(context, page)


def test_a_visit_and_the_principals_are_offered(batch: BatchCommand, qtbot: QtBot) -> None:
    visit, principals = batch.sources()
    assert "River provinces" in visit.title
    assert PackKind.RECORD in visit.kinds
    assert PackKind.CAMPAIGN not in visit.kinds
    assert principals.kinds == (PackKind.SPEAKING_CARD,)
    dialog = BatchDialog([visit, principals], (PackKind.CAMPAIGN, PackKind.MEETING_BRIEF))
    qtbot.addWidget(dialog)
    assert dialog.kind() is PackKind.MEETING_BRIEF
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert [row.title for row in dialog.rows()] == ["Union of mayors: duties and means"]
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.act.isEnabled()
    dialog.source.show_value(1)
    dialog.source.committed.emit(1)
    assert dialog.kind() is PackKind.SPEAKING_CARD
    assert len(dialog.rows()) == 3
    assert dialog.list.item(0).text().endswith("for Secretary General")


def test_one_card_for_each_principal_is_written_with_its_recipient(
    batch: BatchCommand, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = batch.sources()[1].rows
    with qtbot.waitSignal(batch.made, timeout=LONG) as made:
        batch.make(rows, PackKind.SPEAKING_CARD, CARD, tmp_path)
    paths: list[Path] = made.args[0]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert [path.name for path in paths][1] == "Meeting with the Minister of Finance.pdf"
    text = PdfPages(paths[0].read_bytes()).text(0)
    assert "Secretary General" in text
    assert "Cleared" not in text


def test_two_packs_of_one_name_get_two_files(batch: BatchCommand, tmp_path: Path, qtbot: QtBot) -> None:
    row = batch.sources()[1].rows[1]
    with qtbot.waitSignal(batch.made, timeout=LONG):
        batch.make([row, row], PackKind.SPEAKING_CARD, CARD, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "Meeting with the Minister of Finance, 2.pdf",
        "Meeting with the Minister of Finance.pdf",
    ]


def test_files_that_are_there_are_asked_about_once(
    batch: BatchCommand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = batch.sources()[1].rows[1:]
    names = ("Meeting with the Minister of Finance.pdf", "Hearing of the law committee.pdf")
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    asked: list[str] = []
    answers = iter((False, True))

    def ask(_parent: object, _title: str, sentence: str, _verb: str) -> bool:
        asked.append(sentence)
        return next(answers)

    monkeypatch.setattr(prompts, "ask", ask)
    assert batch.make(rows, PackKind.SPEAKING_CARD, CARD, tmp_path) is None
    assert (tmp_path / names[0]).read_bytes() == b"old"
    with qtbot.waitSignal(batch.made, timeout=LONG):
        batch.make(rows, PackKind.SPEAKING_CARD, CARD, tmp_path)
    assert asked == ["2 of these files are there already."] * 2
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in names)


class _Impatient:
    """Cancels in the middle of the second pack, and notes what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def step(self, done: int, total: int, label: str = "") -> None:
        self.told.append(label)
        if done > total / 2:
            raise Cancelled


def test_cancel_leaves_no_file_and_packs_are_counted(batch: BatchCommand, tmp_path: Path) -> None:
    jobs = batch._jobs(batch.sources()[1].rows[:2], PackKind.SPEAKING_CARD, CARD, tmp_path)
    progress = _Impatient()
    with pytest.raises(Cancelled):
        write_batch(jobs, progress)
    assert list(tmp_path.iterdir()) == []
    assert {"pack 1 of 2", "pack 2 of 2"} <= set(progress.told)


def test_a_file_that_came_in_the_meantime_is_not_replaced(batch: BatchCommand, tmp_path: Path) -> None:
    jobs = batch._jobs(batch.sources()[1].rows[:2], PackKind.SPEAKING_CARD, CARD, tmp_path)
    jobs[1].path.write_bytes(b"new")
    with pytest.raises(FileExistsRefusedError):
        write_batch(jobs, NO_PROGRESS)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]
