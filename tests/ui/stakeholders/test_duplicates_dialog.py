"""Likely duplicates in the window: looked at side by side, made one, said to be two, or left for later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from hdplanner.domain.values import ActorType
from hdplanner.services import stakeholders
from hdplanner.ui.stakeholders.duplicates_dialog import DuplicatesDialog
from hdplanner.ui.stakeholders.duplicates_panel import BOTH, FIRST, SECOND, brings_text


def add(context, name, **values):
    return context.gateway.run(
        "stakeholder.add",
        stakeholders.add_stakeholder,
        about={},
        made="stakeholder",
        name=name,
        campaign_id=context.gateway.campaign_id,
        **values,
    )


def names(context):
    from datetime import date

    rows = context.gateway.read(
        stakeholders.stakeholder_rows, campaign_id=context.gateway.campaign_id, today=date(2026, 11, 22)
    )
    return sorted(row.name for row in rows)


@pytest.fixture
def dialog(opened, qtbot):
    add(opened, "Finance, Ministry of", note="New building", country="KE")
    add(opened, "Radio Vareina", note="Second", title="H.E.")
    made = DuplicatesDialog(opened)
    qtbot.addWidget(made)
    made.show()
    return made


def test_pairs_stand_most_like_first_with_how_like_and_why(dialog):
    assert dialog.list.count() == 2
    assert dialog.count.text() == "2 likely duplicates"
    assert dialog.why.text() == "“Ministry of Finance” and “Finance, Ministry of” are the same words."
    said = dialog.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Radio Varenia and Radio Vareina" in said
    assert "% alike" in said


def test_merging_takes_what_was_chosen_and_is_one_step_to_undo(dialog, opened):
    assert dialog.panel.sides() == ["name", "actor_type", "country", "note"]
    dialog.panel.choose("name", SECOND)
    dialog.merge.click()
    assert names(opened) == ["Finance, Ministry of", "Radio Vareina", "Radio Varenia", "Union of mayors"]
    assert dialog.list.count() == 1
    assert opened.gateway.state().undo == "Make Finance, Ministry of one of two"
    opened.gateway.undo()
    assert "Ministry of Finance" in names(opened)


def test_what_is_known_is_proposed_and_two_long_texts_are_both_kept(dialog, opened, qtbot):
    values = dialog.panel.values()
    assert (values["country"], values["note"], values["actor_type"]) == (
        "KE",
        "New building",
        ActorType.MINISTRY,
    )
    add(opened, "Union of Mayors", note="One")
    add(opened, "union of mayors.", note="Two")
    again = DuplicatesDialog(opened)
    qtbot.addWidget(again)
    rows = [
        i
        for i, pair in enumerate(again._pairs)
        if {pair.first, pair.second} == {"Union of Mayors", "union of mayors."}
    ]
    again.list.setCurrentRow(rows[0])
    assert again.panel.values()["note"] == "One\nTwo"
    again.panel.choose("note", FIRST)
    assert again.panel.values()["note"] == "One"
    again.panel.choose("note", BOTH)
    assert again.panel.values()["note"] == "One\nTwo"


def test_another_pair_stands_at_the_top_where_the_one_before_had_more_fields(dialog, qtbot):
    dialog.later.click()
    dialog.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: dialog.panel.childAt(30, 24) is not None)
    top = min(child.y() for child in dialog.panel.children() if child.isWidgetType() and child.isVisible())
    assert top < 40


def test_two_that_are_two_are_not_shown_again(dialog, opened, qtbot):
    dialog.two.click()
    assert dialog.list.count() == 1
    again = DuplicatesDialog(opened)
    qtbot.addWidget(again)
    assert again.list.count() == 1


def test_later_goes_on_and_leaves_after_the_last(dialog):
    dialog.later.click()
    assert dialog.list.currentRow() == 1
    assert dialog.isVisible()
    dialog.later.click()
    assert not dialog.isVisible()


def test_a_refusal_is_told_in_the_dialog_and_changes_nothing(opened, qtbot):
    add(opened, "Radio Varenia.", actor_type=ActorType.IFRC)
    dialog = DuplicatesDialog(opened)
    qtbot.addWidget(dialog)
    dialog.show()
    before = names(opened)
    dialog.merge.click()
    assert "component of the Movement" in dialog.refusal.text()
    assert dialog.refusal.isVisible()
    assert names(opened) == before


def test_without_duplicates_there_is_nothing_to_press(opened, qtbot):
    dialog = DuplicatesDialog(opened)
    qtbot.addWidget(dialog)
    assert dialog.count.text() == "No duplicates"
    assert not dialog.merge.isEnabled()
    assert not dialog.two.isEnabled()


def test_only_those_that_were_asked_for_are_shown(opened, qtbot):
    add(opened, "Finance, Ministry of")
    new = add(opened, "Radio Vareina")
    dialog = DuplicatesDialog(opened, ids=[new])
    qtbot.addWidget(dialog)
    assert [pair.second for pair in dialog._pairs] == ["Radio Vareina"]


def test_every_choice_has_a_name_for_those_who_cannot_see_it(dialog):
    from PySide6.QtWidgets import QRadioButton

    assert {radio.accessibleName() for radio in dialog.panel.findChildren(QRadioButton)} >= {
        "Country: KE",
        "Country: Not said",
    }


def test_what_comes_along_is_said_in_numbers():
    assert (
        brings_text({"assessment": 12, "tie": 3, "involvement": 1}) == "Comes along: 12 assessments, 3 ties."
    )
    assert brings_text({"stakeholder_tag": 2}) == "Comes along: 2 other records."
    assert brings_text({"involvement": 1}) == ""
