from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hdplanner.domain.values import (
    ActorType,
    InfluenceBasis,
    NameKind,
    StakeholderKind,
)
from hdplanner.ui.context import AppContext

# -- sections


def test_an_empty_section_is_one_quiet_line_with_a_way_to_add(shown: Any) -> None:
    ties = shown.one.sections["ties"]
    assert not ties.is_open
    assert ties.add.isVisibleTo(shown.panel)
    ties.add.click()
    assert ties.is_open
    assert not ties.add.isVisibleTo(shown.panel)


def test_which_sections_are_open_is_remembered(shown: Any, opened: AppContext, qtbot: QtBot) -> None:
    shown.one.sections["who"].heading.click()
    shown.one.sections["history"].heading.click()
    again = type(shown)(opened)
    qtbot.addWidget(again.panel)
    again.choose("Ministry of Finance")
    assert again.one.sections["who"].is_open
    assert not again.one.sections["history"].is_open


def test_a_section_that_was_opened_to_add_is_not_open_for_the_next_one(shown: Any) -> None:
    shown.body("names")
    shown.choose("Radio Varenia")
    assert not shown.one.sections["names"].is_open


def test_what_is_closed_is_not_built(shown: Any) -> None:
    assert shown.one.sections["protocol"]._body is None


def test_half_written_words_stay_while_something_else_changes(shown: Any, qtbot: QtBot) -> None:
    body = shown.body("notes")
    field = body.fields["note"]
    field.setFocus()
    qtbot.keyClicks(field, "Half a sen")
    shown.edits.fact([shown.id], short_name="MoF")
    assert field.toPlainText() == "Half a sen"
    assert field.hasFocus()


def test_a_file_open_for_reading_shows_all_and_takes_nothing(shown: Any) -> None:
    shown.body("ties")
    shown.show(editable=False)
    assert not shown.one.sections["names"].add.isVisibleTo(shown.panel)
    assert not shown.one.sections["ties"].body.adder.isVisibleTo(shown.panel)
    assert shown.one.name.isReadOnly()


# -- who


def test_the_name_in_the_language_of_the_interface_is_the_second_line(shown: Any) -> None:
    from hdplanner import i18n
    from hdplanner.services import profiles

    shown.context.gateway.run(
        "stakeholder.names",
        profiles.add_name,
        stakeholder_id=shown.id,
        name="وزارة المالية",
        language="ar",
        kind=NameKind.OFFICIAL,
    )
    assert not shown.one._other_name.isVisibleTo(shown.panel)
    i18n.activate("ar")
    try:
        shown.show()
        assert shown.one._other_name.text() == "وزارة المالية"
    finally:
        i18n.activate("en")


def test_do_not_approach_is_said_on_top_with_its_reason(shown: Any) -> None:
    shown.edits.fact([shown.id], do_not_approach=True, do_not_approach_why="A court case is open.")
    shown.edits.fact([shown.id], objected=True)
    assert "Do not approach. A court case is open." in shown.one._care.text()
    assert "objected" in shown.one._care.text()


def test_only_what_is_about_one_human_being_is_marked_personal(shown: Any) -> None:
    mark = shown.one.sections["protocol"]._personal
    assert not mark.isVisibleTo(shown.panel)
    shown.edits.fact([shown.id], kind=StakeholderKind.POST)
    assert mark.isVisibleTo(shown.panel)
    assert "Write as if the person will read it." in shown.one._foot.text()


def test_tags_are_added_and_taken_away_as_steps_that_can_be_undone(shown: Any) -> None:
    tags = shown.body("who").bodies[1]
    tags.name.setText("Budget")
    tags.name.enter()
    tags.name.setText("  ")
    tags.name.enter()
    assert shown.profile().tags == ("Budget",)
    assert shown.undo() == "Change the tags of Ministry of Finance"
    tags._drop("Budget")
    assert shown.profile().tags == ()
    shown.context.gateway.undo()
    assert shown.profile().tags == ("Budget",)


# -- judgement


def test_what_they_say_and_what_we_judge_stand_one_below_the_other(shown: Any) -> None:
    fields = shown.one.judgement.fields
    fields["stated_position"].committed.emit(1)
    fields["assessed_position"].committed.emit(-1)
    assert (fields["stated_position"].step, fields["assessed_position"].step) == (1, -1)
    assert shown.one.judgement._gap.text() == "They say more than we see."
    fields["assessed_position"].committed.emit(1)
    assert not shown.one.judgement._gap.isVisibleTo(shown.panel)


def test_words_are_quoted_while_they_are_read_and_bare_while_they_are_written(
    shown: Any, qtbot: QtBot
) -> None:
    field = shown.one.judgement.grounds["stated_words"]
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(field, "No new obligations.")
    shown.one.judgement.fields["influence"].setFocus(Qt.FocusReason.OtherFocusReason)
    assert shown.profile().assessments[0].stated_words == "No new obligations."
    assert field.toPlainText() == "“No new obligations.”"
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    assert field.toPlainText() == "No new obligations."
    shown.one.judgement.fields["influence"].setFocus(Qt.FocusReason.OtherFocusReason)
    assert shown.profile().assessments[0].stated_words == "No new obligations."


