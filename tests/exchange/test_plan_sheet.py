from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineWorkbook

from hdplanner import i18n
from hdplanner.exchange import plan_sheet
from hdplanner.services import activities, windows
from hdplanner.services.plan_records import plan_records


def sheets(desk: Any) -> list[list[dict[str, Any]]]:
    """The rows of both sheets, each by its headings."""
    records = desk.document.read(lambda s: plan_records(s, desk.plan))
    book = CalamineWorkbook.from_filelike(io.BytesIO(plan_sheet.to_bytes(records)))
    found = []
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def test_days_clocks_and_distances_have_their_types(desk: Any) -> None:
    window = desk.edit(
        lambda s: windows.add_window(s, campaign_id=desk.plan, title="Vote", decides_on=date(2026, 12, 15))
    )
    call = desk.add(
        starts_at=datetime(2026, 10, 20, 9, 30),  # noqa: DTZ001  a clock on the wall
        zone="Africa/Tunis",
        date_only=False,
    )
    brief = desk.add("Brief", window_id=window, days_before=7, days_until=1)
    desk.edit(lambda s: activities.add_dependency(s, brief, call))
    desk.add("A thought")

    (first, second, third), (vote,) = sheets(desk)
    assert (first["First day"], first["Begins"], first["Ends"], first["Time zone"]) == (
        date(2026, 10, 20),
        time(9, 30),
        "",
        "Africa/Tunis",
    )
    assert (second["First day"], second["Last day"], second["Begins"], second["Time zone"]) == (
        date(2026, 12, 8),
        date(2026, 12, 14),
        "",
        "",
    )
    assert (second["Days before the decision"], second["Waits for"]) == (7, "Call on the minister")
    assert (third["Title"], third["First day"], third["Status"]) == ("A thought", "", "Planned")
    assert (vote["Title"], vote["Decides"], vote["Certainty"]) == ("Vote", date(2026, 12, 15), "Likely")


def test_what_no_spreadsheet_can_hold_does_not_stop_the_rest(desk: Any) -> None:
    desk.edit(lambda s: windows.add_window(s, campaign_id=desk.plan, title="Old", decides_on=date(12, 3, 4)))
    last = desk.add("Last")
    for number in range(120):
        before = desk.add(f"{number} {'x' * 390}")
        desk.edit(lambda s, key=before: activities.add_dependency(s, last, key))

    rows, (old,) = sheets(desk)
    assert old["Decides"] == "0012-03-04"
    assert [len(row["Waits for"]) for row in rows if row["Title"] == "Last"] == [32_767]


def test_a_workbook_in_arabic_runs_from_the_right(desk: Any) -> None:
    import zipfile

    records = desk.document.read(lambda s: plan_records(s, desk.plan))
    for language, runs in (("en", False), ("ar", True)):
        i18n.activate(language)
        try:
            content = plan_sheet.to_bytes(records)
        finally:
            i18n.activate("en")
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert (b'rightToLeft="1"' in parts.read("xl/worksheets/sheet1.xml")) == runs
