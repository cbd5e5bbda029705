from __future__ import annotations

from hdplanner.domain.rules_levels import HIGHEST, STEPS, is_below
from hdplanner.domain.values import Ladder, MessengerLevel

SG, BRANCH = MessengerLevel.MOVEMENT_SECRETARY_GENERAL, MessengerLevel.MOVEMENT_BRANCH
MINISTER = MessengerLevel.STATE_MINISTER


def test_every_rung_has_a_step_and_each_ladder_never_goes_down() -> None:
    assert set(STEPS) == set(MessengerLevel)
    assert all(1 <= step <= HIGHEST for step in STEPS.values())
    for ladder in (Ladder.UN, Ladder.STATE):
        steps = [STEPS[level] for level in MessengerLevel if level.ladder is ladder]
        assert steps == sorted(steps)


def test_a_messenger_below_what_protocol_asks_is_said_to_be_so() -> None:
    assert is_below(BRANCH, MINISTER)
    assert is_below(SG, MINISTER)
    assert not is_below(MessengerLevel.MOVEMENT_PRESIDENT, MINISTER)


def test_an_office_may_see_it_otherwise() -> None:
    assert not is_below(SG, MINISTER, {SG: 5})


def test_nobody_can_say_so_where_either_is_unknown() -> None:
    assert not is_below(None, MINISTER)
    assert not is_below(BRANCH, None)
