from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from hdplanner.domain.values import (
    Attribution,
    Channel,
    Component,
    Consultation,
    MessengerLevel,
    Mode,
    Paper,
)
from hdplanner.services import parts
from hdplanner.services.message_house import add_variant
from hdplanner.ui.channels.activity_panel import ActivityPanel
from hdplanner.ui.channels.page import ChannelsPage
from hdplanner.ui.common.form import ChoiceField
from tests.ui.channels.conftest import VOTE, Plan


def _choose(page: ChannelsPage, plan: Plan, name: str) -> ActivityPanel:
    page.select([plan[name]])
    return page.panel.one


def _write(field: Any, text: str) -> None:
    field.setText(text)
    field.editingFinished.emit()


def _offered(field: Any) -> list[str]:
    return [field.itemText(number) for number in range(field.count())]


def test_the_form_shows_an_activity_whole(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "meeting")
    assert form.title.toPlainText() == "Private meeting"
    assert form.fields["audience_name"].text() == "Ministry of Finance"
    assert form.fields["message"].currentText() == "Article 14"
    assert form.fields["messenger"].text() == "President"
    assert form.fields["level"].value() is MessengerLevel.MOVEMENT_PRESIDENT
    assert form.when.clock.text() == "14:30–16:00"
    assert form.when.day.line.text() == "3 Dec 2026"
    assert not form.sign_off.isVisible()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("union of mayors", ("Union of mayors", "", "")),
        ("Friends of the law", ("", "Friends of the law", "")),
        ("Members of the law committee", ("", "", "Members of the law committee")),
        ("", ("", "", "")),
    ],
)
def test_an_audience_is_a_stakeholder_a_group_or_words(
    page: ChannelsPage, plan: Plan, written: str, expected: tuple[str, str, str]
) -> None:
    from hdplanner.services import coalitions

    campaign = plan.context.gateway.campaign_id
    plan.run(lambda s: coalitions.add_coalition(s, campaign_id=campaign, name="Friends of the law"))
    form = _choose(page, plan, "letter")
    _write(form.fields["audience_name"], written)
    row = plan.row("letter")
    assert (row.stakeholder, row.coalition, row.audience) == expected
    assert plan.undo() == "Change Letter"


def test_a_new_messenger_joins_in_the_same_step_and_a_stakeholder_joins_as_an_ally(
    page: ChannelsPage, plan: Plan
) -> None:
    form = _choose(page, plan, "letter")
    _write(form.fields["messenger"], "Spokesperson")
    assert plan.row("letter").messenger == "Spokesperson"
    page.context.gateway.undo()
    assert plan.row("letter").messenger == "President"
    assert "Spokesperson" not in {row.name for row in page.source.choices.messengers}
    _write(form.fields["messenger"], "Union of mayors")
    ally = next(row for row in page.source.choices.messengers if row.name == "Union of mayors")
    assert ally.stakeholder_id == plan["mayors"]
    form.fields["level"].committed.emit(MessengerLevel.STATE_LOCAL)
    assert plan.row("letter").level is MessengerLevel.STATE_LOCAL
    _write(form.fields["messenger"], "")
    assert plan.row("letter").messenger_id is None
    assert not form.fields["level"].isVisible()


def test_the_owner_is_one_of_us_by_name(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "letter")
    _write(form.fields["owner"], "HD adviser")
    assert plan.row("letter").owner == "HD adviser"
    _write(form.fields["owner"], "")
    assert plan.row("letter").owner_id is None


