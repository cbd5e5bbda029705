from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.ui import app as application
from hdplanner.ui.settings import Settings
from hdplanner.ui.shell.import_dialog import ImportDialog
from hdplanner.ui.shell.main_window import MainWindow

TABLE = (
    "Organisation;Sort;Notes\nMinistry of Water;ministry;Looks after dams\nRiver union;group;\n;;no name\n"
)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = application.make_window(qapp, Settings(theme="light", author="HD adviser"))
    qtbot.addWidget(made)
    made.show()
    assert made.files.make(tmp_path / "plan.hdplan", title="Disaster law", office="Varenia", passphrase="")
    yield made
    made.close()


def _names(window: MainWindow) -> set[str]:
    return {row.name for row in window.page().source.rows}


def test_a_table_is_shown_before_it_is_imported_and_is_one_step_to_undo(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[ImportDialog] = []

    def accept(dialog: ImportDialog) -> int:
        seen.append(dialog)
        return 1

    monkeypatch.setattr(ImportDialog, "exec", accept)
    source = tmp_path / "bodies.csv"
    source.write_text(TABLE, encoding="utf-8")
    window.imports.read(source)
    qtbot.waitUntil(lambda: _names(window) == {"Ministry of Water", "River union"}, timeout=20_000)
    assert seen[0].mapping()["Organisation"] == "name"
    assert seen[0].act.text() == "Import 2 stakeholders"
    assert "2 stakeholders were imported." in window.banner.text()
    window.actions_by_key["undo"].trigger()
    assert _names(window) == set()


def test_a_column_goes_where_the_person_sends_it(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def send(dialog: ImportDialog) -> int:
        row = dialog._columns.index("Notes")
        dialog.field_of(row).show_value("mandate")
        dialog.field_of(row).committed.emit("mandate")
        return 1

    monkeypatch.setattr(ImportDialog, "exec", send)
    source = tmp_path / "bodies.csv"
    source.write_text(TABLE, encoding="utf-8")
    window.imports.read(source)
    qtbot.waitUntil(lambda: len(_names(window)) == 2, timeout=20_000)
    assert window.page().reveal("stakeholder", window.page().source.rows[0].id)
    assert window.page().panel.one._profile.mandate == "Looks after dams"


def test_nothing_is_imported_where_the_person_thinks_again(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[ImportDialog] = []
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: asked.append(dialog) or 0)
    source = tmp_path / "bodies.csv"
    source.write_text(TABLE, encoding="utf-8")
    window.imports.read(source)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=20_000)
    assert _names(window) == set()
    assert not window.context.tasks.busy()


@pytest.mark.parametrize("content", [b"", b"\x00" * 4_000, b"PK\x03\x04broken"])
def test_a_source_that_cannot_be_read_is_told_in_a_sentence(
    window: MainWindow, tmp_path: Path, content: bytes, qtbot: QtBot
) -> None:
    source = tmp_path / "broken.xlsx"
    source.write_bytes(content)
    window.imports.read(source)
    qtbot.waitUntil(lambda: "broken.xlsx" in window.banner.text(), timeout=20_000)
    assert _names(window) == set()


def _ties(window: MainWindow) -> list[tuple[str, str, str]]:
    from hdplanner.services.ties import tie_rows

    gateway = window.context.gateway
    return [
        (tie.source, tie.kind.value, tie.target)
        for tie in gateway.read(tie_rows, campaign_id=gateway.campaign_id)
    ]


def test_a_list_of_ties_is_seen_to_be_one_and_comes_in_as_one_step(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[ImportDialog] = []
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: seen.append(dialog) or 1)
    source = tmp_path / "edges.csv"
    source.write_text("source,target,kind\nBank,City,finances\nCity,City,trust\n", encoding="utf-8")
    window.imports.read(source)
    qtbot.waitUntil(lambda: _names(window) == {"Bank", "City"}, timeout=20_000)
    (dialog,) = seen
    assert dialog.way.current() == "ties"
    assert dialog.act.text() == "Import 1 tie"
    assert "2 names are not known yet" in dialog.counts.text()
    assert dialog.mapping() == {"source": "from", "target": "to", "kind": "kind"}
    assert _ties(window) == [("Bank", "finances", "City")]
    assert "1 tie was imported." in window.banner.text()
    window.actions_by_key["undo"].trigger()
    assert _names(window) == set()


def test_a_table_may_be_taken_as_the_other_thing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[ImportDialog] = []

    def look(dialog: ImportDialog) -> int:
        seen.append(dialog)
        dialog.way.choose("ties")
        assert dialog.plan is None
        assert not dialog.act.isEnabled()
        assert "from whom to whom" in dialog.counts.text()
        dialog.way.choose("stakeholders")
        return 1

    monkeypatch.setattr(ImportDialog, "exec", look)
    source = tmp_path / "bodies.csv"
    source.write_text(TABLE, encoding="utf-8")
    window.imports.read(source)
    qtbot.waitUntil(lambda: _names(window) == {"Ministry of Water", "River union"}, timeout=20_000)
    assert seen[0].way.current() == "stakeholders"


def test_after_an_import_likely_duplicates_can_be_looked_at(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from hdplanner.ui.stakeholders.duplicates_dialog import DuplicatesDialog

    looked: list[DuplicatesDialog] = []
    monkeypatch.setattr(ImportDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(DuplicatesDialog, "exec", lambda dialog: looked.append(dialog) or 1)
    source = tmp_path / "bodies.csv"
    source.write_text("Organisation\nMinistry of Water\nMINISTRY OF WATER\nRiver union\n", encoding="utf-8")
    window.imports.read(source)
    qtbot.waitUntil(lambda: len(_names(window)) == 3, timeout=20_000)
    assert "3 stakeholders were imported." in window.banner.text()
    assert window.banner._verb.text() == "Look at 1 likely duplicate"
    window.banner._verb.click()
    window.actions_by_key["duplicates"].trigger()
    assert [dialog.list.count() for dialog in looked] == [1, 1]
