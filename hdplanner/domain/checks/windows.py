"""Checks of decision windows: their days, the steps of their path, and what is planned after the decision."""

from __future__ import annotations

from collections.abc import Iterator

from hdplanner.domain.checks.around import day, is_open, say, short, towards, window_of
from hdplanner.domain.checks.facts import PlanFacts
from hdplanner.domain.checks.findings import Severity, Trouble
from hdplanner.domain.checks.registry import rule
from hdplanner.domain.checks.rows import ActivityFact, StakeholderFact, StepFact, WindowFact
from hdplanner.domain.labels import label
from hdplanner.domain.values import MOVEMENT, StepAgreement
from hdplanner.i18n import N_, _


@rule("WIN001", Severity.ERROR, ActivityFact, N_("After the decision nothing that is said can change it."))
def activity_after_decision(facts: PlanFacts, activity: ActivityFact) -> Iterator[Trouble]:
    """An open activity that works towards a decision takes place after it.

    What is planned for so many days after the decision, from the window itself, follows it on purpose.
    """
    if not is_open(activity) or (activity.starts_at is None and (activity.days_before or 0) < 0):
        return
    window, first = window_of(facts, activity), day(facts, activity)
    if window is None or window.decides_on is None or first is None:
        return
    if first > max(window.decides_on, window.closes_on or window.decides_on):
        yield Trouble(
            _("“{activity}” on {day} comes after “{window}” is decided on {decided}.").format(
                activity=short(activity.title),
                day=say(first),
                window=short(window.title),
                decided=say(window.decides_on),
            ),
            touches=(window.id, activity.stakeholder_id),
            fix="unschedule",
            fix_keys=(activity.id,),
        )


@rule("WIN002", Severity.ERROR, WindowFact, N_("A window that ends before it begins cannot be planned from."))
def window_days_out_of_order(facts: PlanFacts, window: WindowFact) -> Iterator[Trouble]:
    """The days of a window are not in order: it opens, it decides, it closes."""
    days = [one for one in (window.opens_on, window.decides_on, window.closes_on) if one is not None]
    if days != sorted(days):
        yield Trouble(_("“{window}” ends before it begins.").format(window=short(window.title)))


@rule("WIN003", Severity.WARNING, StepFact, N_("One step that nobody works on can stop the whole decision."))
def step_with_nothing_planned(facts: PlanFacts, step: StepFact) -> Iterator[Trouble]:
    """Somebody takes a step of a decision to come, has not agreed, and nothing is planned towards them before it."""
    window, taker = facts.get(WindowFact, step.window_id), facts.get(StakeholderFact, step.stakeholder_id)
    if window is None or taker is None or step.agreement is StepAgreement.AGREED:
        return
    past = window.decides_on is not None and window.decides_on < facts.today
    if past or taker.actor_type in MOVEMENT:
        return
    for activity in towards(facts, taker.id):
        first = day(facts, activity)
        if is_open(activity) and (first is None or window.decides_on is None or first <= window.decides_on):
            return
    approachable = not (taker.do_not_approach or taker.at_risk)
    yield Trouble(
        _("{name} takes a step of “{window}” ({action}), and nothing is planned towards them.").format(
            name=taker.name, window=short(window.title), action=label(step.action)
        ),
        touches=(window.id, taker.id),
        fix="plan-contact" if approachable else None,
        fix_keys=(taker.id, window.id),
        place=("decision_window", window.id),
    )
