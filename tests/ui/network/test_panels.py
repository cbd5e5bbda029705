"""The three questions of the inspector on the sample: who reaches them, who acts together, what if they moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import Relationship
from hdplanner.services import activities, assessments
from hdplanner.ui.context import AppContext
from hdplanner.ui.network.models import score_words
from hdplanner.ui.network.page import NetworkPage
from hdplanner.ui.network.panels import COALITIONS, ROUTES, WHAT_IF

Find = Callable[[str], str]


@pytest.fixture
def page(context: AppContext, qtbot: QtBot, tmp_path: Path) -> NetworkPage:
    """The room of the sample."""
    context.gateway.open_sample("disaster-law", tmp_path / "sample.hdplan")
    made = NetworkPage(context)
    qtbot.addWidget(made)
    qtbot.addWidget(made.panel)
    made.resize(1000, 760)
    made.show()
    made.panel.resize(340, 760)
    made.panel.show()
    return made


@pytest.fixture
def find(page: NetworkPage) -> Find:
    return lambda name: next(row.id for row in page.source.nodes if row.name == name)


def _planned(page: NetworkPage) -> int:
    gateway = page.context.gateway
    return len(gateway.read(activities.activity_rows, campaign_id=gateway.campaign_id))


# -- routes


def test_routes_begin_with_the_most_influential_of_those_who_oppose_and_decide(
    page: NetworkPage, find: Find
) -> None:
    routes = page.panel.routes
    assert routes.target_id in (find("Minister of Finance"), find("Ministry of Finance"))
    assert 3 <= len(routes.cards) <= 5
    scores = [card.route.score for card in routes.cards]
    assert scores == sorted(scores, reverse=True)


def test_a_route_is_told_in_words_and_never_as_a_number(page: NetworkPage) -> None:
    card = page.panel.routes.cards[0]
    said = card.accessibleName()
    assert "%" not in said
    assert all(step.why in said for step in card.route.steps)
    assert [score_words(score) for score in (0.8, 0.5, 0.3, 0.2, 0.05)] == [
        "Strong route",
        "Strong route",
        "Fair route",
        "Fair route",
        "Weak route",
    ]


def test_pointing_at_a_route_lifts_it_on_the_drawing_and_choosing_keeps_it(
    page: NetworkPage, qtbot: QtBot
) -> None:
    first, second = page.panel.routes.cards[:2]
    shown = [key for key in first.stations() if key in page.view.scene.index]
    first.pointed.emit(True)
    assert list(page.view._route) == shown
    first.pointed.emit(False)
    assert page.view._route == ()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert first.is_kept
    second.pointed.emit(True)
    second.pointed.emit(False)
    assert list(page.view._route) == shown
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert not first.is_kept
    assert page.view._route == ()


def test_a_route_becomes_the_plan_and_the_note_offers_to_take_it_back(page: NetworkPage) -> None:
    told: list[tuple[str, str, Callable[[], object]]] = []
    page.context.told.connect(lambda *what: told.append(what))
    before = _planned(page)
    card = page.panel.routes.cards[0]
    card.plan.click()
    assert _planned(page) == before + len(card.route.steps)
    assert str(len(card.route.steps)) in told[0][0]
    assert told[0][1] == "Undo"
    told[0][2]()
    assert _planned(page) == before


def test_fewer_steps_leave_shorter_routes_or_a_word_on_why_there_is_none(
    page: NetworkPage, find: Find
) -> None:
    page.find_routes(find("Director of Customs"))
    routes = page.panel.routes
    routes.steps.show_value(1)
    routes.steps.committed.emit(1)
    assert all(len(card.route.steps) == 1 for card in routes.cards)
    assert routes.cards or routes._none.text()


def test_who_must_not_be_approached_is_no_target_and_says_so(page: NetworkPage) -> None:
    flagged = next(row for row in page.source.nodes if row.do_not_approach)
    page.find_routes(flagged.id)
    assert page.panel.routes.cards == []
    assert "Do not approach" in page.panel.routes._none.text()


def test_a_missing_link_can_be_planned_to_be_met(page: NetworkPage, find: Find) -> None:
    page.find_routes(find("Ministry of Finance"))
    before = _planned(page)
    page.panel.routes._on_first_contact(find("Court of Auditors"), "Court of Auditors")
    assert _planned(page) == before + 1
    assert (page.context.gateway.state().undo or "").startswith("Plan First contact with Court of Auditors")


def test_routes_are_found_anew_after_an_edit(page: NetworkPage, find: Find) -> None:
    page.find_routes(find("Minister of Finance"))
    used = {step.tie_id for card in page.panel.routes.cards for step in card.route.steps if step.tie_id}
    page.edits.delete_ties(sorted(used))
    now = {step.tie_id for card in page.panel.routes.cards for step in card.route.steps}
    assert not used & now
    page.context.gateway.undo()
    again = {step.tie_id for card in page.panel.routes.cards for step in card.route.steps if step.tie_id}
    assert again == used


# -- who of us knows them


def test_a_relation_is_recorded_on_a_node_and_opens_a_route(page: NetworkPage, find: Find) -> None:
    court = find("Court of Auditors")
    page.select([court])
    card = page.panel.node.card
    assert card.isVisible()
    card.start()
    assert not card.record.isEnabled()
    card.level.setValue(int(Relationship.WORKING))
    card.level._commit()
    card.strained.setChecked(True)
    card.record.click()
    assert page.source.network is not None
    made = next(row for row in page.source.network.relations if row.stakeholder_id == court)
    assert (made.level, made.strained) == (Relationship.WORKING, True)
    assert not card.frame.isVisible()
    page.find_routes(court)
    assert page.panel.routes.cards
    page.context.gateway.undo()
    assert not any(row.stakeholder_id == court for row in page.source.network.relations)


def test_a_relation_in_the_future_is_refused_and_the_card_stays(page: NetworkPage, find: Find) -> None:
    told: list[str] = []
    page.context.told.connect(lambda sentence, *_rest: told.append(sentence))
    page.select([find("Court of Auditors")])
    card = page.panel.node.card
    card.start()
    card.level.setValue(int(Relationship.WORKING))
    card.level._commit()
    card.seen_on.committed.emit(date(2150, 1, 1))
    card.record.click()
    assert "future" in told[0]
    assert card.frame.isVisible()


# -- coalitions


def test_a_coalition_of_those_who_are_chosen_is_made_renamed_and_deleted(
    page: NetworkPage, find: Find, qtbot: QtBot
) -> None:
    ids = [find("Union of mayors"), find("Women’s federation")]
    page.view.choose(ids)
    page.drawing.coalition_wanted.emit(ids)
    panel = page.panel.coalitions
    panel.name.line.setText("Towns and women")
    qtbot.keyClick(panel.name.line, Qt.Key.Key_Return)
    row = panel.row()
    assert row is not None
    assert (row.name, set(row.members)) == ("Towns and women", set(ids))
    assert set(page.view.selection) == set(ids)
    panel.rename.click()
    panel.name.line.setText("Towns")
    panel.name.button.click()
    panel._on_dropped(ids[0])
    row = panel.row()
    assert row is not None
    assert (row.name, row.members) == ("Towns", (ids[1],))
    panel.away.click()
    assert panel.row() is None or panel.row().name != "Towns"  # type: ignore[union-attr]  # asked twice
    for _step in range(4):
        page.context.gateway.undo()
    assert all(one.name != "Towns and women" for one in page.source.network.coalitions)  # type: ignore[union-attr]


def test_a_member_is_added_by_name_or_from_the_drawing(page: NetworkPage, find: Find) -> None:
    page.panel.ask(COALITIONS)
    panel = page.panel.coalitions
    before = set(panel.member_ids())
    panel.adder.setText("Customs administration")
    panel.adder.returnPressed.emit()
    assert set(panel.member_ids()) == before | {find("Customs administration")}
    page.view.choose([find("Port authority")])
    assert panel.add_chosen.isVisible()
    panel.add_chosen.click()
    assert find("Port authority") in panel.member_ids()


def test_choosing_a_coalition_lifts_its_members_and_says_where_it_stands(page: NetworkPage) -> None:
    page.panel.ask(COALITIONS)
    panel = page.panel.coalitions
    other = page.source.network.coalitions[1]  # type: ignore[union-attr]  # the sample has three
    panel.show_coalition(other.id)
    assert set(page.view.selection) == set(other.members)
    assert "In favour" in panel._standing.text()
    assert panel.brokers.lines()


# -- what if


def test_a_scenario_is_shown_on_the_drawing_and_touches_no_assessment(page: NetworkPage, find: Find) -> None:
    customs = find("Customs administration")
    held = page.source.node(customs)
    row = page.source.scenarios[0]
    page.what_if.show_scenario(row.id)
    assert page.strip.isVisible()
    assert page.panel.page() is page.panel.what_if
    assert page.view.supposed <= set(row.moves)
    page.view.choose([customs])
    assert page.panel.page() is page.panel.what_if
    page.panel.what_if.position.committed.emit(1)
    after = page.source.scenario(row.id)
    assert after is not None
    assert after.moves[customs].position == 1
    assert customs in page.view.supposed
    assert page.source.node(customs) == held
    gateway = page.context.gateway
    fresh = gateway.read(
        assessments.history,
        campaign_id=gateway.campaign_id,
        stakeholder_id=customs,
    )
    assert fresh[0].assessed_position == -2
    gateway.undo()
    assert customs not in page.view.supposed
    page.strip.back_wanted.emit()
    assert page.view.supposed == frozenset()
    assert not page.strip.isVisible()


def test_keys_suppose_a_position_and_take_it_back_only_within_a_scenario(
    page: NetworkPage, find: Find, qtbot: QtBot
) -> None:
    customs = find("Customs administration")
    page.select([customs])
    qtbot.keyClick(page.view, Qt.Key.Key_5)
    assert page.view.supposed == frozenset()
    row = page.source.scenarios[0]
    page.what_if.show_scenario(row.id)
    page.select([customs])
    qtbot.keyClick(page.view, Qt.Key.Key_5)
    assert page.source.scenario(row.id).moves[customs].position == 2  # type: ignore[union-attr]  # it is there
    qtbot.keyClick(page.view, Qt.Key.Key_6)
    assert customs not in page.source.scenario(row.id).moves  # type: ignore[union-attr]  # as above


def test_a_scenario_is_made_duplicated_renamed_compared_and_deleted(page: NetworkPage, find: Find) -> None:
    panel = page.panel.what_if
    page.panel.ask(WHAT_IF)
    first = page.source.scenarios[0]
    page.what_if.show_scenario(first.id)
    panel.copy.click()
    panel.name.button.click()
    copy = panel.row()
    assert copy is not None
    assert copy.name == f"{first.name} (copy)"
    assert copy.moves.keys() == first.moves.keys()
    panel.rename.click()
    panel.name.line.setText("Another")
    panel.name.button.click()
    assert panel.row().name == "Another"  # type: ignore[union-attr]  # it was there a moment ago
    panel.other.show_value(first.id)
    panel.other.committed.emit(first.id)
    assert len(panel.compared.lines()) == len(first.moves)
    panel.away.click()
    assert panel.row() is None
    panel.new.click()
    panel.name.line.setText("If nothing moves")
    panel.name.button.click()
    assert panel.row().moves == {}  # type: ignore[union-attr]  # it was just made
    for _step in range(4):
        page.context.gateway.undo()
    assert [row.name for row in page.source.scenarios] == [
        row.name for row in sorted(page.source.scenarios, key=lambda row: row.name.casefold())
    ]
    assert all(row.name not in ("Another", "If nothing moves") for row in page.source.scenarios)


def test_the_balance_beside_today_counts_and_gives_no_percentage(page: NetworkPage) -> None:
    page.what_if.show_scenario(page.source.scenarios[0].id)
    panel = page.panel.what_if
    today, supposed = panel.today_balance.figure, panel.balance.figure
    assert today.accessibleDescription() != supposed.accessibleDescription()
    assert "%" not in today.accessibleDescription() + supposed.accessibleDescription()
    assert "not known" in today.accessibleDescription()


def test_another_question_leaves_the_scenario(page: NetworkPage) -> None:
    page.what_if.show_scenario(page.source.scenarios[0].id)
    page.panel.ask(ROUTES)
    assert page.what_if.scenario_id is None
    assert page.panel.page() is page.panel.routes


def test_feasibility_sums_come_with_the_caution_of_their_authors(page: NetworkPage, qtbot: QtBot) -> None:
    from hdplanner.services.balance import feasibility_of_rows
    from hdplanner.ui.network.dialogs import FeasibilityDialog

    dialog = FeasibilityDialog(feasibility_of_rows(page.source.nodes))
    qtbot.addWidget(dialog)
    assert "caution" in dialog.caution.text()


def test_another_theme_and_larger_text_keep_what_is_shown(page: NetworkPage, find: Find) -> None:
    page.select([find("Ministry of Finance")])
    page.context.appearance.choose("dark", 1.5)
    assert page.panel.page() is page.panel.node
    assert page.selection == (find("Ministry of Finance"),)
    page.what_if.show_scenario(page.source.scenarios[0].id)
    page.context.appearance.choose("light", 1.0)
    assert page.strip.isVisible()
