"""What counts as unanswered, and as soon."""

from __future__ import annotations

from datetime import date

import pytest

from hdplanner.domain.rules_handover import Exchange, is_soon, unanswered

MINISTRY, MINISTER = "ministry", "minister"
SENT = date(2026, 11, 3)
LETTER = Exchange("letter", MINISTRY, SENT, written=True)


def waiting(*others: Exchange, kin: dict[str, list[str]] | None = None) -> list[str]:
    return [one.id for one in unanswered([LETTER, *others], kin or {})]


def test_a_letter_waits_until_we_speak() -> None:
    assert waiting() == ["letter"]
    assert waiting(Exchange("meeting", MINISTRY, date(2026, 11, 4))) == []


def test_what_was_before_or_on_the_day_is_no_answer() -> None:
    assert waiting(Exchange("before", MINISTRY, date(2026, 11, 2))) == ["letter"]
    assert waiting(Exchange("same day", MINISTRY, SENT)) == ["letter"]


def test_a_second_letter_is_a_reminder_and_both_wait_the_older_first() -> None:
    second = Exchange("reminder", MINISTRY, date(2026, 11, 10), written=True)
    assert waiting(second) == ["letter", "reminder"]
    assert waiting(second, Exchange("call", MINISTRY, date(2026, 11, 7))) == ["reminder"]


def test_the_minister_answers_for_the_ministry_and_nobody_else_does() -> None:
    talk = Exchange("meeting", MINISTER, date(2026, 11, 9))
    assert waiting(talk) == ["letter"]
    assert waiting(talk, kin={MINISTRY: [MINISTER]}) == []


@pytest.mark.parametrize(
    ("day", "soon"),
    [
        (None, False),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), True),
        (date(2026, 12, 22), True),
        (date(2026, 12, 23), False),
    ],
)
def test_soon_is_today_and_thirty_days_more(day: date | None, soon: bool) -> None:
    assert is_soon(day, date(2026, 11, 22)) is soon
