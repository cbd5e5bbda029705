"""Makes a route the plan: one activity for each step, each waiting for the one before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Activity, ActivityDependency, Messenger
from hdplanner.domain.objectives import DecisionWindow
from hdplanner.domain.office import TeamMember
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ActivityStatus, Channel, Mode, StakeholderKind
from hdplanner.i18n import _
from hdplanner.services.assessments import may_rate_persons
from hdplanner.services.campaigns import office
from hdplanner.services.relations import add_messenger
from hdplanner.services.values import derived, get, refused, today_here

if TYPE_CHECKING:
    from hdplanner.services.network import RouteStep

_LEADS = (14, 30, 60)
"""How many days before a decision the steps of a route are taken, the last one first; each further one 30 more."""

_NAME = 120
"""So many characters of a name stand in the title of an activity."""


def plan_route(
    session: Session,
    *,
    campaign_id: str,
    steps: Sequence[RouteStep],
    target_id: str | None = None,
    owner_id: str | None = None,
) -> list[str]:
    """Plan one activity for each step of a route, in order, and return their keys.

    Each waits for the one before. Where a decision window lies ahead they are planned before it, else without a day.
    An ally who is no messenger yet becomes one. Raises ``NotFoundError`` for somebody who is gone, and
    ``InvalidValueError`` for a route that does not hang together, or that passes somebody who is not to be
    approached, is at risk, or is a person without a recorded ground.
    """
    get(session, Campaign, campaign_id)
    if owner_id is not None:
        get(session, TeamMember, owner_id)
    _check_whole(steps, target_id)
    names = _checked_names(session, campaign_id, steps)
    window, leads = _when(session, campaign_id, len(steps))
    home = office(session)
    made: list[str] = []
    for place, step in enumerate(steps):
        ours = place == 0 and session.get(Stakeholder, step.from_id) is None
        activity = Activity(
            campaign_id=campaign_id,
            title=_title(steps, place, names, ours=ours),
            stakeholder_id=step.to_id,
            messenger_id=_messenger(session, step.from_id),
            owner_id=owner_id,
            window_id=window,
            days_before=leads[place] if leads else None,
            channel=Channel.BILATERAL if ours else Channel.THIRD_PARTY,
            mode=Mode.BILATERAL if ours else Mode.THIRD_PARTY,
            status=ActivityStatus.PLANNED,
            zone=home.zone if home else "UTC",
        )
        session.add(activity)
        if made:
            session.add(derived(ActivityDependency(activity_id=activity.id, depends_on_id=made[-1])))
        made.append(activity.id)
    session.flush()
    return made


def _check_whole(steps: Sequence[RouteStep], target_id: str | None) -> None:
    if not steps:
        raise refused("route", "", _("it has no steps"))
    hangs = all(one.to_id == after.from_id for one, after in pairwise(steps))
    if not hangs or target_id not in (None, steps[-1].to_id):
        raise refused("route", target_id, _("its steps do not follow one another to the end"))


def _checked_names(session: Session, campaign_id: str, steps: Sequence[RouteStep]) -> dict[str, str]:
    """Return what all on the route are called now, or refuse somebody whom no route may pass."""
    lawful = may_rate_persons(session, campaign_id)
    first = session.get(Messenger, steps[0].from_id)
    stations = [step.to_id for step in steps]
    if first is None:
        stations.insert(0, steps[0].from_id)
    elif first.stakeholder_id is not None:
        stations.insert(0, first.stakeholder_id)
    names = {} if first is None else {first.id: first.name}
    for key in stations:
        row = get(session, Stakeholder, key)
        if row.do_not_approach:
            raise refused("route", key, _("{name} is marked “Do not approach”").format(name=row.name))
        if row.at_risk:
            raise refused("route", key, _("{name} is at risk").format(name=row.name))
        if row.kind is StakeholderKind.PERSON and not lawful:
            reason = _("a person is on a route only when the plan's purpose and legal basis are recorded")
            raise refused("route", key, reason)
        names[key] = row.name
    return names


def _when(session: Session, campaign_id: str, number: int) -> tuple[str | None, list[int]]:
    """Return the next decision window and how many days before it each step is taken; nothing without one."""
    today = today_here()
    found = session.execute(
        select(DecisionWindow.id, DecisionWindow.decides_on)
        .where(DecisionWindow.campaign_id == campaign_id, DecisionWindow.decides_on > today)
        .order_by(DecisionWindow.decides_on, DecisionWindow.id)
        .limit(1)
    ).first()
    if found is None:
        return None, []
    return found.id, days_before(number, (found.decides_on or date.max) - today)


def days_before(number: int, left: timedelta) -> list[int]:
    """Return how many days before a decision that is ``left`` away each of ``number`` steps is taken, in order.

    60, 30 and 14 where there is time for it, else evenly over the days that are left.
    """
    wished = [_LEADS[place] if place < len(_LEADS) else 30 * place for place in reversed(range(number))]
    if wished[0] < left.days:
        return wished
    return [left.days * (number - place) // (number + 1) for place in range(number)]


def _title(steps: Sequence[RouteStep], place: int, names: dict[str, str], *, ours: bool) -> str:
    step = steps[place]
    messenger, stakeholder = (_short(names[key]) for key in (step.from_id, step.to_id))
    if place == len(steps) - 1:
        return _("{messenger} speaks with {stakeholder}").format(messenger=messenger, stakeholder=stakeholder)
    further = _short(names[steps[place + 1].to_id])
    if ours:
        return _("Ask {stakeholder} to speak with {further}").format(stakeholder=stakeholder, further=further)
    return _("{messenger} asks {stakeholder} to speak with {further}").format(
        messenger=messenger, stakeholder=stakeholder, further=further
    )


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _messenger(session: Session, key: str) -> str:
    """Return the messenger with this key, or the one that is this stakeholder; a new one where there is none."""
    if session.get(Messenger, key) is not None:
        return key
    found = session.execute(
        select(Messenger.id).where(Messenger.stakeholder_id == key).order_by(Messenger.id).limit(1)
    ).scalar_one_or_none()
    if found is not None:
        return found
    return add_messenger(session, name=get(session, Stakeholder, key).name, stakeholder_id=key)
