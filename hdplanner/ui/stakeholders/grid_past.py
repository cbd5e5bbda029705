"""The rows of a past day: all judgements are read once, then the slider goes from day to day without the file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hdplanner.figures.scene import FRESH_DAYS
from hdplanner.ui.gateway import Gateway

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.services.timeline import Timeline

_FADING = (timedelta(days=FRESH_DAYS), timedelta(days=182))


class PastRows:
    """`rows` as they stood on `day`; None is today, of which this knows nothing."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._timeline: Timeline | None = None
        self.day: date | None = None
        self.rows: tuple[StakeholderRow, ...] = ()

    def forget(self) -> None:
        """What was read may no longer be so."""
        self._timeline = None

    def go(self, day: date, objective_id: str | None) -> frozenset[str] | None:
        """Go to a day; the ids that look different from the day before, None where that was today."""
        from hdplanner.services import timeline

        before = self.day
        if self._timeline is None:
            self._timeline = self._gateway.read(
                timeline.read_timeline,
                campaign_id=self._gateway.campaign_id,
                objective_id=objective_id,
            )
            before = None
        self.rows = tuple(self._timeline.rows_on(day))
        self.day = day
        if before is None:
            return None
        return self._timeline.changed_ids | self._faded(before, day)

    def _faded(self, before: date, day: date) -> frozenset[str]:
        """Those whose judgement is of another age now, as far as the grid shows it."""
        limits = [(before - span, day - span) for span in _FADING]
        return frozenset(
            row.id
            for row in self.rows
            if row.made_on is not None
            and any((row.made_on < was) != (row.made_on < now) for was, now in limits)
        )
