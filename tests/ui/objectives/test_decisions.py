from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import StepAgreement
from hdplanner.services import activities
from hdplanner.ui.objectives import models
from hdplanner.ui.objectives.page import ObjectivesPage
from hdplanner.ui.objectives.panels import WindowPanel
from hdplanner.ui.objectives.windows_view import StepCard, WindowCard, WindowsView
from tests.ui.objectives.conftest import day

CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def view(page: ObjectivesPage) -> WindowsView:
    page.view.choose(models.WINDOWS)
    shown = page.shown_view()
    assert isinstance(shown, WindowsView)
    return shown


@pytest.fixture
def panel(page: ObjectivesPage, plan: Any) -> WindowPanel:
    page.desk.choose("decision_window", plan.vote)
    found = page.panel.pages["decision_window"]
    assert isinstance(found, WindowPanel)
    return found


def window_card(view: WindowsView) -> WindowCard:
    (card,) = view.ahead.cards()
    assert isinstance(card, WindowCard)
    return card


def path(page: ObjectivesPage, plan: Any) -> list[str]:
    return [step.stakeholder for step in page.source.paths[plan.vote]]


def days(page: ObjectivesPage, plan: Any) -> tuple[date | None, date | None, date | None]:
    row = page.source.row("decision_window", plan.vote)
    return row.opens_on, row.decides_on, row.closes_on


def test_a_decision_says_how_far_away_it_is(view: WindowsView) -> None:
    assert window_card(view).countdown.text() == "in 30 days"
    assert [models.countdown(number) for number in (1, 0, -1, -9, None)] == [
        "in 1 day",
        "today",
        "1 day ago",
        "9 days ago",
        "no day yet",
    ]


def test_what_is_past_folds_away_and_opens_when_it_is_looked_for(
    view: WindowsView, page: ObjectivesPage
) -> None:
    assert view.fold.text() == "Past decisions (1)"
    assert not view.past.isVisible()
    (past,) = view.past.cards()
    page.reveal("decision_window", past.row_id)
    assert view.past.isVisible()


def test_a_decision_that_closes_before_it_opens_is_refused_with_a_sentence(
    page: ObjectivesPage, plan: Any, panel: WindowPanel
) -> None:
    told: list[str] = []
    plan.context.told.connect(lambda sentence, *_rest: told.append(sentence))
    before = days(page, plan)
    field = panel.form.fields["closes_on"]
    field._take(day(10))
    assert "a window opens, then decides, then closes" in told[0]
    assert days(page, plan) == before
    assert field._shown == before[2], "the field shows the day of the file again"


def test_a_decision_on_which_nothing_hangs_moves_with_its_opening_and_closing(
    page: ObjectivesPage, plan: Any, panel: WindowPanel
) -> None:
    plan.edits.update("ask", plan.first, due_on=None)
    panel.form.fields["decides_on"]._take(day(37))
    assert not panel.shift.isVisible()
    assert days(page, plan) == (day(35), day(37), day(38))


def test_a_decision_offers_to_take_along_what_hangs_on_it_as_one_step(
    page: ObjectivesPage, plan: Any, panel: WindowPanel
) -> None:
    before = days(page, plan)
    panel.form.fields["decides_on"]._take(day(37))
    assert panel.shift.isVisible()
    assert panel.shift._lead.text() == "The decision moves 7 days later."
    assert panel.shift.together.text() == "Move 1 thing with it"
    assert days(page, plan) == before, "nothing moves before the answer"
    panel.shift.together.click()
    assert days(page, plan)[1] == day(37)
    assert page.source.row("ask", plan.first).due_on == day(27)
    plan.context.gateway.undo()
    assert days(page, plan) == before
    assert page.source.row("ask", plan.first).due_on == day(20)


def test_a_decision_can_move_alone_or_stay(
    page: ObjectivesPage, plan: Any, panel: WindowPanel, qtbot: QtBot
) -> None:
    before = days(page, plan)
    field = panel.form.fields["decides_on"]
    field._take(day(29))
    assert panel.shift._lead.text() == "The decision moves 1 day earlier."
    qtbot.keyClick(panel.shift, Qt.Key.Key_Escape)
    assert not panel.shift.isVisible()
    assert days(page, plan) == before
    assert field._shown == before[1]
    field._take(day(29))
    panel.shift.alone.click()
    assert days(page, plan)[1] == day(29)
    assert page.source.row("ask", plan.first).due_on == day(20)


def test_a_question_about_one_decision_is_dropped_with_it(
    page: ObjectivesPage, plan: Any, panel: WindowPanel
) -> None:
    panel.form.fields["decides_on"]._take(day(40))
    other = next(row.id for row in page.source.windows if row.id != plan.vote)
    page.desk.choose("decision_window", other)
    assert not panel.shift.isVisible()


def test_a_decision_without_a_day_gets_one_without_a_question(
    page: ObjectivesPage, plan: Any, panel: WindowPanel
) -> None:
    plan.edits.update("decision_window", plan.vote, opens_on=None, closes_on=None)
    panel.form.fields["decides_on"]._take(None)
    assert days(page, plan)[1] is None
    panel.form.fields["decides_on"]._take(day(50))
    assert days(page, plan)[1] == day(50)


def test_an_ask_is_linked_to_a_decision_and_taken_away(
    page: ObjectivesPage, plan: Any, panel: WindowPanel
) -> None:
    (extra,) = panel.extras
    extra.offer.committed.emit(plan.second)
    row = page.source.row("decision_window", plan.vote)
    assert set(row.asks) == {plan.first, plan.second}
    assert models.hanging_line(row) == "2 asks"
    extra._take_away(plan.first)
    assert page.source.row("decision_window", plan.vote).asks == (plan.second,)


