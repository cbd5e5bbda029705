from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.paths import documents_dir
from hdplanner.ui.shell.new_plan import NewPlanDialog


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> NewPlanDialog:
    made = NewPlanDialog("HD adviser")
    qtbot.addWidget(made)
    return made


def test_the_file_follows_the_name_until_another_place_is_chosen(
    dialog: NewPlanDialog, tmp_path: Path
) -> None:
    dialog.title_field.setText("Law: article 14/15?")
    assert dialog.path() == documents_dir() / "Law article 14 15.hdplan"
    dialog.choose_place(tmp_path / "mine.hdplan")
    dialog.title_field.setText("Another name")
    assert dialog.path() == tmp_path / "mine.hdplan"


def test_a_plan_needs_a_name_and_a_place_that_is_free(dialog: NewPlanDialog, tmp_path: Path) -> None:
    dialog.attempt()
    assert dialog.wrong() == "Give the plan a name."
    dialog.title_field.setText("Law")
    (tmp_path / "there.hdplan").touch()
    dialog.choose_place(tmp_path / "there.hdplan")
    dialog.attempt()
    assert "already" in dialog.wrong()
    assert dialog.result_plan is None


def test_a_passphrase_is_written_twice(dialog: NewPlanDialog) -> None:
    dialog.title_field.setText("Law")
    dialog.encrypt.setChecked(True)
    dialog.attempt()
    assert dialog.wrong().startswith("Write a passphrase")
    dialog.first.setText("correct horse")
    dialog.second.setText("correct house")
    dialog.attempt()
    assert "differ" in dialog.wrong()
    dialog.second.setText("correct horse")
    dialog.attempt()
    assert dialog.result_plan is not None
    assert dialog.result_plan.passphrase == "correct horse"


def test_an_unencrypted_plan_has_no_passphrase_even_if_one_was_written(dialog: NewPlanDialog) -> None:
    dialog.title_field.setText("  Law  ")
    dialog.encrypt.setChecked(True)
    dialog.first.setText("correct horse")
    dialog.encrypt.setChecked(False)
    dialog.attempt()
    assert dialog.result_plan is not None
    assert (dialog.result_plan.title, dialog.result_plan.passphrase) == ("Law", "")
