from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hdplanner.domain.base import PROSE
from hdplanner.domain.values import CampaignGoal, LegalBasis
from hdplanner.ui.common.form import ProseField
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.context import AppContext
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.objectives_view import AskCard, ObjectiveCard, ObjectivesView
from hdplanner.ui.objectives.page import ObjectivesPage
from tests.ui.objectives.conftest import day

Open = Callable[[AppContext], ObjectivesPage]
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def objective_card(page: ObjectivesPage) -> ObjectiveCard:
    view = page.views[models.OBJECTIVES]
    assert isinstance(view, ObjectivesView)
    (card,) = view.list.cards()
    assert isinstance(card, ObjectiveCard)
    return card


def ask_words(page: ObjectivesPage) -> list[str]:
    return [ask.action for ask in page.source.asks()]


def begin_button(page: ObjectivesPage) -> QPushButton:
    found = page.shown_view().findChild(QPushButton, "begin")
    assert isinstance(found, QPushButton)
    return found


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        (models.OBJECTIVES, "objective"),
        (models.WINDOWS, "decision_window"),
        (models.LINES, "objective"),
        (models.CHANGE, "change_step"),
    ],
)
def test_an_empty_view_has_one_button_that_begins(
    opened: AppContext, open_room: Open, view: str, kind: str
) -> None:
    page = open_room(opened)
    page.view.choose(view)
    assert begin_button(page).isVisible()
    begin_button(page).click()
    (row,) = page.source.rows(kind)
    assert page.desk.selection == (kind, row.id)
    opened.gateway.undo()
    assert page.source.rows(kind) == []


def test_a_new_objective_can_be_named_at_once(opened: AppContext, open_room: Open, qtbot: QtBot) -> None:
    page = open_room(opened)
    with qtbot.waitSignal(page.inspector_wanted):
        page.add()
    field = page.panel.pages["objective"].form.fields["title"]
    assert field.textCursor().selectedText() == "New objective"
    field.insertPlainText("Relief goods enter free of duties")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [row.title for row in page.source.objectives] == ["Relief goods enter free of duties"]
    assert page.count() == 1


def test_an_objective_cannot_lose_its_title(page: ObjectivesPage, plan: Any) -> None:
    told: list[str] = []
    plan.context.told.connect(lambda sentence, *_rest: told.append(sentence))
    card = objective_card(page)
    card.title.setPlainText("")
    card.title._commit()
    assert "an objective needs a title" in told[0]
    assert card.title.toPlainText() == "A law before the floods"


def test_an_ask_says_what_it_still_lacks_until_it_is_met(page: ObjectivesPage, plan: Any) -> None:
    first, second = page.source.asks()
    assert models.missing(first) == ""
    assert models.missing(second) == "Not said yet: who is asked, by when, how we shall know"
    plan.edits.update("ask", plan.second, met_on=day(0))
    assert models.missing(page.source.row("ask", plan.second)) == ""


def test_an_ask_is_written_in_its_form(page: ObjectivesPage, plan: Any, qtbot: QtBot) -> None:
    page.desk.open("ask", plan.second)
    fields = page.panel.pages["ask"].form.fields
    fields["addressee_id"].setText("radio varenia")
    qtbot.keyClick(fields["addressee_id"], Qt.Key.Key_Return)
    fields["window_id"].committed.emit(plan.vote)
    fields["verification"].setPlainText("Heard on air")
    fields["verification"]._commit()
    row = page.source.row("ask", plan.second)
    assert (row.addressee, row.window, row.verification) == ("Radio Varenia", "Vote", "Heard on air")
    assert models.missing(row) == ""
    assert plan.context.gateway.state().undo == "Change an ask"


def test_two_asks_that_contradict_say_so_and_can_be_reconciled(page: ObjectivesPage, plan: Any) -> None:
    page.desk.choose("ask", plan.first)
    (extra,) = [one for one in page.panel.pages["ask"].extras if hasattr(one, "offer")]
    extra.offer.committed.emit(plan.second)
    assert page.source.row("ask", plan.second).conflicts == (plan.first,)
    card = next(card for card in objective_card(page).asks.cards() if card.row_id == plan.first)
    assert isinstance(card, AskCard)
    assert card._conflict.text() == "Contradicts: Drop the bill"
    (why,) = extra.findChildren(ProseField)
    why.committed.emit("One bill cannot be tabled and dropped")
    reason = {plan.first: "One bill cannot be tabled and dropped"}
    assert page.source.conflict_reasons(plan.second) == reason, "it is said from both sides"
    extra._take_away(plan.second)
    assert page.source.row("ask", plan.second).conflicts == ()
    assert page.source.conflict_reasons(plan.second) == {}


