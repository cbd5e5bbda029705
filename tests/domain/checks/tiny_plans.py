"""Plans of a few facts, in a country where Friday is off, on a Monday: what the tests of the checks are made of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hdplanner.domain.checks.facts import PlanFacts, PlanSettings
from hdplanner.domain.checks.findings import Finding
from hdplanner.domain.checks.rows import (
    ActivityFact,
    AskFact,
    FloorFact,
    MessageFact,
    MessengerFact,
    PlanFact,
    PrinciplesFact,
    ProofFact,
    RelationFact,
    RoleFact,
    StakeholderFact,
    WindowFact,
)
from hdplanner.domain.checks.run import check_plan
from hdplanner.domain.values import (
    ActorType,
    Disclosure,
    MessageStatus,
    MessengerLevel,
    Mode,
    StakeholderRoleValue,
)

TODAY = date(2026, 11, 23)  # a Monday
PUBLIC = {"mode": Mode.PUBLIC, "has_signed_off_by": True, "has_private_exhausted": True}
DECIDES, BLOCKS = StakeholderRoleValue.DECISION_MAKER, StakeholderRoleValue.BLOCKER


class Fridays:
    """A country where Friday is off."""

    def day_off(self, country: str, day: date) -> str | None:
        return "weekend" if country == "XV" and day.weekday() == 4 else None


def at(days: int) -> datetime:
    return datetime.combine(TODAY + timedelta(days=days), time(10))


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def check(*rows: Any, **settings: Any) -> list[Finding]:
    tables: dict[Any, list[Any]] = {PlanFact: [PlanFact("plan")]}
    for row in rows:
        tables.setdefault(type(row), []).append(row)
    given = PlanSettings(**{"country": "XV"} | settings)
    return check_plan(PlanFacts(given, tables, today=TODAY, calendar=Fridays()))


def codes(*rows: Any, **settings: Any) -> set[str]:
    return {one.code for one in check(*rows, **settings)}


def act(key: str = "a", **values: Any) -> ActivityFact:
    return ActivityFact(key, **{"title": f"Talk {key}", "audience": "Them"} | values)


MINISTRY = StakeholderFact("s", "Ministry")
DECIDER = RoleFact("r", "s", DECIDES)
KNOWN = RelationFact("k", "m", "s", 2)
US = MessengerFact("m", "President", MessengerLevel.MOVEMENT_PRESIDENT)
APPROVED = MessageFact("t", "Speed", "Fast aid is cheap aid", "en", MessageStatus.APPROVED)
CHECKED = PrinciplesFact("p", "t")
VOTE = WindowFact("w", "Vote", "s", None, on(20))
ASK = AskFact("q", "o", "s", "w", "Vote for article 14", on(10), True)
BACKGROUND = ProofFact(
    "f", "The Budget office keeps a draft line for it in its annex", True, on(-5), Disclosure.BACKGROUND
)
FLOOR = FloorFact("l", "t", "f")
FOREIGN = StakeholderFact("s", "Embassy of Nordia", actor_type=ActorType.EMBASSY)
