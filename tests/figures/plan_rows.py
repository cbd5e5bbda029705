"""Activities and windows for the tests of the plan's pictures: all blank but what a test says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hdplanner.domain.values import ActivityStatus, Certainty, Channel, Mode
from hdplanner.services.activity_rows import ActivityRow
from hdplanner.services.windows import WindowRow

TODAY = dt.date(2026, 11, 22)
_NAMES = {name for name, kind in ActivityRow.__annotations__.items() if kind == "str"}


def day(month: int, number: int, year: int = 2026) -> dt.date:
    """A day of the year in which the tests play."""
    return dt.date(year, month, number)


def activity(key: str, on: dt.date | None = None, who: str = "", by: str = "", **values: Any) -> ActivityRow:
    """An activity towards an audience by a messenger, each its own key."""
    blank: dict[str, Any] = {
        name: "" if name in _NAMES else None for name in ActivityRow.__dataclass_fields__
    }
    blank |= {"id": key, "title": f"Title {key}", "on": on, "until": on, "date_only": True, "depends_on": ()}
    blank |= {"stakeholder_id": who or None, "stakeholder": who, "messenger_id": by or None, "messenger": by}
    blank |= {"channel": Channel.BILATERAL, "mode": Mode.BILATERAL, "status": ActivityStatus.PLANNED}
    return ActivityRow(**{**blank, **values})


def window(
    key: str,
    decides_on: dt.date | None,
    opens_on: dt.date | None = None,
    certainty: Certainty = Certainty.FIXED,
) -> WindowRow:
    """A decision window."""
    return WindowRow(key, f"Vote {key}", "", None, "", opens_on, decides_on, None, certainty, "")
