"""What mends a finding, each as one edit. A fix does what a person would do by hand, and nothing that nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.base import derived_id
from hdplanner.domain.campaign import Campaign, Involvement
from hdplanner.domain.channels import Activity
from hdplanner.domain.checks.around import PUBLIC_CHANNELS
from hdplanner.domain.checks.facts import Calendar
from hdplanner.domain.messages import Message
from hdplanner.domain.objectives import Ask, DecisionWindow
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import ActivityStatus, Channel, Mode
from hdplanner.i18n import _
from hdplanner.services import activities, messages
from hdplanner.services.activity_rows import span_of_row
from hdplanner.services.holiday_calendar import HolidayCalendar
from hdplanner.services.message_house import lift_proof
from hdplanner.services.network_plan import days_before
from hdplanner.services.relations import relations_now
from hdplanner.services.values import get, refused

_LONGEST_BREAK = 30
"""So many days in a row nobody works; further on a working day is not looked for."""


@dataclass(frozen=True, slots=True)
class _Place:
    """In which plan, on which day and by which calendar something is mended."""

    campaign_id: str
    today: date
    calendar: Calendar


def apply_fix(
    session: Session,
    *,
    campaign_id: str,
    fix: str,
    keys: Sequence[str],
    today: date,
    calendar: Calendar | None = None,
) -> str:
    """Mend a finding: do what ``fix`` says to the records ``keys``, as the finding names both.

    Returns the key of what was changed or made. Raises ``NotFoundError`` where a record is gone, and
    ``InvalidValueError`` where it cannot be done any more.
    """
    get(session, Campaign, campaign_id)
    act = FIX_ACTS.get(fix)
    if act is None:
        raise refused("fix", fix, _("there is no such fix"))
    place = _Place(campaign_id, today, calendar or HolidayCalendar())
    return act(session, place, *keys)


def _plan_contact(session: Session, place: _Place, stakeholder_id: str, window_id: str | None = None) -> str:
    """Plan a talk with somebody before the decision, by whom they know best, with what we ask of them."""
    one = get(session, Stakeholder, stakeholder_id)
    if one.do_not_approach or one.at_risk:
        raise refused("stakeholder_id", one.name, _("they are marked as not to be approached, or at risk"))
    message, asked_in = _message_for(session, place.campaign_id, stakeholder_id)
    window = _window_for(session, place, window_id or asked_in)
    left = (window.decides_on - place.today) if window and window.decides_on else None
    messenger, known = _messenger_for(session, place, stakeholder_id)
    title = _("Talk with {name}") if known else _("First contact with {name}")
    return activities.add_activity(
        session,
        campaign_id=place.campaign_id,
        title=title.format(name=one.name),
        stakeholder_id=stakeholder_id,
        message_id=message,
        messenger_id=messenger,
        window_id=window.id if window else None,
        days_before=days_before(1, left)[0] if left is not None else None,
        channel=Channel.BILATERAL,
        mode=Mode.BILATERAL,
        status=ActivityStatus.PLANNED,
    )


def _message_for(session: Session, campaign_id: str, stakeholder_id: str) -> tuple[str | None, str | None]:
    """Return the message that asks something of somebody, and the window of that; else the first of the plan."""
    asked = session.execute(
        select(Message.id, Ask.window_id)
        .join(Ask, Ask.id == Message.ask_id)
        .where(Message.campaign_id == campaign_id, Ask.addressee_id == stakeholder_id, Ask.met_on.is_(None))
        .order_by(Message.rank, Message.id)
    ).first()
    if asked is not None:
        return asked.id, asked.window_id
    first = select(Message.id).where(Message.campaign_id == campaign_id).order_by(Message.rank, Message.id)
    return session.scalars(first.limit(1)).first(), None


def _window_for(session: Session, place: _Place, window_id: str | None) -> DecisionWindow | None:
    """Return the window that is named, or the next one to be decided."""
    if window_id is not None:
        named = get(session, DecisionWindow, window_id)
        if named.decides_on is None or named.decides_on >= place.today:
            return named
    return session.scalars(
        select(DecisionWindow)
        .where(DecisionWindow.campaign_id == place.campaign_id, DecisionWindow.decides_on >= place.today)
        .order_by(DecisionWindow.decides_on, DecisionWindow.id)
        .limit(1)
    ).first()


def _messenger_for(session: Session, place: _Place, stakeholder_id: str) -> tuple[str | None, bool]:
    """Return the messenger that somebody prefers, else whom they know best; and whether any of us is known."""
    relations = [
        row
        for row in relations_now(session, place.campaign_id, today=place.today)
        if row.stakeholder_id == stakeholder_id and row.level
    ]
    closest = max(relations, key=lambda row: (row.level or 0, row.id), default=None)
    involved = session.get(Involvement, derived_id("involvement", place.campaign_id, stakeholder_id))
    if involved is not None and involved.preferred_messenger_id is not None:
        return involved.preferred_messenger_id, closest is not None
    return (closest.messenger_id if closest is not None else None), closest is not None


def _move_after(session: Session, place: _Place, activity_id: str, other_id: str) -> str:
    """Put an activity on the first working day after another."""
    activity, other = get(session, Activity, activity_id), get(session, Activity, other_id)
    last = _last_day(session, other)
    if last is None:
        raise refused("starts_at", other.title, _("it has no day"))
    on = _working_day(session, place, activity, last + timedelta(days=1))
    activities.schedule(session, [activity_id], on=on)
    return activity_id


def _next_working_day(session: Session, place: _Place, activity_id: str) -> str:
    """Put an activity on the next day on which people work."""
    activity = get(session, Activity, activity_id)
    last = _last_day(session, activity)
    if last is None:
        raise refused("starts_at", activity.title, _("it has no day"))
    activities.schedule(session, [activity_id], on=_working_day(session, place, activity, last))
    return activity_id


def _last_day(session: Session, activity: Activity) -> date | None:
    window = session.get(DecisionWindow, activity.window_id) if activity.window_id else None
    return span_of_row(activity, window.decides_on if window else None).last


def _working_day(session: Session, place: _Place, activity: Activity, day: date) -> date:
    one = session.get(Stakeholder, activity.stakeholder_id) if activity.stakeholder_id else None
    country = (one.country if one else "") or session.scalar(select(Office.country).limit(1)) or ""
    for _number in range(_LONGEST_BREAK):
        if place.calendar.day_off(country, day) is None:
            break
        day += timedelta(days=1)
    return day


def _unschedule(session: Session, place: _Place, activity_id: str) -> str:
    activities.schedule(session, [get(session, Activity, activity_id).id])
    return activity_id


def _ask_review(session: Session, place: _Place, message_id: str) -> str:
    messages.send_to_review(session, message_id)
    return message_id


def _choose_variant(session: Session, place: _Place, activity_id: str, variant_id: str) -> str:
    activities.update_activities(session, [activity_id], variant_id=variant_id)
    return activity_id


def _back_to_idea(session: Session, place: _Place, activity_id: str) -> str:
    activities.update_activities(session, [activity_id], status=ActivityStatus.IDEA)
    return activity_id


def _close_approach(session: Session, place: _Place, activity_id: str) -> str:
    activities.update_activities(session, [activity_id], status=ActivityStatus.CANCELLED)
    return activity_id


def _make_private(session: Session, place: _Place, activity_id: str) -> str:
    """Take an activity out of the public: between two, and through a channel that is not public itself."""
    activity = get(session, Activity, activity_id)
    channel = Channel.BILATERAL if activity.channel in PUBLIC_CHANNELS else activity.channel
    activities.update_activities(session, [activity_id], mode=Mode.BILATERAL, channel=channel)
    return activity_id


def _due_with_window(session: Session, place: _Place, ask_id: str) -> str:
    """Let an ask be due on the day of its decision."""
    ask = get(session, Ask, ask_id)
    window = session.get(DecisionWindow, ask.window_id) if ask.window_id else None
    if window is None or window.decides_on is None:
        raise refused("due_on", ask.action, _("its decision has no date"))
    ask.due_on = window.decides_on
    session.flush()
    return ask_id


def _link_window(session: Session, place: _Place, ask_id: str, window_id: str) -> str:
    get(session, Ask, ask_id).window_id = get(session, DecisionWindow, window_id).id
    session.flush()
    return ask_id


def _break_circle(session: Session, place: _Place, activity_id: str, depends_on_id: str) -> str:
    activities.delete_dependency(session, get(session, Activity, activity_id).id, depends_on_id)
    return activity_id


def _lift_proof(session: Session, place: _Place, message_id: str, proof_id: str) -> str:
    lift_proof(session, message_id=message_id, proof_id=proof_id)
    return message_id


FIX_ACTS: dict[str, Callable[..., str]] = {
    "plan-contact": _plan_contact,
    "move-after": _move_after,
    "next-working-day": _next_working_day,
    "unschedule": _unschedule,
    "ask-review": _ask_review,
    "choose-variant": _choose_variant,
    "back-to-idea": _back_to_idea,
    "due-with-window": _due_with_window,
    "link-window": _link_window,
    "break-circle": _break_circle,
    "make-private": _make_private,
    "lift-proof": _lift_proof,
    "close-approach": _close_approach,
}
"""What each fix of ``domain.checks.findings.FIXES`` does. Each returns the key of what it changed or made."""
