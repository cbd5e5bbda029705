from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdplanner.domain.channels import Activity
from hdplanner.domain.values import ActivityStatus
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.calendar_reader import plan_calendar
from hdplanner.services import activities, activity_import, campaigns, windows

at = datetime.fromisoformat
DECIDES = date(2026, 12, 15)


def test_our_own_calendar_comes_home_unchanged(desk: Any, tmp_path: Path) -> None:
    window = desk.edit(
        lambda s: windows.add_window(s, campaign_id=desk.plan, title="Vote", decides_on=DECIDES)
    )
    desk.add("", audience="Everybody", window_id=window, days_before=7, days_until=1)
    desk.add("Timed", starts_at=at("2026-10-20T10:00"), zone="Europe/Paris", date_only=False, purpose="P")
    desk.add("Idea", starts_at=at("2026-10-20"), status=ActivityStatus.IDEA)
    desk.add("Done", starts_at=at("2026-01-20"), ends_at=at("2026-01-22"), status=ActivityStatus.DONE)
    (tmp_path / "own.ics").write_bytes(desk.ics())
    before = desk.rows()

    plan = desk.take(tmp_path / "own.ics")
    assert (plan.rows, plan.unchanged, plan.drafts, plan.errors, plan.skipped) == (5, 5, (), (), ())
    assert desk.rows() == before


def test_what_was_moved_in_a_calendar_moves_in_the_plan(desk: Any, tmp_path: Path) -> None:
    window = desk.edit(
        lambda s: windows.add_window(s, campaign_id=desk.plan, title="Vote", decides_on=DECIDES)
    )
    timed = desk.add("Call", starts_at=at("2026-10-20T10:00"), zone="Europe/Paris", date_only=False)
    hung = desk.add("Brief", window_id=window, days_before=7, purpose="Kept")
    text = desk.ics().replace(b"20261020T100000", b"20261021T150000").replace(b"20261208", b"20261207")
    (tmp_path / "own.ics").write_bytes(
        text.replace(b"20261209", b"20261208").replace(b"TENTATIVE", b"CANCELLED")
    )

    plan = desk.take(tmp_path / "own.ics")
    assert (plan.added, len(plan.drafts)) == (0, 2)
    rows = desk.rows()
    assert (rows[timed].starts_at, rows[timed].zone) == (at("2026-10-21T15:00"), "Europe/Paris")
    assert (rows[hung].on, rows[hung].days_before, rows[hung].purpose) == (date(2026, 12, 7), None, "Kept")
    assert {row.status for row in rows.values()} == {ActivityStatus.CANCELLED}


def test_a_foreign_calendar_comes_in_once_and_is_changed_by_the_second_import(
    desk: Any, source: Callable[..., Path]
) -> None:
    event = (
        "UID:abc\nSUMMARY:Call on the speaker\nDTSTART;TZID=W. Europe Standard Time:20261020T100000\n"
        "DTEND;TZID=W. Europe Standard Time:20261020T110000\nLOCATION:Room 2\nDESCRIPTION:Bring the paper\n"
        "STATUS:CONFIRMED"
    )
    first = desk.take(source(event))
    (row,) = desk.rows().values()
    assert (first.added, row.title, row.place, row.purpose) == (
        1,
        "Call on the speaker",
        "Room 2",
        "Bring the paper",
    )
    assert (row.starts_at, row.ends_at, row.zone, row.date_only) == (
        at("2026-10-20T10:00"),
        at("2026-10-20T11:00"),
        "Europe/Berlin",
        False,
    )
    assert row.status is ActivityStatus.CONFIRMED

    assert desk.take(source(event)).unchanged == 1
    desk.edit(
        lambda s: activities.update_activities(s, [row.id], status=ActivityStatus.DONE, follow_up="Write")
    )
    second = desk.take(source(event.replace("T100000", "T093000").replace("Room 2", "Room 3")))
    (after,) = desk.rows().values()
    assert (second.added, after.id, after.place, after.starts_at) == (
        0,
        row.id,
        "Room 3",
        at("2026-10-20T09:30"),
    )
    assert (after.status, after.follow_up) == (ActivityStatus.DONE, "Write"), "what we know better stays"


