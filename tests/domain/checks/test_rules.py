"""Each check on a tiny plan that has what it looks for, and on its mended twin that has not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hdplanner.domain.checks.catalogue import RULES
from hdplanner.domain.checks.findings import FIXES
from hdplanner.domain.checks.rows import (
    AskConflictFact,
    AskFact,
    AssessmentFact,
    CoalitionFact,
    CommitmentFact,
    ConcernFact,
    ConsultationFact,
    DependencyFact,
    InvolvementFact,
    LanguageFact,
    MeetingFact,
    MeetingPlanFact,
    ObjectiveFact,
    ProofFact,
    RelationFact,
    RiskFact,
    RoleFact,
    StakeholderFact,
    StepFact,
    TieFact,
    VariantFact,
)
from hdplanner.domain.values import (
    ActivityStatus,
    CommitmentSide,
    CommitmentStatus,
    Disclosure,
    MessageStatus,
    MessengerLevel,
    Mode,
    Sensitivity,
)
from tests.domain.checks.tiny_plans import (
    APPROVED,
    ASK,
    BACKGROUND,
    BLOCKS,
    CHECKED,
    DECIDER,
    FLOOR,
    FOREIGN,
    MINISTRY,
    PUBLIC,
    US,
    VOTE,
    act,
    at,
    check,
    codes,
    on,
)

Rows = tuple[Any, ...]
CASES: Mapping[str, tuple[Rows, Rows]] = {
    "OBJ001": ((ObjectiveFact("o", "A law"),), (ObjectiveFact("o", "A law"), ASK)),
    "ASK001": ((ASK._replace(addressee_id=None),), (ASK, MINISTRY)),
    "ASK002": ((ASK._replace(due_on=None),), (ASK,)),
    "ASK003": ((ASK._replace(has_verification=False),), (ASK,)),
    "ASK004": ((ASK._replace(window_id=None), VOTE), (ASK, VOTE)),
    "ASK005": ((ASK._replace(due_on=on(30)), VOTE), (ASK, VOTE)),
    "ASK006": (
        (ASK, AskFact("q2", "o", "s2", "w"), AskConflictFact("c", "q", "q2"), TieFact("x", "s", "s2")),
        (ASK, AskFact("q2", "o", "s2", "w"), AskConflictFact("c", "q", "q2")),
    ),
    "WIN001": ((act(starts_at=at(25), window_id="w"), VOTE), (act(starts_at=at(19), window_id="w"), VOTE)),
    "WIN002": ((VOTE._replace(opens_on=on(21)),), (VOTE._replace(opens_on=on(1), closes_on=on(22)),)),
    "WIN003": (
        (VOTE, MINISTRY, StepFact("z", "w", "s")),
        (VOTE, MINISTRY, StepFact("z", "w", "s"), act(stakeholder_id="s", window_id="w", days_before=7)),
    ),
    "DEC001": (
        (MINISTRY, DECIDER, act(stakeholder_id="s")),
        (MINISTRY, DECIDER, act(stakeholder_id="s", message_id="t")),
    ),
    "DEC002": (
        (MINISTRY, DECIDER, act(stakeholder_id="s")),
        (MINISTRY, DECIDER, act(stakeholder_id="s", messenger_id="m")),
    ),
    "DEC003": (
        (MINISTRY, DECIDER, TieFact("x", "s2", "s"), StakeholderFact("s2")),
        (MINISTRY, DECIDER, TieFact("x", "s2", "s"), StakeholderFact("s2"), RelationFact("k", "m", "s2", 1)),
    ),
    "BLK001": (
        (MINISTRY, RoleFact("r", "s", BLOCKS), RiskFact("x", "s", False)),
        (MINISTRY, RoleFact("r", "s", BLOCKS), RiskFact("x", "s", True)),
    ),
    "INT001": (
        (
            *(act(f"a{n}", messenger_id="m" if n < 4 else "m2") for n in range(5)),
            US._replace(stakeholder_id="s"),
        ),
        (
            *(act(f"a{n}", messenger_id="m" if n < 3 else "m2") for n in range(5)),
            US._replace(stakeholder_id="s"),
        ),
    ),
    "COV001": ((ASK, MINISTRY), (ASK, MINISTRY, act(stakeholder_id="s"))),
    "ASM001": (
        (MINISTRY, DECIDER, AssessmentFact("j", "s", on(-200), influence=5, has_evidence=True)),
        (MINISTRY, DECIDER, AssessmentFact("j", "s", on(-20), influence=5, has_evidence=True)),
    ),
    "ASM002": (
        (MINISTRY, DECIDER, AssessmentFact("j", "s", on(-20), influence=5)),
        (MINISTRY, DECIDER, AssessmentFact("j", "s", on(-20), influence=5, has_source=True)),
    ),
    "MSG001": (
        (act(message_id="t"), APPROVED._replace(status=MessageStatus.DRAFT)),
        (act(message_id="t"), APPROVED),
    ),
    "MSG002": (
        (act(message_id="t", starts_at=at(9)), APPROVED._replace(expires_on=on(8))),
        (act(message_id="t", starts_at=at(9)), APPROVED._replace(expires_on=on(9))),
    ),
    "MSG003": ((APPROVED,), (APPROVED, CHECKED)),
    "MSG004": ((APPROVED, CHECKED, ConcernFact("n", "p")), (APPROVED, CHECKED, ConcernFact("n", "p", True))),
    "MSG005": (
        (act(message_id="t", variant_id="v"), APPROVED, VariantFact("v", "t", status=MessageStatus.DRAFT)),
        (act(message_id="t", variant_id="v"), APPROVED, VariantFact("v", "t")),
    ),
    "MSG006": (
        (APPROVED._replace(version=3), VariantFact("v", "t", master_version=2)),
        (APPROVED._replace(version=3), VariantFact("v", "t", master_version=3)),
    ),
    "LNG001": (
        (MINISTRY, LanguageFact("g", "s", "fr"), APPROVED, act(stakeholder_id="s", message_id="t")),
        (MINISTRY, LanguageFact("g", "s", "en-GB"), APPROVED, act(stakeholder_id="s", message_id="t")),
    ),
    "PRF001": ((ProofFact("f", "Eleven days"),), (ProofFact("f", "Eleven days", True),)),
    "PRF002": (
        (ProofFact("f", "Eleven days", True, on(-400)), FLOOR),
        (ProofFact("f", "Eleven days", True, on(-300)), FLOOR),
    ),
    "PRF003": (
        (BACKGROUND, FLOOR, APPROVED, act(message_id="t", **PUBLIC)),
        (BACKGROUND, FLOOR, APPROVED, act(message_id="t")),
    ),
    "PRF004": (
        (BACKGROUND, FLOOR, APPROVED, act(message_id="t")),
        (BACKGROUND._replace(disclosure=Disclosure.IF_RAISED), FLOOR, APPROVED, act(message_id="t")),
    ),
    "PUB001": (
        (
            MINISTRY,
            DECIDER,
            act(starts_at=at(5), window_id="w", **PUBLIC),
            act("b", starts_at=at(9), window_id="w", stakeholder_id="s"),
        ),
        (
            MINISTRY,
            DECIDER,
            act(starts_at=at(9), window_id="w", **PUBLIC),
            act("b", starts_at=at(5), window_id="w", stakeholder_id="s"),
        ),
    ),
    "PUB002": ((act(mode=Mode.PUBLIC),), (act(**PUBLIC),)),
    "PUB003": (
        (MINISTRY, DECIDER, act(stakeholder_id="s", mode=Mode.PUBLIC)),
        (MINISTRY, DECIDER, act(stakeholder_id="s", **PUBLIC)),
    ),
    "CON001": (
        (act(message_id="t", **PUBLIC), APPROVED._replace(sensitivity=Sensitivity.CONFIDENTIAL)),
        (act(message_id="t", **PUBLIC), APPROVED._replace(sensitivity=Sensitivity.INTERNAL)),
    ),
    "VOI001": (
        (
            MINISTRY,
            act(stakeholder_id="s", messenger_id="m", starts_at=at(0)),
            act("b", stakeholder_id="s", messenger_id="m2", starts_at=at(3)),
        ),
        (
            MINISTRY,
            act(stakeholder_id="s", messenger_id="m", starts_at=at(0)),
            act("b", stakeholder_id="s", messenger_id="m2", starts_at=at(7)),
        ),
    ),
    "VOI002": (
        (
            CoalitionFact("g", "Friends"),
            act(coalition_id="g", messenger_id="m", starts_at=at(0)),
            act("b", coalition_id="g", messenger_id="m2", starts_at=at(3)),
        ),
        (
            CoalitionFact("g", "Friends"),
            act(coalition_id="g", messenger_id="m", starts_at=at(0)),
            act("b", coalition_id="g", messenger_id="m", starts_at=at(3)),
        ),
    ),
    "CNT001": (
        (MINISTRY, *(act(f"a{n}", stakeholder_id="s", starts_at=at(4 * n)) for n in range(4))),
        (MINISTRY, *(act(f"a{n}", stakeholder_id="s", starts_at=at(5 * n)) for n in range(4))),
    ),
    "CNT002": (
        (
            MINISTRY,
            InvolvementFact("i", "s", 30),
            act(stakeholder_id="s", starts_at=at(0)),
            act("b", stakeholder_id="s", starts_at=at(29)),
        ),
        (
            MINISTRY,
            InvolvementFact("i", "s", 30),
            act(stakeholder_id="s", starts_at=at(0)),
            act("b", stakeholder_id="s", starts_at=at(30)),
        ),
    ),
    "LVL001": (
        (
            MINISTRY._replace(expects_level=MessengerLevel.STATE_HEAD),
            US,
            act(stakeholder_id="s", messenger_id="m"),
        ),
        (
            MINISTRY._replace(expects_level=MessengerLevel.STATE_MINISTER),
            US,
            act(stakeholder_id="s", messenger_id="m"),
        ),
    ),
    "DEP001": (
        (act(), act("b"), DependencyFact("d", "a", "b"), DependencyFact("e", "b", "a")),
        (act(), act("b"), DependencyFact("d", "a", "b")),
    ),
    "DEP002": (
        (act(starts_at=at(1)), act("b", starts_at=at(2)), DependencyFact("d", "a", "b")),
        (act(starts_at=at(3)), act("b", starts_at=at(2)), DependencyFact("d", "a", "b")),
    ),
    "CAL001": ((act(starts_at=at(4)),), (act(starts_at=at(5)),)),
    "MOV001": (
        (FOREIGN, act(stakeholder_id="s")),
        (FOREIGN, act(stakeholder_id="s"), ConsultationFact("c", "o")),
    ),
    "MOV002": (
        (FOREIGN, MeetingFact("e", "Lunch", "s", at(3)), MeetingPlanFact("h", "e")),
        (
            FOREIGN,
            MeetingFact("e", "Lunch", "s", at(3)),
            MeetingPlanFact("h", "e"),
            ConsultationFact("c", None, "e"),
        ),
    ),
    "COM001": (
        (CommitmentFact("c", "A note", "s", CommitmentSide.OURS, due_on=on(-1)),),
        (CommitmentFact("c", "A note", "s", CommitmentSide.OURS, due_on=on(0)),),
    ),
    "COM002": (
        (CommitmentFact("c", "A name", "s", due_on=on(-1)),),
        (CommitmentFact("c", "A name", "s", status=CommitmentStatus.FULFILLED, due_on=on(-1)),),
    ),
    "PRO001": (
        (MINISTRY._replace(do_not_approach=True), act(stakeholder_id="s")),
        (MINISTRY._replace(do_not_approach=True), act(stakeholder_id="s", status=ActivityStatus.CANCELLED)),
    ),
    "PRO002": (
        (MINISTRY._replace(at_risk=True), act(stakeholder_id="s", **PUBLIC)),
        (MINISTRY._replace(at_risk=True), act(stakeholder_id="s")),
    ),
    "PRO003": (
        (MINISTRY._replace(do_not_approach=True), MeetingFact("e", "Talk", "s"), MeetingPlanFact("h", "e")),
        (MINISTRY, MeetingFact("e", "Talk", "s"), MeetingPlanFact("h", "e")),
    ),
    "PRO004": ((MINISTRY._replace(do_not_approach=True), ASK), (MINISTRY, ASK)),
    "RET001": (
        (MINISTRY._replace(retain_until=on(-1)), InvolvementFact("i", "s")),
        (MINISTRY._replace(retain_until=on(0)), InvolvementFact("i", "s")),
    ),
    "AUD001": ((act(audience=""),), (act(audience="Listeners"),)),
}


def test_every_rule_has_its_case() -> None:
    assert sorted(CASES) == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_is_for_and_not_what_is_mended(code: str) -> None:
    broken, mended = CASES[code]
    found = [one for one in check(*broken) if one.code == code]
    assert len(found) == 1
    assert code not in codes(*mended)
    (one,) = found
    assert all((one.message, one.why, one.kind, one.id))
    assert "{" not in one.message + one.why
    assert not one.fix or (one.fix_label and all(one.fix_keys))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_code_is_two_to_four_capitals_and_three_digits(rule: Any) -> None:
    letters, digits = rule.code[:-3], rule.code[-3:]
    assert 2 <= len(letters) <= 4
    assert letters.isupper()
    assert digits.isdigit()


def test_every_fix_is_offered_by_some_rule() -> None:
    offered = {one.fix for broken, _mended in CASES.values() for one in check(*broken)} - {None}
    extra = check(
        ASK._replace(window_id=None),
        VOTE,
        MINISTRY,
        LanguageFact("g", "s", "fr"),
        APPROVED,
        VariantFact("v", "t", "s", None, "fr"),
        act(stakeholder_id="s", message_id="t"),
    )
    assert offered | {one.fix for one in extra} - {None} == set(FIXES)


@pytest.mark.parametrize(
    "words", ["discredit", "deny", "divide", "threat", "undermine", "enemy", "neutralis", "opponent"]
)
def test_no_sentence_gives_advice_against_anybody(words: str) -> None:
    said = " ".join([*(rule.why for rule in RULES), *FIXES.values()]).casefold()
    assert words not in said