def test_a_note_verbale_is_offered_only_to_those_with_the_status_and_to_all_on_request(
    page: ChannelsPage, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []  # a screen that is none has no windows that come up
    monkeypatch.setattr(ChoiceField, "showPopup", lambda _self: opened.append(True))
    form = _choose(page, plan, "letter")
    channel = form.fields["channel"]
    assert "Note verbale" not in _offered(channel)
    assert channel.itemText(channel.count() - 1) == "Show all channels…"
    channel.committed.emit("all")
    assert "Note verbale" in _offered(channel)
    assert opened == [True]
    channel.committed.emit(Channel.NOTE_VERBALE)
    assert plan.row("letter").channel is Channel.NOTE_VERBALE
    assert "Note verbale" in _offered(_choose(page, plan, "hearing").fields["channel"])
    assert "Démarche" not in _offered(_choose(page, plan, "release").fields["channel"])
    campaign = plan.context.gateway.campaign_id
    plan.run(
        lambda s: parts.add_part(
            s,
            part="movement_consultation",
            parent_id=campaign,
            component=Component.ICRC,
            how=Consultation.LEADS,
        )
    )
    assert "Démarche" in _offered(_choose(page, plan, "meeting").fields["channel"])


def test_another_message_takes_its_own_variants(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "meeting")
    assert not form.fields["variant_id"].isVisible()
    variant = plan.run(
        lambda s: add_variant(s, message_id=plan["message"], language="fr", stakeholder_id=plan["finance"])
    )
    form = _choose(page, plan, "meeting")
    assert _offered(form.fields["variant_id"]) == ["The master", "Ministry of Finance (fr)"]
    form.fields["variant_id"].committed.emit(variant)
    assert plan.row("meeting").variant_id == variant
    form.fields["message"].committed.emit(None)
    assert (plan.row("meeting").message_id, plan.row("meeting").variant_id) == (None, None)


def test_going_public_asks_for_a_sign_off_that_is_dated_today(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "letter")
    assert not form.sign_off.isVisible()
    form.fields["mode"].committed.emit(Mode.PUBLIC)
    assert form.sign_off.isVisible()
    _write(form.sign_off.by, "Secretary General")
    row = plan.row("letter")
    assert (row.signed_off_by, row.signed_off_on) == ("Secretary General", date(2026, 11, 22))
    form.sign_off.exhausted.committed.emit("Two letters without an answer")
    assert plan.row("letter").private_exhausted == "Two letters without an answer"
    _write(form.sign_off.by, "")
    assert plan.row("letter").signed_off_on is None


def test_every_plain_field_is_written(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "letter")
    for key, value in (
        ("attribution", Attribution.CHATHAM_HOUSE),
        ("place", "Ministry"),
        ("purpose", "They know the costs"),
        ("paper", Paper.AIDE_MEMOIRE),
        ("paper_title", "Costs of storage"),
        ("follow_up", "Call the private office"),
    ):
        form.fields[key].committed.emit(value)
        assert getattr(plan.row("letter"), key) == value
    form.title.setPlainText("")
    form.title.committed.emit("")
    assert plan.row("letter").title == "Letter"


def test_a_day_a_time_and_its_zone_are_written_as_people_write_them(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "letter")
    assert not form.when.zone.isVisible()
    _write(form.when.clock, "9.30 - 11:00")
    row = plan.row("letter")
    assert (str(row.starts_at), str(row.ends_at), row.date_only) == (
        "2026-11-24 09:30:00",
        "2026-11-24 11:00:00",
        False,
    )
    assert form.when.zone.isVisible()
    _write(form.when.zone, "Africa/Tunis")
    assert plan.row("letter").zone == "Africa/Tunis"
    _write(form.when.day.line, "2026-12-01")
    assert str(plan.row("letter").starts_at) == "2026-12-01 09:30:00"
    _write(form.when.clock, "")
    assert plan.row("letter").date_only
    _write(form.when.until.line, "2026-12-04")
    assert plan.row("letter").until == date(2026, 12, 4)
    _write(form.when.until.line, "")
    assert plan.row("letter").until == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["soon", "25:00", "12:30 13:30 14:30", "12"])
def test_what_is_no_time_is_marked_and_not_written(page: ChannelsPage, plan: Plan, text: str) -> None:
    form = _choose(page, plan, "letter")
    _write(form.when.clock, text)
    assert form.when.clock.property("wrong")
    assert plan.row("letter").date_only


