"""The checks never fail, whatever the facts; and what they find after changes is what they find anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.checks.catalogue import RULES
from hdplanner.domain.checks.facts import PlanFacts, PlanSettings
from hdplanner.domain.checks.findings import ABOUT_LIMIT, Finding
from hdplanner.domain.checks.focus import focus_of, in_order
from hdplanner.domain.checks.rows import (
    ActivityFact,
    AssessmentFact,
    MeetingFact,
    MeetingPlanFact,
    RoleFact,
    StakeholderFact,
    StepFact,
    WindowFact,
)
from hdplanner.domain.checks.run import CheckRun, check_plan
from hdplanner.domain.checks.tables import TABLES
from hdplanner.domain.choices import Choice
from hdplanner.domain.values import StakeholderRoleValue

TODAY = date(2026, 11, 23)
KEYS = st.sampled_from(["a", "b", "c", "d"])
"""Few keys, so that records point to one another, to themselves, and to what is not there."""

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(-40, 40),
    date: st.dates(date(2026, 1, 1), date(2027, 12, 31)) | st.sampled_from([date.min, date.max, TODAY]),
    datetime: st.datetimes(),
    str: st.sampled_from(["", "en", "fr-CH", "XV", "Eleven days at the border", "{name} %s \x1f"]),
}


def values_of(hint: Any, name: str) -> st.SearchStrategy[Any]:
    if get_origin(hint) is UnionType:
        inner = [one for one in get_args(hint) if one is not NoneType]
        return st.none() | values_of(inner[0], name)
    if hint is str and (name == "id" or name.endswith("_id")):
        return KEYS
    if isinstance(hint, type) and issubclass(hint, Choice):
        return st.sampled_from(list(hint))
    return _PLAIN[hint]


def rows_of(kind: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: values_of(hints[name], name) for name in kind._fields})


ROWS: dict[Any, st.SearchStrategy[Any]] = {kind: rows_of(kind) for kind in TABLES}
PLANS = st.fixed_dictionaries(
    {kind: st.lists(rows, max_size=4, unique_by=lambda row: row.id) for kind, rows in ROWS.items()}
)
SETTINGS = st.builds(
    PlanSettings,
    lawful=st.booleans(),
    review_days=st.sampled_from([90, 180]),
    country=st.sampled_from(["", "XV"]),
)
EDITS = st.lists(
    st.sampled_from(list(TABLES)).flatmap(lambda kind: st.tuples(st.just(kind), ROWS[kind], st.booleans())),
    min_size=1,
    max_size=6,
)


def ordered(findings: Any) -> list[Finding]:
    return sorted(findings, key=lambda one: (one.code, one.about, one.message))


@given(PLANS, SETTINGS)
def test_the_checks_take_any_facts(plan: Any, settings: PlanSettings) -> None:
    for one in check_plan(PlanFacts(settings, plan, today=TODAY)):
        assert one.message
        assert len(one.about) <= ABOUT_LIMIT
        assert one.about[0] or one.id in ("a", "b", "c", "d")


@given(PLANS, SETTINGS, EDITS, SETTINGS)
def test_after_edits_the_same_is_found_as_anew(
    plan: Any, settings: PlanSettings, edits: list[tuple[Any, Any, bool]], other: PlanSettings
) -> None:
    run = CheckRun(PlanFacts(settings, plan, today=TODAY))
    for _step in run.look_at_all():
        pass
    now = {kind: {row.id: row for row in rows} for kind, rows in plan.items()}
    for place, (kind, row, gone) in enumerate(edits):
        if gone:
            now[kind].pop(row.id, None)
        else:
            now[kind][row.id] = row
        run.take({kind: {row.id: None if gone else row}}, other if place == 0 else None)
    anew = check_plan(PlanFacts(other, {kind: rows.values() for kind, rows in now.items()}, today=TODAY))
    assert ordered(run.findings()) == ordered(anew)


def large(rows: int) -> dict[Any, list[Any]]:
    return {ActivityFact: [ActivityFact(f"a{n}", f"Talk {n}", stakeholder_id=f"s{n}") for n in range(rows)]}


def counted(monkey: Callable[..., Any]) -> tuple[list[str], CheckRun]:
    """A run whose looks are noted."""
    looked: list[str] = []
    run = CheckRun(PlanFacts(PlanSettings(), large(50), today=TODAY))
    for _step in run.look_at_all():
        pass
    original = run._look

    def look(record: tuple[Any, str]) -> None:
        looked.append(record[1])
        original(record)

    monkey(run, "_look", look)
    return looked, run


def test_an_edit_looks_again_only_at_what_asked_for_it(monkeypatch: Any) -> None:
    looked, run = counted(monkeypatch.setattr)
    run.take({ActivityFact: {"a7": ActivityFact("a7", "Another title", stakeholder_id="s7")}})
    assert set(looked) == {"a7"}
    looked.clear()
    run.take({StakeholderFact: {"s9": StakeholderFact("s9", "Ministry")}})
    assert set(looked) == {"s9", "a9"}


def test_a_decision_that_takes_place_on_another_day_looks_again_at_what_was_judged() -> None:
    made = AssessmentFact("j", "s", TODAY - timedelta(days=20), influence=5, interest=5)
    rows = {StakeholderFact: [StakeholderFact("s", "Ministry")], AssessmentFact: [made]}
    run = CheckRun(PlanFacts(PlanSettings(), rows, today=TODAY))
    for _step in run.look_at_all():
        pass

    def stale_after(day: date) -> bool:
        run.take({WindowFact: {"w": WindowFact("w", "Vote", decides_on=day)}})
        return "ASM001" in {one.code for one in run.findings()}

    days = (TODAY, TODAY - timedelta(days=9), TODAY - timedelta(days=30), TODAY - timedelta(days=1))
    assert [stale_after(day) for day in days] == [False, True, False, True]


def test_an_edit_that_changes_no_fact_of_ours_looks_nowhere_else(monkeypatch: Any) -> None:
    looked, run = counted(monkeypatch.setattr)
    same = ActivityFact("a7", "Talk 7", stakeholder_id="s7")
    assert not run.take({ActivityFact: {"a7": same}})
    assert set(looked) <= {"a7"}


def test_the_work_can_be_interrupted_between_records() -> None:
    run = CheckRun(PlanFacts(PlanSettings(), large(2_000), today=TODAY), RULES)
    assert sum(1 for _step in run.look_at_all()) >= 3


def test_the_next_meeting_comes_first_then_the_next_decision() -> None:
    facts = PlanFacts(
        PlanSettings(),
        {
            StakeholderFact: [StakeholderFact(key, key) for key in ("s", "t", "u")],
            RoleFact: [
                RoleFact(f"r{key}", key, StakeholderRoleValue.DECISION_MAKER) for key in ("s", "t", "u")
            ],
            MeetingFact: [
                MeetingFact("past", "Past", "u", datetime.combine(date(2026, 11, 2), datetime.min.time())),
                MeetingFact("next", "Next", "t", datetime.combine(date(2026, 12, 2), datetime.min.time())),
            ],
            MeetingPlanFact: [MeetingPlanFact("x", "past"), MeetingPlanFact("y", "next")],
            WindowFact: [WindowFact("w", "Vote", decides_on=date(2026, 12, 9))],
            StepFact: [StepFact("z", "w", "u")],
        },
        today=TODAY,
    )
    focus = focus_of(facts)
    assert (focus.meeting_id, focus.window_id) == ("next", "w")
    found = in_order(check_plan(facts), focus)
    assert [focus.nearness(one) for one in found] == sorted(focus.nearness(one) for one in found)
    assert "t" in found[0].touches
    assert found[-1].about[0] == "s"
