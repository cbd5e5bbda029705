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


def test_a_passphrase_is_written_twice(dialog: NewPlanDialog, qtbot: QtBot) -> None:
    dialog.title_field.setText("Law")
    dialog.encrypt.setChecked(True)
    dialog.attempt()
    assert dialog.wrong() == "Write a passphrase."
    with qtbot.waitSignal(dialog.secrets.watch.judged):
        dialog.secrets.first.setText("kettle brick violin marsh orbit")
    dialog.secrets.second.setText("kettle brick violin marsh orbits")
    dialog.attempt()
    assert "differ" in dialog.wrong()
    dialog.secrets.second.setText("kettle brick violin marsh orbit")
    dialog.attempt()
    assert dialog.result_plan is not None
    assert dialog.result_plan.passphrase == "kettle brick violin marsh orbit"
    assert dialog.secrets.first.text() == "", "the fields keep nothing"
    assert "kettle" not in repr(dialog.result_plan)


def test_who_is_quicker_than_the_judgement_waits_for_it(dialog: NewPlanDialog, qtbot: QtBot) -> None:
    dialog.title_field.setText("Law")
    dialog.encrypt.setChecked(True)
    dialog.secrets.first.setText("kettle brick violin marsh orbit")
    dialog.secrets.second.setText("kettle brick violin marsh orbit")
    with qtbot.waitSignal(dialog.accepted):
        dialog.attempt()
    assert dialog.result_plan is not None


def test_a_weak_passphrase_needs_a_tick_that_goes_with_the_next_letter(
    dialog: NewPlanDialog, qtbot: QtBot
) -> None:
    secrets = dialog.secrets
    dialog.title_field.setText("Varenia National Society")
    dialog.encrypt.setChecked(True)
    with qtbot.waitSignal(secrets.watch.judged):
        secrets.first.setText("varenia national society")
    secrets.second.setText("varenia national society")
    assert secrets.verdict.text().startswith("Weak")
    dialog.attempt()
    assert dialog.result_plan is None
    assert dialog.wrong().startswith("This passphrase is weak.")
    secrets.all_the_same.setChecked(True)
    with qtbot.waitSignal(secrets.watch.judged):
        secrets.first.setText("varenia national societies")
    assert not secrets.all_the_same.isChecked()
    secrets.second.setText("varenia national societies")
    dialog.attempt()
    secrets.all_the_same.setChecked(True)
    dialog.attempt()
    assert dialog.result_plan is not None


def test_six_words_are_suggested_and_written_into_the_first_field(dialog: NewPlanDialog) -> None:
    dialog.title_field.setText("Law")
    dialog.encrypt.setChecked(True)
    dialog.secrets.suggest()
    words = dialog.secrets.words.text()
    dialog.secrets.suggest()
    assert dialog.secrets.words.text() != words
    dialog.secrets.use_suggestion()
    words = dialog.secrets.first.text()
    assert len(words.split(" ")) == 6
    assert dialog.secrets.bar.value() == dialog.secrets.bar.maximum()
    dialog.secrets.second.setText(words)
    dialog.attempt()
    assert dialog.result_plan is not None
    assert dialog.result_plan.passphrase == words
    assert dialog.secrets.words.text() == ""


def test_an_unencrypted_plan_has_no_passphrase_even_if_one_was_written(dialog: NewPlanDialog) -> None:
    dialog.title_field.setText("  Law  ")
    dialog.encrypt.setChecked(True)
    dialog.secrets.first.setText("correct horse")
    dialog.encrypt.setChecked(False)
    dialog.attempt()
    assert dialog.result_plan is not None
    assert (dialog.result_plan.title, dialog.result_plan.passphrase) == ("Law", "")