def test_a_zone_that_is_none_is_refused_and_the_field_shows_the_old_one(
    page: ChannelsPage, plan: Plan
) -> None:
    told: list[str] = []
    page.context.told.connect(lambda sentence, _verb, _act: told.append(sentence))
    form = _choose(page, plan, "meeting")
    _write(form.when.zone, "Atlantis/Capital")
    assert "no such time zone" in told[0]
    assert form.when.zone.text() == "UTC"


def test_an_activity_goes_from_a_day_to_before_a_decision_and_off_the_calendar(
    page: ChannelsPage, plan: Plan
) -> None:
    form = _choose(page, plan, "letter")
    form.when.kind.committed.emit("decision")
    row = plan.row("letter")
    assert (row.days_before, row.on) == (24, date(2026, 11, 24))
    assert form.when.distance.isVisible()
    assert not form.when.day.isVisible()
    form.when.distance.committed.emit((7, 1))
    assert (plan.row("letter").days_before, plan.row("letter").days_until) == (7, 1)
    assert form.when.days.text() == "7 to 1"
    _write(form.when.days, "30")
    assert (plan.row("letter").days_before, plan.row("letter").days_until) == (30, None)
    assert form.when.distance.currentText() == "30 days before"
    form.when.kind.committed.emit("day")
    assert plan.row("letter").starts_at is not None
    form.when.kind.committed.emit("none")
    row = plan.row("letter")
    assert (row.on, row.window) == (None, "The vote")


def test_before_a_decision_waits_for_one_to_be_named(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "visit")
    form.when.kind.committed.emit("decision")
    assert plan.row("visit").on is None
    assert form.when.kind.value() == "decision"
    form.when.window_choice.committed.emit(plan["vote"])
    row = plan.row("visit")
    assert (row.days_before, row.days_until, row.until) == (7, 1, date(2026, 12, 17))
    form.when.window_choice.committed.emit(None)
    assert (plan.row("visit").window_id, plan.row("visit").on) == (None, None)


def test_on_a_day_waits_for_the_day(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "visit")
    form.when.kind.committed.emit("day")
    assert form.when.day.isVisible()
    assert plan.row("visit").on is None
    form.when.day.committed.emit(VOTE)
    assert plan.row("visit").on == VOTE
    form.when.window_choice.committed.emit(plan["budget"])
    assert (plan.row("visit").window, plan.row("visit").on) == ("The budget", VOTE)


def test_what_comes_first_is_picked_by_name_and_taken_away(page: ChannelsPage, plan: Plan) -> None:
    form = _choose(page, plan, "meeting")
    _write(form.waits.add, "Letter · Ministry of Finance")
    assert plan.row("meeting").depends_on == (plan["letter"],)
    words = [label.text() for label in _choose(page, plan, "letter").waits.findChildren(QLabel)]
    assert "Before: Private meeting" in words
    form = _choose(page, plan, "meeting")
    form.waits._on_removed(plan["letter"])
    assert plan.row("meeting").depends_on == ()


def test_several_show_what_they_share_and_change_as_one_step(page: ChannelsPage, plan: Plan) -> None:
    page.select([plan["letter"], plan["meeting"]])
    several = page.panel.several
    assert several.isVisible()
    assert several.fields["messenger"].text() == "President"
    assert several.fields["channel"].currentText() == "Mixed"
    several.fields["channel"].committed.emit(Channel.CALL)
    assert plan.row("meeting").channel is Channel.CALL
    assert plan.undo() == "Change 2 activities"
    several.fields["on"].committed.emit(date(2026, 12, 7))
    assert str(plan.row("meeting").starts_at) == "2026-12-07 14:30:00"
    several._move(7)
    assert plan.row("letter").on == date(2026, 12, 14)
    several.fields["channel"].committed.emit("(mixed)")
    assert plan.row("letter").channel is Channel.CALL


def test_what_the_checks_find_stands_in_the_form(page: ChannelsPage, plan: Plan) -> None:
    page.context.findings.start()
    page.context.findings.finish()
    form = _choose(page, plan, "release")
    assert form.mark.isVisible()
    assert "nobody signed it off" in form._found.text()
    form.sign_off.by.committed.emit("Secretary General")
    page.context.findings.finish()
    assert "nobody signed it off" not in form._found.text()