def test_times_of_all_kinds_are_understood(desk: Any, source: Callable[..., Path]) -> None:
    desk.edit(lambda s: campaigns.update_campaign(s, desk.plan, zone="Asia/Amman"))
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Our own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    desk.take(
        source(
            "UID:1\nSUMMARY:instant\nDTSTART:20261020T100000Z\nDURATION:PT45M",
            "UID:2\nSUMMARY:floating\nDTSTART:20261020T100000\nDTEND:20261020T103000",
            "UID:3\nSUMMARY:days\nDTSTART;VALUE=DATE:20261020\nDTEND;VALUE=DATE:20261023",
            "UID:4\nSUMMARY:day\nDTSTART;VALUE=DATE:20261020\nDTEND;VALUE=DATE:20261020",
            "UID:5\nSUMMARY:own\nDTSTART;TZID=Our own:20261020T100000",
            "UID:6\nSUMMARY:week\nDTSTART;VALUE=DATE:20261020\nDURATION:P1W",
            head=zone,
        )
    )
    found = {row.title: row for row in desk.rows().values()}
    assert (found["instant"].starts_at, found["instant"].ends_at) == (
        at("2026-10-20T13:00"),
        at("2026-10-20T13:45"),
    )
    assert {row.zone for row in found.values()} == {"Asia/Amman"}
    assert (found["floating"].starts_at, found["floating"].ends_at) == (
        at("2026-10-20T10:00"),
        at("2026-10-20T10:30"),
    )
    assert (found["days"].on, found["days"].until, found["days"].date_only) == (
        date(2026, 10, 20),
        date(2026, 10, 22),
        True,
    )
    assert (found["day"].until, found["day"].ends_at) == (date(2026, 10, 20), None)
    assert found["own"].starts_at == at("2026-10-20T12:00")
    assert found["week"].until == date(2026, 10, 26)


def test_what_is_odd_is_told_and_the_rest_comes_in(desk: Any, source: Callable[..., Path]) -> None:
    plan = desk.take(
        source(
            "UID:1\nSUMMARY:fine\nDTSTART:20261020T100000Z",
            "UID:2\nSUMMARY:backwards\nDTSTART:20261020T100000Z\nDTEND:20261019T100000Z",
            "UID:3\nSUMMARY:weekly\nDTSTART:20261020T100000Z\nRRULE:FREQ=WEEKLY",
            "UID:4\nDTSTART:20261020T100000Z",
            f"UID:5\nSUMMARY:{'x' * 500}\nDTSTART:20261020T100000Z\nDESCRIPTION:{'y' * 1_000_000}",
            "UID:3\nSUMMARY:changed\nRECURRENCE-ID:20261027T100000Z\nDTSTART:20261028T100000Z",
            "UID:1\nSUMMARY:twice\nDTSTART:20261020T100000Z",
            "UID:7\nSUMMARY:Mars\nDTSTART;TZID=Mars/Olympus:20261020T100000",
            "UID:8\nDESCRIPTION:neither day nor title",
            "UID:9\nSUMMARY:no date\nDTSTART:tomorrow",
            "UID:10\nSUMMARY:long ago\nDTSTART:00010101T000000Z",
            "UID:11\nSUMMARY:some day",
            "UID:window-x@hdplanner\nSUMMARY:Decision\nDTSTART;VALUE=DATE:20261020",
        )
    )
    assert (plan.rows, plan.added) == (13, 7)
    assert [(one.row, one.column) for one in plan.errors] == [
        (2, "DTEND"),
        (3, "RRULE"),
        (5, "SUMMARY"),
        (5, "DESCRIPTION"),
        (10, "DTSTART"),
        (12, "DTSTART"),
    ]
    assert [one.row for one in plan.skipped] == [6, 7, 8, 9, 11, 13]
    assert all(one.message.endswith(".") for one in plan.skipped)
    assert "“Mars/Olympus” is not known" in plan.skipped[2].message
    found = {row.title: row for row in desk.rows().values()}
    assert found["backwards"].ends_at is None
    assert "Event without a title" in found
    assert (found["some day"].scheduled, found["no date"].scheduled) == (False, False)
    assert (len(found["x" * 400].purpose), found["weekly"].on) == (20_000, date(2026, 10, 20))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no calendar"),
        (b"name,influence\nMinistry,5\n", "no calendar"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no calendar"),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "holds no events"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nthis is no line\nEND:VEVENT\nEND:VTODO", "neither a day"),
        (
            b"BEGIN:VEVENT\nDTSTART;TZID=Mars/Olympus:20261020T100000\nEND:VEVENT\n",
            "“Mars/Olympus” is not known",
        ),
        (b"BEGIN:" * 100_000, "damaged|no events"),
    ],
)
def test_what_is_no_calendar_is_refused_in_one_sentence(
    desk: Any, tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "odd.ics"
    path.write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=why) as refusal:
        desk.take(path)
    assert str(refusal.value).startswith("odd.ics cannot be read: ")
    assert str(refusal.value).endswith("Nothing was imported.")
    assert desk.rows() == {}


