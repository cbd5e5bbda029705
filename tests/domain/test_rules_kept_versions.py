"""Which versions of a file stay, and which may go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hdplanner.domain.rules_kept_versions import KeptVersion, to_drop

TODAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def version(hours_ago: float, *, named: bool = False, size: int = 1_000) -> KeptVersion:
    at = NOON - timedelta(hours=hours_ago)
    return KeptVersion(f"{hours_ago:g}", at, size, named)


def test_the_last_ten_stay_though_they_are_of_one_day() -> None:
    versions = [version(hour) for hour in range(10)]
    assert to_drop(versions, TODAY) == frozenset()


def test_of_an_earlier_day_the_newest_stays() -> None:
    today = [version(hour / 10) for hour in range(10)]
    yesterday = [version(hour) for hour in (24, 25, 26)]
    assert to_drop([*yesterday, *today], TODAY) == {"25", "26"}


def test_a_day_more_than_thirty_days_ago_is_not_kept() -> None:
    today = [version(hour / 10) for hour in range(10)]
    versions = [*today, version(29 * 24), version(30 * 24), version(400 * 24)]
    assert to_drop(versions, TODAY) == {str(30 * 24), str(400 * 24)}


def test_ten_old_ones_stay_where_nothing_newer_is_there() -> None:
    assert to_drop([version(day * 24) for day in range(100, 110)], TODAY) == frozenset()


def test_one_kept_by_hand_stays_whatever_its_age_and_size() -> None:
    old = version(9_000, named=True, size=10_000)
    assert to_drop([old, version(1)], TODAY, most_bytes=2_000) == frozenset()


def test_too_many_bytes_drop_the_oldest_first() -> None:
    versions = [version(hour, size=400) for hour in range(5)]
    assert to_drop(versions, TODAY, most_bytes=1_300) == {"3", "4"}


def test_the_room_that_named_ones_take_counts() -> None:
    versions = [version(hour, size=400) for hour in range(4)] + [version(50, named=True, size=500)]
    assert to_drop(versions, TODAY, most_bytes=1_300) == {"2", "3"}


def test_the_newest_two_stay_however_large_they_are() -> None:
    versions = [version(hour, size=10_000) for hour in range(3)]
    assert to_drop(versions, TODAY, most_bytes=1) == {"2"}
