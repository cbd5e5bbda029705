"""What a person writes into a cell or leaves by a drag, as calls of the services. Runs inside one edit.

A name that is new becomes a messenger or one of us; an audience that is nobody of the plan stays in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any


def write_cell(session: Any, campaign_id: str, ids: Sequence[str], key: str, value: Any) -> None:
    """Write one field of several activities. Raises the ``InvalidValueError`` of the services."""
    from hdplanner.services import activities

    if key == "on":
        activities.schedule(session, ids, on=value)
    elif key == "until":
        for one in ids:
            _last_until(session, one, value)
    else:
        made = _MEANT.get(key)
        values = {key: value} if made is None else made(session, campaign_id, value)
        activities.update_activities(session, ids, **values)


def write_change(session: Any, activity_id: str, change: Mapping[str, Any]) -> None:
    """Put one activity elsewhere: in time, and, where the change names fields, there too."""
    from hdplanner.services import activities

    fields = {key: value for key, value in change.items() if key not in _IN_TIME}
    if "days" in change:
        activities.move_activities(session, [activity_id], days=change["days"])
    elif "ends" in change:
        activities.stretch(session, activity_id, until=change["ends"])
    elif not fields or _IN_TIME & set(change):
        placed = {key: change[key] for key in _PLACE if key in change}
        activities.schedule(session, [activity_id], **placed)
    if fields:
        activities.update_activities(session, [activity_id], **fields)


_PLACE = ("on", "window_id", "days_before", "days_until")
_IN_TIME = frozenset({"days", "ends", "unscheduled", *_PLACE})


def audience_values(session: Any, campaign_id: str, text: str) -> dict[str, Any]:
    """Who is meant by a text: a stakeholder or a group of the plan by name, else the words themselves."""
    from hdplanner.services.plan_choices import plan_choices

    choices = plan_choices(session, campaign_id)
    wanted = text.strip().casefold()
    person = next((key for key, name in choices.stakeholders if name.casefold() == wanted), None)
    group = next((key for key, name in choices.coalitions if name.casefold() == wanted), None)
    group = None if person else group
    return {
        "stakeholder_id": person,
        "coalition_id": group,
        "audience": "" if person or group else text.strip(),
    }


def _messenger(session: Any, campaign_id: str, text: str) -> dict[str, Any]:
    """A messenger by name; a stakeholder of this name becomes one, as our ally."""
    from hdplanner.services import relations
    from hdplanner.services.plan_choices import plan_choices

    wanted = text.strip().casefold()
    if not wanted:
        return {"messenger_id": None}
    for row in relations.messenger_rows(session):
        if row.name.casefold() == wanted:
            return {"messenger_id": row.id}
    allies = plan_choices(session, campaign_id).stakeholders
    ally = next((key for key, name in allies if name.casefold() == wanted), None)
    return {"messenger_id": relations.add_messenger(session, name=text, stakeholder_id=ally)}


def _owner(session: Any, _campaign_id: str, text: str) -> dict[str, Any]:
    from hdplanner.services import team

    return {"owner_id": team.named_member(session, text)}


def _last_until(session: Any, activity_id: str, value: Any) -> None:
    """Let it last until a day; without one it ends on the day it begins."""
    from hdplanner.services import activities

    if value is not None:
        activities.stretch(session, activity_id, until=value)
    else:
        activities.update_activities(session, [activity_id], ends_at=None, days_until=None)


_MEANT: dict[str, Callable[[Any, str, Any], dict[str, Any]]] = {
    "audience_name": audience_values,
    "messenger": _messenger,
    "owner": _owner,
    "message": lambda _session, _plan, value: {"message_id": value, "variant_id": None},
    "window": lambda _session, _plan, value: {"window_id": value},
}