def test_a_file_that_is_not_there_or_too_large_is_refused(
    desk: Any, tmp_path: Path, source: Callable[..., Path]
) -> None:
    with pytest.raises(UnreadableSourceError, match="no such file"):
        desk.take(tmp_path / "gone.ics")
    (tmp_path / "large.ics").write_bytes(b"BEGIN:VCALENDAR\n" + b"X:y\n" * 2_200_000)
    with pytest.raises(UnreadableSourceError, match="larger than 8 MB"):
        desk.take(tmp_path / "large.ics")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_calendar_in_another_encoding_is_read(
    desk: Any, source: Callable[..., Path], encoding: str
) -> None:
    path = source("UID:1\nSUMMARY:Démarche à Genève\nDTSTART:20261020T100000Z")
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    desk.take(path)
    assert [row.title for row in desk.rows().values()] == ["Démarche à Genève"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "BEGIN:VEVENT",
                    "END:VEVENT",
                    "BEGIN:VTIMEZONE",
                    "END:VTIMEZONE",
                    "TZID:X",
                    "UID:1",
                    "SUMMARY:a",
                ),
                *("DTSTART:20261020T100000", "DTSTART;TZID=X:20261020T100000", "DTSTART;VALUE=DATE:20261020"),
                *(
                    "DTEND:20261020",
                    "DTEND:99991231T235959Z",
                    "DTSTART:00010101T000000Z",
                    "DURATION:-P9999999W",
                ),
                *(
                    "DURATION:P1D",
                    "DTSTART:20261020T100000/PT1H",
                    "DTSTART:100000",
                    "DTEND:-P1D",
                    "STATUS:DONE",
                ),
                *(
                    "RRULE:FREQ=DAILY",
                    "RDATE:20261020",
                    "RECURRENCE-ID:1",
                    "DTSTART;TZID=Europe/Paris:20260329T023000",
                ),
                *(
                    "SUMMARY;LANGUAGE=ar:\u0623",
                    "LOCATION:\\n\\,\\;",
                    " folded",
                    "DTSTART;TZID=../../x:20261020T100000",
                ),
            ]
        ),
        st.text(max_size=30),
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_whatever_stands_in_a_calendar_it_is_taken_or_refused(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "any.ics"
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    path.write_bytes(text.encode("utf-8", errors="replace"))
    try:
        plan = plan_calendar(path, activity_import.KnownPlan("c", "Asia/Amman", {}, {}))
    except UnreadableSourceError:
        return
    assert plan.rows == len(plan.drafts) + len(plan.skipped) + plan.unchanged
    for draft in plan.drafts:
        activities._check(Activity(**{"campaign_id": "c", "zone": "UTC", **draft.values}))
