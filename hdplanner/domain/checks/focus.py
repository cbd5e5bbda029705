"""What a person looks at first: the findings for the next meeting, then those for the next decision. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hdplanner.domain.checks.around import kin
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Finding
from hdplanner.domain.checks.rows import MeetingFact, MeetingPlanFact, StepFact, WindowFact
from hdplanner.domain.values import MeetingStatus

_OVER = (MeetingStatus.HELD, MeetingStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Focus:
    """The next meeting and the next decision of a plan, with the keys of whom they are about."""

    meeting_id: str | None = None
    window_id: str | None = None
    meeting_keys: frozenset[str] = frozenset()
    window_keys: frozenset[str] = frozenset()

    def nearness(self, finding: Finding) -> int:
        """Return 0 for the next meeting, 1 for the next decision, 2 for the rest."""
        if not self.meeting_keys.isdisjoint(finding.touches):
            return 0
        return 2 if self.window_keys.isdisjoint(finding.touches) else 1


def focus_of(facts: PlanFacts) -> Focus:
    """Return what is next on the day of ``facts``."""
    meeting, window = _next_meeting(facts), _next_window(facts)
    meeting_keys: set[str] = set()
    window_keys: set[str] = set()
    if meeting is not None:
        meeting_keys = {meeting.id}
        if meeting.stakeholder_id is not None:
            meeting_keys |= set(kin(facts, meeting.stakeholder_id))
    if window is not None:
        steps = facts.by(StepFact, "window_id", window.id)
        takers = {step.stakeholder_id for step in steps} | {window.body_id}
        window_keys = {window.id, *(key for key in takers if key)}
    return Focus(
        meeting.id if meeting else None,
        window.id if window else None,
        frozenset(meeting_keys),
        frozenset(window_keys),
    )


def in_order(findings: Iterable[Finding], focus: Focus) -> list[Finding]:
    """Order findings: what is not silenced first, then by nearness, by severity, by code."""
    return sorted(
        findings,
        key=lambda one: (
            one.silenced,
            focus.nearness(one),
            one.severity.rank,
            one.code,
            one.message,
            one.about,
        ),
    )


def _next_meeting(facts: PlanFacts) -> MeetingFact | None:
    found = [
        row
        for row in facts.all(MeetingFact)
        if row.starts_at is not None
        and row.status not in _OVER
        and row.starts_at.date() >= facts.today
        and facts.by(MeetingPlanFact, "meeting_id", row.id)
    ]
    return min(found, key=lambda row: (str(row.starts_at), row.id), default=None)


def _next_window(facts: PlanFacts) -> WindowFact | None:
    found = [row for row in facts.all(WindowFact) if row.decides_on and row.decides_on >= facts.today]
    return min(found, key=lambda row: (str(row.decides_on), row.id), default=None)
