from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hdplanner.domain.channels import Activity
from hdplanner.domain.values import Audience, Certainty, Sensitivity
from hdplanner.services import activities, stakeholders, windows
from hdplanner.services.relations import add_messenger

at = datetime.fromisoformat
DECIDES = date(2026, 12, 15)


def test_a_second_library_reads_the_same_time_across_the_change_of_summer_time(desk: Any) -> None:
    for day in ("2026-10-20", "2026-10-27"):
        desk.add(
            "Call",
            starts_at=at(f"{day}T10:00"),
            ends_at=at(f"{day}T11:30"),
            zone="Europe/Paris",
            date_only=False,
        )
    found = sorted(event.dtstart.value.astimezone(UTC) for event in desk.events().values())
    assert found == [at("2026-10-20T08:00+00:00"), at("2026-10-27T09:00+00:00")]
    for event in desk.events().values():
        assert event.dtend.value - event.dtstart.value == timedelta(minutes=90)


@pytest.mark.parametrize(
    "zone", ["UTC", "Africa/Tunis", "Asia/Gaza", "Africa/Casablanca", "Asia/Kathmandu", "America/New_York"]
)
def test_every_zone_is_described_so_that_others_know_the_moment(desk: Any, zone: str) -> None:
    from zoneinfo import ZoneInfo

    wall = at("2026-07-01T09:15")
    key = desk.add(starts_at=wall, zone=zone, date_only=False)
    event = desk.events()[f"{key}@hdplanner"]
    assert event.dtstart.value.astimezone(UTC) == wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert (b"BEGIN:VTIMEZONE" in desk.ics()) == (zone != "UTC")


def test_whole_days_end_on_the_day_after(desk: Any) -> None:
    one = desk.add(starts_at=at("2026-03-02"))
    three = desk.add(starts_at=at("2026-03-02"), ends_at=at("2026-03-04"))
    found = desk.events()
    assert (found[f"{one}@hdplanner"].dtstart.value, found[f"{one}@hdplanner"].dtend.value) == (
        date(2026, 3, 2),
        date(2026, 3, 3),
    )
    assert found[f"{three}@hdplanner"].dtend.value == date(2026, 3, 5)


def test_a_window_stands_on_its_day_and_takes_along_what_is_planned_from_it(desk: Any) -> None:
    window = desk.edit(
        lambda s: windows.add_window(
            s, campaign_id=desk.plan, title="Vote", decides_on=DECIDES, certainty=Certainty.FIXED
        )
    )
    key = desk.add("Brief", window_id=window, days_before=7, days_until=1)
    desk.add("A thought")
    desk.edit(lambda s: windows.add_window(s, campaign_id=desk.plan, title="Some day"))

    found = desk.events()
    assert set(found) == {f"window-{window}@hdplanner", f"{key}@hdplanner"}, "what has no day is left out"
    vote = found[f"window-{window}@hdplanner"]
    assert (vote.summary.value, vote.dtstart.value, vote.status.value) == (
        "Decision: Vote",
        DECIDES,
        "CONFIRMED",
    )
    assert found[f"{key}@hdplanner"].dtstart.value == date(2026, 12, 8)
    before = int(found[f"{key}@hdplanner"].sequence.value)

    desk.edit(lambda s: windows.move_window(s, window, date(2026, 12, 25), with_hanging=False))
    moved = desk.events()[f"{key}@hdplanner"]
    assert moved.dtstart.value == date(2026, 12, 18)
    assert int(moved.sequence.value) >= before
    assert moved.last_modified.value >= found[f"{key}@hdplanner"].last_modified.value


def test_the_same_plan_gives_the_same_bytes(desk: Any) -> None:
    desk.add(starts_at=at("2026-03-02T10:00"), zone="Africa/Tunis", date_only=False)
    assert desk.ics() == desk.ics()


def test_lines_commas_and_other_scripts_come_through(desk: Any) -> None:
    purpose = "First, this; then\\that\nالمساعدة عبر الحدود " + "é" * 300
    key = desk.add(
        "Aid, now; or never\\", starts_at=at("2026-03-02"), purpose=purpose, place="Room 1, Floor 2"
    )
    event = desk.events()[f"{key}@hdplanner"]
    assert event.summary.value == "Aid, now; or never\\"
    assert event.location.value == "Room 1, Floor 2"
    assert event.description.value.endswith(purpose)
    assert all(len(line) <= 75 for line in desk.ics().split(b"\r\n"))


def test_an_empty_plan_is_a_calendar_without_events(desk: Any) -> None:
    assert desk.events() == {}
    assert b"X-WR-CALNAME:Law\\, aid\\; and time" in desk.ics()


def test_an_audience_gets_what_its_lens_lets_through(desk: Any) -> None:
    def fill(session: Session) -> None:
        who = stakeholders.add_stakeholder(
            session, name="Ministry of Water", campaign_id=desk.plan, code_name="Cedar"
        )
        common = {
            "campaign_id": desk.plan,
            "stakeholder_id": who,
            "starts_at": at("2026-03-02"),
            "purpose": "What nobody else should read",
            "messenger_id": add_messenger(session, name="The President"),
        }
        activities.add_activity(session, title="Open day", sensitivity=Sensitivity.PUBLIC, **common)
        activities.add_activity(session, title="Talk with the Ministry of Water", **common)
        activities.add_activity(
            session, title="Secret", sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL, **common
        )

    desk.edit(fill)
    inside = {event.summary.value: getattr(event, "class").value for event in desk.events().values()}
    assert inside == {
        "Open day": "PUBLIC",
        "Talk with the Ministry of Water": "CONFIDENTIAL",
        "Secret": "CONFIDENTIAL",
    }
    partner = desk.ics(Audience.PARTNER).replace(b"\r\n ", b"")
    assert b"SUMMARY:Talk with the Cedar" in partner
    for hidden in (b"Secret", b"nobody else", b"Ministry of Water", b"President"):
        assert hidden not in partner
    public = {event.summary.value for event in desk.events(Audience.PUBLIC).values()}
    assert public == {"Open day"}


def test_a_zone_that_nobody_knows_leaves_the_clock_on_the_wall(desk: Any) -> None:
    key = desk.add(starts_at=at("2026-03-02T10:00"), date_only=False)

    def spoil(session: Session) -> None:
        session.get_one(Activity, key).zone = "Mars/Olympus"

    desk.edit(spoil)
    assert desk.events()[f"{key}@hdplanner"].dtstart.value == at("2026-03-02T10:00")
