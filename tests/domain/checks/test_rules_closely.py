"""What the checks do at their edges: whom they spare, what counts as the same door, when a day is too late."""

from __future__ import annotations

from hdplanner import i18n
from hdplanner.domain.checks.around import short
from hdplanner.domain.checks.messages import quotes
from hdplanner.domain.checks.rows import (
    AssessmentFact,
    CommitmentFact,
    ConsultationFact,
    DependencyFact,
    HolderFact,
    MeetingFact,
    MemberFact,
    RelationFact,
    RoleFact,
    StakeholderFact,
    StepFact,
    SupportFact,
    TieFact,
    VariantFact,
)
from hdplanner.domain.values import (
    ActivityStatus,
    ActorType,
    Channel,
    CommitmentSide,
    MessengerLevel,
    StakeholderKind,
    StepAgreement,
    TieKind,
    TieSign,
)
from tests.domain.checks.tiny_plans import (
    APPROVED,
    ASK,
    BACKGROUND,
    BLOCKS,
    DECIDER,
    FLOOR,
    FOREIGN,
    MINISTRY,
    US,
    VOTE,
    act,
    at,
    check,
    codes,
    on,
)

# People are spoken of only where the ground for it is recorded; the Movement is neither rated nor counted.


def test_a_person_is_judged_only_on_a_recorded_ground() -> None:
    person = MINISTRY._replace(kind=StakeholderKind.PERSON)
    rows = (person, DECIDER, AssessmentFact("j", "s", on(-400), influence=5))
    assert codes(*rows) == set()
    assert {"DEC001", "ASM001", "ASM002"} <= codes(*rows, lawful=True)


def test_a_component_of_the_movement_is_not_judged() -> None:
    ifrc = MINISTRY._replace(actor_type=ActorType.IFRC)
    rows = (ifrc, DECIDER, RoleFact("r2", "s", BLOCKS), AssessmentFact("j", "s", on(-400), influence=5))
    assert codes(*rows, VOTE, StepFact("z", "w", "s")) == set()


def test_not_assessed_is_neither_high_nor_low() -> None:
    assert codes(MINISTRY, AssessmentFact("j", "s", on(-400), influence=5)) == set()
    assert "ASM001" in codes(MINISTRY, AssessmentFact("j", "s", on(-400), influence=5, interest=4))


def test_a_new_holder_of_a_post_asks_for_review() -> None:
    rows = (MINISTRY, DECIDER, AssessmentFact("j", "s", on(-20), influence=5, has_evidence=True))
    assert "ASM001" in codes(*rows, HolderFact("h", "s", on(-10)))
    assert "ASM001" not in codes(*rows, HolderFact("h", "s", on(-30)))
    newest = AssessmentFact("j2", "s", on(-4), influence=5, has_evidence=True)
    assert "ASM001" not in codes(*rows, newest, HolderFact("h", "s", on(-10)), HolderFact("h2", "s", on(9)))


def test_a_decision_after_the_judgement_asks_for_review_once_it_has_passed() -> None:
    rows = (MINISTRY, DECIDER, AssessmentFact("j", "s", on(-20), influence=5, has_evidence=True))
    past, later = VOTE._replace(decides_on=on(-10)), VOTE._replace(id="w2")
    assert "ASM001" in codes(*rows, past, later)
    assert "ASM001" not in codes(*rows, VOTE._replace(decides_on=on(-20)), later)


def test_somebody_not_to_be_approached_opens_no_route_and_gets_no_plan() -> None:
    barred = StakeholderFact("s2", "Go-between", do_not_approach=True)
    rows = (MINISTRY, DECIDER, TieFact("x", "s2", "s"), barred, RelationFact("k", "m", "s2", 4))
    assert "DEC003" in codes(*rows)
    flagged = check(MINISTRY._replace(at_risk=True), RoleFact("r", "s", BLOCKS), APPROVED)
    assert [one.fix for one in flagged if one.code == "BLK001"] == [None]


def test_a_tie_that_obstructs_carries_no_message() -> None:
    other = (StakeholderFact("s2"), RelationFact("k", "m", "s2", 3), MINISTRY, DECIDER)
    assert "DEC003" in codes(*other, TieFact("x", "s2", "s", TieKind.OBSTRUCTS))
    assert "DEC003" in codes(*other, TieFact("x", "s2", "s", TieKind.ADVISES, TieSign.OBSTRUCTING))
    assert "DEC003" not in codes(*other, TieFact("x", "s2", "s", TieKind.ADVISES))


def test_a_minister_and_the_ministry_are_one_door() -> None:
    minister = StakeholderFact("s2", "Minister", StakeholderKind.POST, parent_id="s")
    assert "DEC001" not in codes(MINISTRY, minister, DECIDER, act(stakeholder_id="s2", message_id="t"))


def test_a_coalition_is_a_way_to_its_members() -> None:
    rows = (VOTE, MINISTRY, StepFact("z", "w", "s"), MemberFact("x", "g", "s"), act(coalition_id="g"))
    assert "WIN003" not in codes(*rows)


