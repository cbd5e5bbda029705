"""Sending a copy: what is asked, what is refused, and that what was written is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import Sensitivity
from hdplanner.services.sending import OPTIONAL, Part
from hdplanner.storage import Document
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.send_copy import SendCopyDialog, Sending, send


@pytest.fixture
def dialog(qtbot: QtBot) -> SendCopyDialog:
    made = SendCopyDialog([("a", "Disaster law"), ("b", "Water")])
    qtbot.addWidget(made)
    return made


def test_the_whole_file_is_meant_where_nothing_is_chosen(dialog: SendCopyDialog) -> None:
    dialog.attempt()
    assert dialog.chosen == Sending(None, None)


def test_a_part_leaves_sources_red_lines_notes_and_contacts_at_home(dialog: SendCopyDialog) -> None:
    dialog.part.setChecked(True)
    dialog.campaigns["b"].setChecked(False)
    dialog.marking.show_value(Sensitivity.INTERNAL)
    dialog.attempt()
    assert dialog.chosen == Sending(
        Part(Sensitivity.INTERNAL, frozenset({"a"}), frozenset({"judgement"})), None
    )


def test_all_plans_chosen_is_no_choice_of_plans(dialog: SendCopyDialog) -> None:
    dialog.part.setChecked(True)
    for box in dialog.kinds.values():
        box.setChecked(True)
    dialog.attempt()
    assert dialog.chosen == Sending(Part(reveals=frozenset(OPTIONAL)), None)


def test_a_part_of_no_plan_is_refused(dialog: SendCopyDialog) -> None:
    dialog.part.setChecked(True)
    for box in dialog.campaigns.values():
        box.setChecked(False)
    dialog.attempt()
    assert dialog.chosen is None
    assert dialog.wrong.text() == "Choose at least one plan."


def test_two_passphrases_that_differ_are_refused(dialog: SendCopyDialog) -> None:
    dialog.first.setText("one way")
    dialog.second.setText("another")
    dialog.attempt()
    assert dialog.chosen is None
    assert "differ" in dialog.wrong.text()


@pytest.mark.parametrize("part", [None, Part(reveals=frozenset())], ids=["whole", "part"])
def test_the_copy_is_written_and_told(
    opened: AppContext, qtbot: QtBot, tmp_path: Path, part: Part | None
) -> None:
    path = tmp_path / "copy.hdplan"
    with qtbot.waitSignal(opened.told) as told:
        send(opened, path, Sending(part, "four quiet words here"))
    assert "copy.hdplan" in told.args[0]
    with Document.open(path, author="Ben", passphrase="four quiet words here") as copy:
        assert copy.read(lambda s: s.query(Stakeholder).count()) == 3
        assert bool(copy.read(lambda s: s.query(Assessment).count())) is (part is None)


def test_a_place_that_is_taken_is_told_and_stays(opened: AppContext, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "copy.hdplan"
    path.write_text("mine")
    with qtbot.waitSignal(opened.told) as told:
        send(opened, path, Sending(None, None))
    assert "exists already" in told.args[0]
    assert path.read_text() == "mine"
