"""Checks of days: whether people work on the day and in the place where something is planned."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.domain.checks.around import is_open, say, short, span
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import ActivityFact, StakeholderFact
from hdplanner.i18n import N_, _


@rule(
    "CAL001",
    Severity.HINT,
    ActivityFact,
    N_("On a day off nobody is there, or nobody thanks us for being there."),
)
def day_off(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """An open activity of one day falls on a public holiday or the weekend of the place."""
    first, last = span(facts, activity)
    if first is None or first != last or first < facts.today or not is_open(activity):
        return
    one = facts.get(StakeholderFact, activity.stakeholder_id)
    country = (one.country if one is not None else "") or facts.setting("country")
    name = facts.calendar.day_off(country, first)
    if name is not None:
        yield Trouble(
            _("“{activity}” is on {day}: {holiday}.").format(
                activity=short(activity.title), day=say(first), holiday=name
            ),
            touches=(activity.stakeholder_id,),
            fix="next-working-day",
            fix_keys=(activity.id,),
        )
