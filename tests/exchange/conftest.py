"""A plan in memory for calendars to be made of and taken into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import vobject
from sqlalchemy.orm import Session

from hdplanner.domain.values import Audience
from hdplanner.exchange import calendar
from hdplanner.exchange.calendar_reader import CalendarPlan, plan_calendar
from hdplanner.services import activities, activity_import, campaigns
from hdplanner.services.activities import ActivityRow
from hdplanner.services.plan_records import TABLES, plan_records
from hdplanner.storage import Document, Label


class Desk:
    """A plan in memory, and what tests do with it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        _, self.plan = self.edit(
            lambda s: campaigns.start_office(s, name="Office", campaign_title="Law, aid;\nand time")
        )

    def edit(self, work: Callable[[Session], Any]) -> Any:
        return self.document.edit(Label("test.edit"), work).result

    def add(self, title: str = "Call on the minister", **values: Any) -> str:
        return self.edit(lambda s: activities.add_activity(s, campaign_id=self.plan, title=title, **values))

    def rows(self) -> dict[str, ActivityRow]:
        return {row.id: row for row in self.document.read(lambda s: activities.activity_rows(s, self.plan))}

    def ics(self, audience: Audience = Audience.INTERNAL) -> bytes:
        records = self.document.read(lambda s: plan_records(s, self.plan, audience=audience))
        return calendar.to_bytes(records, self.document.last_changes(TABLES))[0]

    def events(self, audience: Audience = Audience.INTERNAL) -> dict[str, Any]:
        """What a second library reads of our calendar, by the event's name."""
        found = vobject.readOne(self.ics(audience).decode())
        return {event.uid.value: event for event in getattr(found, "vevent_list", [])}

    def take(self, path: Path) -> CalendarPlan:
        known = self.document.read(lambda s: activity_import.known_plan(s, self.plan))
        plan = plan_calendar(path, known)
        if plan.drafts:
            self.edit(lambda s: activity_import.apply_activities(s, plan.drafts, campaign_id=self.plan))
        return plan


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Document.in_memory() as document:
        yield Desk(document)


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Write a calendar with these events, each a list of lines."""

    def write(*events: str, head: str = "", name: str = "in.ics") -> Path:
        body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
        path = tmp_path / name
        path.write_bytes(f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n".encode())
        return path

    return write
