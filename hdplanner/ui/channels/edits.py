"""Every change that the Channels room makes, one method each: the page, the views, the table and the form share them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from hdplanner.domain.labels import label
from hdplanner.domain.values import Channel, MessengerLevel
from hdplanner.ui.channels.planned import write_cell, write_change
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow
    from hdplanner.services.sequences import AppliedSequence

Change = tuple[str, Mapping[str, Any]]
"""An activity, and where it goes: {"on": day}, {"days": number}, {"ends": day}, {"window_id", "days_before"}, or
fields of its own."""


class ActivityEdits:
    """Says to the gateway what is to be done, with the name that undo will show."""

    def __init__(self, context: AppContext) -> None:
        self._gateway = context.gateway

    def today(self) -> date:
        """The day from which plans are looked at."""
        from hdplanner.services.values import today_here

        return today_here()

    def add(self, *, on: date | None = None, title: str = "", **values: Any) -> str | None:
        """Plan an activity; its key, or None where that was refused. Without a title it has that of its channel."""
        from hdplanner.services import activities

        # A signal of Qt gives a member of a list back as a plain text.
        channel = Channel(values.get("channel") or Channel.BILATERAL)
        named = title.strip() or label(channel)
        if on is not None:
            values["starts_at"] = datetime.combine(on, time(0))
        return self._gateway.run(
            "activity.add",
            activities.add_activity,
            about={},
            made="activity",
            campaign_id=self._gateway.campaign_id,
            title=named,
            **values,
        )

    def update(self, ids: Sequence[str], **values: Any) -> None:
        """Change fields of one or several activities."""
        from hdplanner.services import activities

        def work(session: Any) -> None:
            activities.update_activities(session, ids, **values)

        self._run("activity.update", work, ids)

    def cell(self, ids: Sequence[str], key: str, value: Any) -> None:
        """Write what a person means by a field, in all of these: a name becomes a key, a day a place in time."""

        def work(session: Any) -> None:
            write_cell(session, self._gateway.campaign_id, ids, key, value)

        self._run("activity.schedule" if key in ("on", "until") else "activity.update", work, ids)

    def put(self, changes: Sequence[Change]) -> None:
        """Put activities elsewhere, as a drag left them; all are one step."""

        def work(session: Any) -> None:
            for key, change in changes:
                write_change(session, key, change)

        moved = all(set(change) <= {"days"} for _key, change in changes)
        self._run("activity.move" if moved else "activity.schedule", work, [key for key, _change in changes])

    def unschedule(self, ids: Sequence[str]) -> None:
        """Take activities off the calendar, back among the unscheduled."""
        self.put([(key, {}) for key in ids])

    def move(self, ids: Sequence[str], days: int) -> None:
        """Move activities by so many days."""
        self.put([(key, {"days": days}) for key in ids])

    def clock(self, row: ActivityRow, begins: time | None, ends: time | None) -> None:
        """Give an activity that has a day a clock time, or take it away."""
        if row.on is None:
            return
        last = row.until or row.on
        starts_at = datetime.combine(row.on, begins or time(0))
        ends_at = datetime.combine(last, ends) if begins and ends else None
        if not begins and last > row.on:
            ends_at = datetime.combine(last, time(0))
        self.update([row.id], starts_at=starts_at, ends_at=ends_at, date_only=begins is None)

    def link(self, activity_id: str, depends_on_id: str) -> None:
        """Let an activity wait for another."""
        from hdplanner.services import activities

        self._link(activities.add_dependency, activity_id, depends_on_id)

    def unlink(self, activity_id: str, depends_on_id: str) -> None:
        """Let an activity wait for another no longer."""
        from hdplanner.services import activities

        self._link(activities.delete_dependency, activity_id, depends_on_id)

    def level(self, messenger_id: str, level: MessengerLevel | None) -> None:
        """Say on which rung a messenger stands, in all that they carry."""
        from hdplanner.services import relations

        self._gateway.run(
            "messenger.update",
            relations.update_messenger,
            about={"messenger": messenger_id},
            messenger_id=messenger_id,
            level=level,
        )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete activities; what waited for them no longer does."""
        from hdplanner.services import activities

        self._run("activity.delete", lambda session: activities.delete_activities(session, ids), ids)

    def apply_sequence(
        self,
        template: str,
        window_id: str,
        *,
        stakeholder_id: str | None = None,
        message_id: str | None = None,
        messenger_id: str | None = None,
    ) -> AppliedSequence | None:
        """Plan every step of a sequence towards a decision."""
        from hdplanner.services import sequences

        return self._gateway.run(
            "sequence.apply",
            sequences.apply_sequence,
            about={"decision_window": window_id},
            campaign_id=self._gateway.campaign_id,
            template=template,
            window_id=window_id,
            today=self.today(),
            stakeholder_id=stakeholder_id,
            message_id=message_id,
            messenger_id=messenger_id,
        )

    def move_window(self, window_id: str, decides_on: date, *, with_hanging: bool) -> None:
        """Move a decision, with what hangs on it or without."""
        from hdplanner.services import windows

        self._gateway.run(
            "window.move",
            windows.move_window,
            about={"decision_window": window_id},
            window_id=window_id,
            decides_on=decides_on,
            with_hanging=with_hanging,
        )

    def _link(self, service: Callable[..., Any], activity_id: str, depends_on_id: str) -> None:
        self._gateway.run(
            "activity.depend",
            service,
            about={"activity": activity_id},
            activity_id=activity_id,
            depends_on_id=depends_on_id,
        )

    def _run(self, key: str, work: Callable[[Any], object], ids: Sequence[str]) -> None:
        if ids:
            about = {"activity": ids[0]} if len(ids) == 1 else {"number": str(len(ids))}
            self._gateway.run(key, work, about=about)