def test_a_path_is_reordered_by_keyboard_and_by_dragging(
    view: WindowsView, page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    qtbot.waitExposed(page.window())
    QApplication.processEvents()
    assert path(page, plan) == ["Radio Varenia", "Ministry of Finance", "Union of mayors"]
    first = window_card(view).steps.cards()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down, CONTROL)
    assert path(page, plan) == ["Ministry of Finance", "Radio Varenia", "Union of mayors"]
    QApplication.processEvents()
    one, _two, three = window_card(view).steps.cards()
    end = one.mapFromGlobal(three.mapToGlobal(QPoint(three.width() - 4, 10)))
    qtbot.mousePress(one, LEFT, pos=QPoint(8, 8))
    qtbot.mouseMove(one, QPoint(60, 8))
    qtbot.mouseMove(one, end)
    qtbot.mouseRelease(one, LEFT, pos=end)
    assert path(page, plan) == ["Radio Varenia", "Union of mayors", "Ministry of Finance"]


def test_a_step_says_whether_they_agree_and_what_is_planned(
    view: WindowsView, page: ObjectivesPage, plan: Any
) -> None:
    card = window_card(view).steps.cards()[1]
    assert isinstance(card, StepCard)
    assert card.accessibleName() == "Ministry of Finance, Signs, Unknown, nothing planned"
    assert card._planned.property("look") == "warning"
    plan.context.gateway.run(
        "activity.add",
        activities.add_activity,
        campaign_id=plan.campaign,
        title="Call",
        stakeholder_id=plan.who["Ministry of Finance"],
    )
    page.desk.choose("decision_step", plan.steps[1])
    page.panel.pages["decision_step"].form.fields["agreement"].committed.emit(StepAgreement.AGREED)
    assert card.accessibleName() == "Ministry of Finance, Signs, Agreed, 1 planned"
    assert card._planned.property("look") == "small"


def test_something_is_planned_towards_who_takes_a_step(page: ObjectivesPage, plan: Any, qtbot: QtBot) -> None:
    page.desk.choose("decision_step", plan.steps[1])
    extra = page.panel.pages["decision_step"].extras[1]
    with qtbot.waitSignal(plan.context.navigated) as gone:
        extra.plan.click()
    kind, activity_id = gone.args
    (row,) = page.source.planned_towards(plan.who["Ministry of Finance"])
    assert (kind, activity_id) == ("activity", row.id)
    assert (row.title, row.window_id, row.on) == ("Talk with Ministry of Finance", plan.vote, None)
    assert models.activity_line(row).startswith("Not scheduled")


def test_a_step_is_added_behind_the_others_and_taken_out(
    view: WindowsView, page: ObjectivesPage, plan: Any
) -> None:
    window_card(view).add_step.click()
    assert path(page, plan)[-1] == ""
    kind, row_id = page.desk.selection
    assert kind == "decision_step"
    assert window_card(view).steps.cards()[-1].accessibleName().startswith("Nobody named")
    page.delete()
    assert row_id not in [step.id for step in page.source.paths[plan.vote]]
    assert len(path(page, plan)) == 3


def test_all_steps_of_a_path_are_equally_high_and_none_is_cut(
    view: WindowsView, page: ObjectivesPage, plan: Any, qtbot: QtBot
) -> None:
    plan.edits.update("decision_step", plan.steps[0], due_on=day(3))
    card = window_card(view)

    def straight() -> None:
        heights = {step.height() for step in card.steps.cards()}
        assert heights == {max(step.natural_height() for step in card.steps.cards())}  # type: ignore[attr-defined]  # steps
        assert card.steps.height() >= card.steps.heightForWidth(card.steps.width())

    qtbot.waitUntil(straight)


def test_a_body_that_nobody_knows_is_not_taken(
    page: ObjectivesPage, plan: Any, panel: WindowPanel, qtbot: QtBot
) -> None:
    field = panel.form.fields["body_id"]
    assert field.text() == "Union of mayors"
    field.setText("Parliament of nowhere")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong")
    assert page.source.row("decision_window", plan.vote).body == "Union of mayors"


def test_a_body_that_is_new_can_be_added_where_it_is_named_as_one_step(
    page: ObjectivesPage, plan: Any, panel: WindowPanel, qtbot: QtBot
) -> None:
    told: list[Any] = []
    plan.context.told.connect(lambda *words: told.append(words))
    field = panel.form.fields["body_id"]
    field.setText("Parliament")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    ((sentence, verb, act),) = told
    assert sentence == "Parliament is not among the stakeholders of this plan yet."
    assert verb == "Add it"
    act()
    assert page.source.row("decision_window", plan.vote).body == "Parliament"
    assert field.text() == "Parliament"
    assert not field.property("wrong")
    assert plan.context.gateway.state().undo == "Add Parliament"
    plan.context.gateway.undo()
    assert page.source.row("decision_window", plan.vote).body == "Union of mayors"


def test_agreement_is_said_on_the_step_itself(view: WindowsView, page: ObjectivesPage, plan: Any) -> None:
    card = window_card(view).steps.cards()[2]
    assert isinstance(card, StepCard)
    menu = card.agreement.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Agreed", "Not agreed", "Unknown"]
    menu.actions()[1].trigger()
    assert page.source.row("decision_step", plan.steps[2]).agreement is StepAgreement.NOT_AGREED
    assert card.agreement.accessibleName() == "Agreement: Not agreed"