def test_asks_are_reordered_by_keyboard_and_keep_the_focus(
    page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    card = objective_card(page).asks.cards()[0]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Down, CONTROL)
    assert ask_words(page) == ["Drop the bill", "Table the bill"]
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_Down, CONTROL)
    assert ask_words(page) == ["Drop the bill", "Table the bill"], "the last one stays the last"
    plan.context.gateway.undo()
    assert ask_words(page) == ["Table the bill", "Drop the bill"]


def test_asks_are_reordered_by_dragging_and_escape_leaves_them(
    page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    qtbot.waitExposed(page)
    first, second = objective_card(page).asks.cards()
    start = QPoint(first.width() - 6, 6)
    end = first.mapFromGlobal(second.mapToGlobal(QPoint(10, second.height() - 3)))
    for give_up in (True, False):
        qtbot.mousePress(first, LEFT, pos=start)
        qtbot.mouseMove(first, start + QPoint(0, 30))
        qtbot.mouseMove(first, end)
        if give_up:
            qtbot.keyClick(first, Qt.Key.Key_Escape)
        qtbot.mouseRelease(first, LEFT, pos=end)
        assert (ask_words(page)[0] == "Table the bill") is give_up


def test_the_arrow_keys_go_through_the_records_and_enter_opens_the_form(
    page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    page.enter()
    assert page.desk.selection == ("objective", plan.objective)
    view = page.shown_view()
    for kind, key in (("ask", plan.first), ("ask", plan.second), ("ask", plan.second)):
        focus = next(card for card in view.cards() if card.hasFocus())
        qtbot.keyClick(focus, Qt.Key.Key_Down)
        assert page.desk.selection == (kind, key)
    focus = next(card for card in view.cards() if card.hasFocus())
    with qtbot.waitSignal(page.inspector_wanted):
        qtbot.keyClick(focus, Qt.Key.Key_Return)


def test_what_was_half_written_goes_to_the_record_it_is_about(
    page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    page.desk.open("ask", plan.first)
    field = page.panel.pages["ask"].form.fields["action"]
    field.setFocus()
    field.setPlainText("Table the bill in spring")
    page.desk.choose("ask", plan.second)
    assert ask_words(page) == ["Table the bill in spring", "Drop the bill"]
    assert field.toPlainText() == "Drop the bill"


def test_what_is_deleted_hands_the_selection_to_its_neighbour(page: ObjectivesPage, plan: Any) -> None:
    page.desk.choose("ask", plan.first)
    assert page.can_delete()
    page.delete()
    assert page.desk.selection == ("ask", plan.second)
    page.delete()
    assert page.desk.selection == ("", "")
    assert not page.can_delete()
    assert page.source.asks() == []
    plan.context.gateway.undo()
    plan.context.gateway.undo()
    assert len(page.source.asks()) == 2


def test_deleting_by_keyboard_leaves_the_focus_on_the_neighbour(page: ObjectivesPage, plan: Any) -> None:
    objective_card(page).asks.cards()[1].setFocus()
    page.delete()
    assert page.desk.selection == ("ask", plan.first)
    assert objective_card(page).asks.cards()[0].hasFocus()
    page.delete()
    assert objective_card(page).hasFocus(), "the objective is what is left"


def test_a_text_that_is_too_long_is_refused_and_the_old_one_stays(page: ObjectivesPage, plan: Any) -> None:
    told: list[str] = []
    plan.context.told.connect(lambda sentence, *_rest: told.append(sentence))
    plan.edits.plan(problem="Relief goods wait")
    page.view.choose(models.FRAME)
    view: Any = page.shown_view()
    view.fields["problem"].setPlainText("x\n" * (PROSE // 2) + "xx")
    view.fields["problem"]._commit()
    assert "too long" in told[0]
    assert view.fields["problem"].toPlainText() == "Relief goods wait"


def test_who_of_the_movement_leads_stands_on_the_objective(page: ObjectivesPage, plan: Any) -> None:
    page.desk.choose("objective", plan.objective)
    assert "Nobody of the Movement" in objective_card(page)._movement.text()
    page.panel.pages["objective"].extras[0].add.click()
    kind, row_id = page.desk.selection
    assert kind == "movement_consultation"
    page.panel.pages[kind].form.fields["agreed_line"].committed.emit("The Society speaks")
    assert objective_card(page)._movement.text() == "Host National Society: consulted"
    assert page.source.row(kind, row_id).agreed_line == "The Society speaks"


def test_the_owner_of_an_objective_joins_the_team(page: ObjectivesPage, plan: Any) -> None:
    page.desk.choose("objective", plan.objective)
    page.panel.pages["objective"].form.fields["owner"].committed.emit("Legal adviser")
    assert page.source.objectives[0].owner == "Legal adviser"
    assert "Legal adviser" in models.objective_line(page.source.objectives[0])


def test_the_issue_is_written_in_place_and_the_plan_stands_beside_it(page: ObjectivesPage, plan: Any) -> None:
    page.view.choose(models.FRAME)
    view: Any = page.shown_view()
    view.fields["problem"].setPlainText("Relief goods wait at the border")
    view.fields["problem"]._commit()
    view.fields["right_tool"].setPlainText("Yes")
    view.fields["right_tool"]._commit()
    frame = page.source.frame
    assert frame is not None
    assert (frame.problem, frame.right_tool) == ("Relief goods wait at the border", "Yes")
    panel = page.panel.pages["campaign"]
    assert "only when purpose and legal basis" in panel._rated.text()
    panel.plan.fields["goals"].committed.emit([CampaignGoal.LAW])
    panel.plan.fields["lead"].committed.emit("HD adviser")
    panel.ground.fields["purpose"].committed.emit("A law")
    panel.ground.fields["legal_basis"].committed.emit(LegalBasis.PUBLIC_INTEREST)
    frame = page.source.frame
    assert frame is not None
    assert (frame.goals, frame.lead) == ((CampaignGoal.LAW,), "HD adviser")
    assert "persons can be rated" in panel._rated.text()
    assert not page.can_add()


def test_a_record_of_any_kind_is_found_and_shown(page: ObjectivesPage, plan: Any) -> None:
    for kind, row_id, view in (
        ("ask", plan.first, models.OBJECTIVES),
        ("decision_step", plan.steps[1], models.WINDOWS),
        ("red_line", plan.red, models.LINES),
        ("objective", plan.objective, models.OBJECTIVES),
    ):
        assert page.reveal(kind, row_id)
        assert page.view.current() == view
        assert page.desk.selection == (kind, row_id)
    assert not page.reveal("ask", "gone")


def test_a_file_that_is_read_only_takes_nothing(plan: Any, open_room: Open, tmp_path: Path) -> None:
    plan.context.gateway.close()
    plan.context.gateway.open(tmp_path / "plan.hdplan", read_only=True)
    page = open_room(plan.context)
    page.desk.choose("ask", plan.first)
    assert not page.panel.pages["ask"].form.isEnabled()
    assert not page.add_button.isEnabled()
    card = objective_card(page)
    assert card.title.isReadOnly()
    assert not card.add_ask.isVisible()


def test_another_plan_brings_other_objectives(page: ObjectivesPage, plan: Any) -> None:
    from hdplanner.services import campaigns

    gateway = plan.context.gateway
    page.desk.choose("ask", plan.first)
    other = gateway.run("campaign.add", campaigns.add_campaign, title="Another plan")
    gateway.choose_campaign(other)
    assert page.source.objectives == ()
    assert page.desk.selection == ("", "")


def test_a_hidden_room_reads_when_it_is_seen_again(page: ObjectivesPage, plan: Any) -> None:
    page.hide()
    plan.edits.add("objective", plan.campaign, title="Another")
    assert page.count() == 1
    page.show()
    assert page.count() == 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_view_is_drawn_at_any_size(page: ObjectivesPage, plan: Any, scale: float) -> None:
    plan.edits.add("change_step", plan.campaign, text="They read it")
    plan.edits.add("change_step", plan.campaign, text="They agree")
    page.wear(load_theme("dark", scale))
    for name in page.poses():
        page.pose(name)
        assert not page.grab().isNull()
        assert not page.panel.grab().isNull()
