from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hdplanner.errors import (
    FileExistsRefusedError,
    InvalidValueError,
    NotACampaignFileError,
    PassphraseNeededError,
    PlannerError,
    ReadOnlyFileError,
    WrongPassphraseError,
)
from hdplanner.services import campaigns, stakeholders
from hdplanner.ui.context import AppContext


def _names(context: AppContext) -> list[str]:
    from datetime import date

    rows = context.gateway.read(
        stakeholders.stakeholder_rows, campaign_id=context.gateway.campaign_id, today=date(2026, 4, 1)
    )
    return [row.name for row in rows]


def _rename(context: AppContext, name: str) -> None:
    key = context.gateway.read(stakeholders.find_stakeholder, name="Radio Varenia")
    context.gateway.run(
        "stakeholder.update",
        stakeholders.update_stakeholders,
        about={"stakeholder": key},
        ids=[key],
        name=name,
    )


def test_an_edit_is_saved_announced_and_named(opened: AppContext, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.gateway.changed) as heard:
        _rename(opened, "Radio One")
    assert set(heard.args[0].keys) == {"stakeholder"}
    state = opened.gateway.state()
    assert (state.undo, state.redo) == ("Change Radio One", None)
    assert state.saved_at is not None


def test_undo_and_redo_survive_closing_and_opening_again(opened: AppContext) -> None:
    path = opened.gateway.document.path
    assert path is not None
    _rename(opened, "Radio One")
    opened.gateway.undo()
    assert "Radio Varenia" in _names(opened)
    opened.gateway.close()
    opened.gateway.open(path)
    assert opened.gateway.state().redo == "Change Radio Varenia"
    opened.gateway.redo()
    assert "Radio One" in _names(opened)


def test_the_first_step_of_a_file_is_not_offered_to_undo(context: AppContext, tmp_path: Path) -> None:
    context.gateway.create(tmp_path / "new.hdplan", title="Plan", office="Office")
    assert context.gateway.state().undo is None
    context.gateway.undo()
    assert [row.title for row in context.gateway.read(campaigns.campaign_rows)] == ["Plan"]


def test_a_refused_edit_is_told_and_changes_nothing(opened: AppContext) -> None:
    told: list[PlannerError] = []
    opened.gateway.failed.connect(told.append)
    before = _names(opened)
    _rename(opened, "   ")
    assert [type(error) for error in told] == [InvalidValueError]
    assert _names(opened) == before


def test_undo_with_nothing_to_undo_says_nothing_and_does_nothing(context: AppContext, tmp_path: Path) -> None:
    told: list[PlannerError] = []
    context.gateway.failed.connect(told.append)
    context.gateway.create(tmp_path / "new.hdplan", title="Plan", office="Office")
    context.gateway.undo()
    assert told == []
    context.gateway.redo()
    assert len(told) == 1


def test_an_encrypted_file_asks_for_its_passphrase_and_tells_a_wrong_one(
    context: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "secret.hdplan"
    context.gateway.create(path, title="Plan", office="Office", passphrase="correct horse")
    context.gateway.close()
    with pytest.raises(PassphraseNeededError):
        context.gateway.open(path)
    with pytest.raises((WrongPassphraseError, NotACampaignFileError)):
        context.gateway.open(path, passphrase="battery")
    assert not context.gateway.is_open
    context.gateway.open(path, passphrase="correct horse")
    assert context.gateway.state().encrypted


def test_a_file_that_does_not_open_leaves_the_one_that_is_open(opened: AppContext, tmp_path: Path) -> None:
    junk = tmp_path / "junk.hdplan"
    junk.write_bytes(b"not a database at all" * 300)
    with pytest.raises(PlannerError):
        opened.gateway.open(junk)
    assert "Radio Varenia" in _names(opened)


def test_a_new_file_never_replaces_another(opened: AppContext, tmp_path: Path) -> None:
    with pytest.raises(FileExistsRefusedError):
        opened.gateway.create(tmp_path / "plan.hdplan", title="Other", office="Office")
    assert "Radio Varenia" in _names(opened)


def test_a_file_opened_for_reading_refuses_edits_with_a_sentence(opened: AppContext, tmp_path: Path) -> None:
    opened.gateway.close()
    opened.gateway.open(tmp_path / "plan.hdplan", read_only=True)
    told: list[PlannerError] = []
    opened.gateway.failed.connect(told.append)
    assert not opened.gateway.can_edit
    _rename(opened, "Radio One")
    assert [type(error) for error in told] == [ReadOnlyFileError]


def test_the_plan_last_worked_in_is_the_one_that_opens(opened: AppContext, tmp_path: Path) -> None:
    second = opened.gateway.run("campaign.add", campaigns.add_campaign, made="campaign", title="Second plan")
    assert second is not None
    opened.gateway.choose_campaign(second)
    opened.gateway.close()
    opened.gateway.open(tmp_path / "plan.hdplan")
    assert opened.gateway.campaign_id == second


def test_the_deletion_of_one_is_named_without_what_is_gone(opened: AppContext) -> None:
    key = opened.gateway.read(stakeholders.find_stakeholder, name="Radio Varenia")
    opened.gateway.run(
        "stakeholder.delete", stakeholders.delete_stakeholders, about={"stakeholder": key}, ids=[key]
    )
    assert opened.gateway.state().undo == "Delete a stakeholder"
    opened.gateway.undo()
    assert opened.gateway.state().redo == "Delete Radio Varenia"