def test_a_newer_word_on_another_objective_is_not_the_ground_of_this_one(shown: Any) -> None:
    from hdplanner.services import assessments, parts

    gateway = shown.context.gateway
    made = {"part": "objective", "parent_id": gateway.campaign_id}
    _longer, shorter = (
        gateway.run("objective.add", parts.add_part, **made, title=title) for title in ("Longer", "Shorter")
    )
    shown.one.judgement.fields["stated_position"].committed.emit(-1)
    shown.one.judgement.grounds["evidence"].committed.emit("Voted against the longer text")
    gateway.run(
        "assessment.add",
        assessments.assess,
        campaign_id=gateway.campaign_id,
        moves={shown.id: {"stated_position": 2, "evidence": "Voted for the shorter text"}},
        objective_id=shorter,
        made_on=shown.edits.today(),
        author="HD adviser",
    )
    assert shown.profile().assessments[0].evidence == "Voted for the shorter text"
    assert shown.one.judgement.grounds["evidence"].toPlainText() == "Voted against the longer text"
    shown.one.judgement.grounds["evidence"].committed.emit("Voted against")
    assert [one.evidence for one in shown.profile().assessments[:2]] == [
        "Voted for the shorter text",
        "Voted against",
    ]


def test_the_basis_of_influence_is_ticked_in_a_menu(shown: Any) -> None:
    shown.one.judgement.basis.actions_of[InfluenceBasis.VETO].trigger()
    shown.one.judgement.basis.actions_of[InfluenceBasis.FINANCE].trigger()
    assert set(shown.profile().assessments[0].basis) == {InfluenceBasis.VETO, InfluenceBasis.FINANCE}
    shown.context.gateway.undo()
    assert shown.profile().assessments[0].basis == (InfluenceBasis.VETO,)


def test_a_person_without_a_ground_and_the_movement_are_not_rated_and_told_why(shown: Any) -> None:
    shown.edits.fact([shown.id], kind=StakeholderKind.PERSON)
    judgement = shown.one.judgement
    assert not judgement._ratings.isVisibleTo(shown.panel)
    assert "purpose and legal basis" in judgement._apart.text()
    assert shown.profile().assessments == ()
    shown.edits.fact([shown.id], kind=StakeholderKind.INSTITUTION, actor_type=ActorType.IFRC)
    assert "Movement" in judgement._apart.text()


# -- over time


def judge_twice(shown: Any) -> None:
    from hdplanner.services import assessments

    for day, values in (
        (date(2026, 4, 1), {"assessed_position": -1, "influence": 4, "evidence": "A letter"}),
        (date(2026, 5, 1), {"assessed_position": 0, "relationship": 2}),
    ):
        shown.context.gateway.run(
            "stakeholder.assess",
            assessments.assess,
            about={"stakeholder": shown.id},
            campaign_id=shown.context.gateway.campaign_id,
            moves={shown.id: values},
            made_on=day,
            author="President",
        )


def test_the_chart_is_walked_with_the_arrow_keys_and_says_each_point(shown: Any, qtbot: QtBot) -> None:
    judge_twice(shown)
    history = shown.body("history")
    assert history.chart.isVisibleTo(shown.panel)
    qtbot.keyClick(history.chart, Qt.Key.Key_Left)
    assert history._caption.text() == "1 May 2026: Uncommitted"
    qtbot.keyClick(history.chart, Qt.Key.Key_Left)
    assert history.chart.accessibleDescription() == "1 Apr 2026: Reserved"
    history.rating.show_value("influence")
    history.rating.committed.emit("influence")
    assert history.chart.accessibleName() == "Influence over time"
    assert "Decisive" in history.chart.accessibleDescription()


def test_raters_who_differ_are_told_apart(shown: Any) -> None:
    history = shown.body("history")
    assert not history._raters.isVisibleTo(shown.panel)
    from hdplanner.services import assessments

    for author, step in (("HD adviser", 2), ("President", 5)):
        shown.context.gateway.run(
            "stakeholder.assess",
            assessments.assess,
            about={"stakeholder": shown.id},
            campaign_id=shown.context.gateway.campaign_id,
            moves={shown.id: {"interest": step}},
            made_on=shown.edits.today(),
            author=author,
        )
    assert history._raters.isVisibleTo(shown.panel)
    assert "Interest: Top priority (President), Low (HD adviser)" in history._raters.text()


def test_an_assessment_of_the_past_is_mended_and_taken_back_and_both_come_back(shown: Any) -> None:
    judge_twice(shown)
    history = shown.body("history")
    older = shown.profile().assessments[1]
    history._change(older)
    assert history.card.isVisibleTo(shown.panel)
    history.card.fields["influence"].committed.emit(2)
    history.card.fields["made_on"].committed.emit(None)
    assert shown.profile().assessments[1].influence == 2
    history._take_back(shown.profile().assessments[1])
    assert not history.card.isVisibleTo(shown.panel)
    assert len(shown.profile().assessments) == 2
    assert shown.undo() == "Take back an assessment of Ministry of Finance"
    shown.context.gateway.undo()
    shown.context.gateway.undo()
    assert [one.influence for one in shown.profile().assessments] == [None, 4, 5]


def test_a_long_history_shows_its_newest_and_the_rest_on_request(shown: Any) -> None:
    judge_twice(shown)
    judge_twice(shown)
    lines = shown.body("history").lines
    assert len(lines._lines) == 3
    lines._more.click()
    assert len(lines._lines) == 5
    shown.choose("Radio Varenia")
    shown.choose("Ministry of Finance")
    assert len(lines._lines) == 3