def test_a_step_that_is_agreed_or_past_needs_nothing() -> None:
    assert "WIN003" not in codes(VOTE, MINISTRY, StepFact("z", "w", "s", agreement=StepAgreement.AGREED))
    assert "WIN003" not in codes(VOTE._replace(decides_on=on(-1)), MINISTRY, StepFact("z", "w", "s"))


def test_what_follows_a_decision_on_purpose_is_not_late() -> None:
    assert "WIN001" not in codes(act(window_id="w", days_before=-1), VOTE)
    assert "WIN001" in codes(act(window_id="w", starts_at=at(21)), VOTE)
    assert "WIN001" not in codes(act(window_id="w", starts_at=at(21)), VOTE._replace(closes_on=on(25)))


def test_an_activity_works_towards_the_decision_of_what_it_asks_for() -> None:
    rows = (APPROVED._replace(ask_id="q"), ASK, VOTE)
    assert "WIN001" in codes(act(message_id="t", starts_at=at(21)), *rows)


def test_a_channel_that_is_public_is_public_whatever_the_mode_says() -> None:
    assert "PUB002" in codes(act(channel=Channel.MEDIA))
    assert "PUB002" not in codes(act(channel=Channel.MEDIA, status=ActivityStatus.IDEA))


def test_a_background_proof_point_is_said_where_its_words_stand_in_a_text() -> None:
    said = VariantFact("v", "t", text=f"Excellency: {BACKGROUND.text.upper()}!")
    assert "PRF003" in codes(BACKGROUND, FLOOR, APPROVED, said)
    assert "PRF003" in codes(
        BACKGROUND, FLOOR._replace(support_id="u"), APPROVED, SupportFact("u", "t"), act(message_id="t")
    )
    assert "PRF003" not in codes(BACKGROUND, FLOOR, APPROVED, VariantFact("v", "t", text="The annex."))


def test_a_text_quotes_eight_words_in_a_row_or_a_short_fact_whole() -> None:
    fact = "one two three four five six seven eight nine ten"
    assert quotes("We say: two three four, five six seven eight nine.", fact)
    assert not quotes("one two three four five six seven and eight nine ten", fact)
    assert quotes("It took eleven days in 2024.", "eleven days in 2024")
    assert not quotes("It took days.", "days")


def test_a_foreign_authority_is_one_of_another_country() -> None:
    abroad = StakeholderFact("s", "Ministry", actor_type=ActorType.MINISTRY, country="XN")
    assert "MOV001" in codes(abroad, act(stakeholder_id="s"))
    assert "MOV001" not in codes(abroad._replace(country="XV"), act(stakeholder_id="s"))
    assert "MOV001" not in codes(abroad._replace(country=""), act(stakeholder_id="s"))


def test_a_consultation_on_another_objective_does_not_count() -> None:
    rows = (FOREIGN, act(stakeholder_id="s", message_id="t"), APPROVED._replace(objective_id="o"))
    assert "MOV001" in codes(*rows, ConsultationFact("c", "o2"))
    assert "MOV001" not in codes(*rows, ConsultationFact("c", "o"))


def test_a_meeting_that_serves_another_plan_is_not_ours() -> None:
    assert "MOV002" not in codes(FOREIGN, MeetingFact("e", "Lunch", "s", at(3)))


def test_the_day_off_is_that_of_the_place() -> None:
    elsewhere = MINISTRY._replace(country="XN")
    assert "CAL001" not in codes(elsewhere, act(stakeholder_id="s", starts_at=at(4)))
    assert "CAL001" in codes(MINISTRY, act(stakeholder_id="s", starts_at=at(4)))


def test_a_circle_of_many_is_told_once() -> None:
    waits = [DependencyFact(f"d{n}", f"a{n}", f"a{(n + 1) % 20}") for n in range(20)]
    found = [one for one in check(*(act(f"a{n}") for n in range(20)), *waits) if one.code == "DEP001"]
    assert len(found) == 1
    assert len(found[0].value) < 400


def test_levels_that_the_office_set_count() -> None:
    rows = (MINISTRY._replace(expects_level=MessengerLevel.STATE_MINISTER), US)
    planned = act(stakeholder_id="s", messenger_id="m")
    assert "LVL001" in codes(*rows, planned, levels={MessengerLevel.MOVEMENT_PRESIDENT: 3})
    assert "LVL001" not in codes(*rows[:1], US._replace(level=None), planned)


def test_an_empty_plan_has_no_findings() -> None:
    assert check() == []


def test_a_promise_whose_day_is_past_is_said_to_be_overdue_in_the_first_word() -> None:
    for side in CommitmentSide:
        (found,) = check(CommitmentFact("c", "A note", "s", side, due_on=on(-1)))
        assert found.message.startswith("Overdue: ")


def test_words_of_others_run_by_themselves_in_a_sentence_from_right_to_left() -> None:
    assert short("within a week.") == "within a week."
    before = i18n.active_language()
    try:
        i18n.activate("ar")
        assert short("within a week.") == "\u2068within a week.\u2069"
        assert short("") == ""
    finally:
        i18n.activate(before)
