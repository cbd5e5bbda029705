from __future__ import annotations

import copy
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.rules_sequences import SequenceTemplate, Towards, template_from
from hdplanner.domain.values import Component, Mode
from hdplanner.paths import resource

FILES = sorted(resource("templates", "sequences").glob("*.toml"))
ESCALATION = ["quiet-first", "icrc-confidential"]
LADDER = [Mode.BILATERAL, Mode.THIRD_PARTY, Mode.PUBLIC]
NOT_ABOUT_ANYBODY = re.compile(
    r"discredit|threat(?!ened)|divide|isolate|weaken|undermin|neutrali[sz]e|expose|pressure|embarrass them",
    re.I,
)

STEP = {
    "key": "talk",
    "title": "Talk",
    "purpose": "",
    "audience": "Who decides",
    "to": "counterpart",
    "days_before": 30,
    "days_until": 20,
    "channel": "bilateral",
    "mode": "bilateral-confidential",
}


def read(path: Path) -> SequenceTemplate:
    return template_from(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def small(**changes: Any) -> dict[str, Any]:
    return {"title": "T", "purpose": "P", "steps": [{**copy.deepcopy(STEP), **changes}]}


def test_all_six_sequences_of_the_field_are_there() -> None:
    assert [path.stem for path in FILES] == [
        *("icrc-confidential", "international-conference", "mandate-renewal"),
        *("parliamentary-bill", "quiet-first", "visit"),
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sequence_runs_towards_its_decision_and_thanks_after_it(path: Path) -> None:
    steps = read(path).steps
    assert all(-60 <= step.days_before <= 90 for step in steps)
    assert any(step.days_before < 0 for step in steps), "something happens after the decision"
    by_key = {step.key: step for step in steps}
    for step in steps:
        for before in step.after:
            assert by_key[before].days_before >= step.days_before, (step.key, before)
    waited_for = {key for step in steps for key in step.after}
    starts = [step.key for step in steps if not step.after]
    assert len(starts) == 1, "all of it hangs on one first step"
    assert starts[0] in waited_for


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_public_step_is_signed_off_and_comes_after_a_private_one(path: Path) -> None:
    steps = read(path).steps
    for place, step in enumerate(steps):
        if step.mode is Mode.PUBLIC:
            assert step.sign_off
            assert any(one.mode is Mode.BILATERAL for one in steps[:place])


@pytest.mark.parametrize("name", ESCALATION)
def test_each_step_up_follows_a_stock_taking_and_is_signed_off(name: str) -> None:
    steps = read(resource("templates", "sequences", f"{name}.toml")).steps
    reached = 0
    for place, step in enumerate(steps):
        if step.to is Towards.OURSELVES or step.mode not in LADDER:
            continue
        rung = LADDER.index(step.mode)
        if rung > reached:
            assert step.sign_off
            assert any(one.to is Towards.OURSELVES for one in steps[max(0, place - 2) : place]), step.key
            assert "Needs a sign-off" in step.purpose
            reached = rung
    assert reached == 2


def test_denunciation_exists_only_in_the_sequence_of_the_icrc() -> None:
    speaking = [path.stem for path in FILES if "denounc" in path.read_text(encoding="utf-8").lower()]
    speaking += [path.stem for path in FILES if "denunciation" in path.read_text(encoding="utf-8").lower()]
    assert set(speaking) == {"icrc-confidential"}
    assert {path.stem: read(path).only_for for path in FILES if read(path).only_for} == {
        "icrc-confidential": Component.ICRC
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_advises_against_anybody(path: Path) -> None:
    found = NOT_ABOUT_ANYBODY.findall(path.read_text(encoding="utf-8"))
    assert found == []
    assert "!" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"days_until": 31}, "ends before it begins"),
        ({"after": ["never"]}, "does not come before"),
        ({"after": ["talk"]}, "does not come before"),
        ({"mode": "public"}, "without a sign-off"),
        ({"mode": "shouting"}, "not a valid Mode"),
        ({"channel": ""}, "not a valid Channel"),
        ({"to": "everybody"}, "not a valid Towards"),
        ({"colour": "red"}, "colour is not known"),
        ({"title": ""}, "a title"),
        ({"audience": ""}, "an audience"),
    ],
)
def test_a_template_that_does_not_hang_together_is_refused(change: dict[str, Any], why: str) -> None:
    assert template_from("small", small()).steps[0].key == "talk"
    with pytest.raises(ValueError, match=why):
        template_from("small", small(**change))


def test_a_template_has_steps() -> None:
    with pytest.raises(ValueError, match="no steps"):
        template_from("small", {"title": "T", "purpose": "", "steps": []})


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(-400, 400))
def test_a_step_is_past_when_its_last_day_is(decides_on: date, away: int) -> None:
    step = template_from("small", small()).steps[0]
    today = decides_on - timedelta(days=away)
    assert step.span(decides_on).first == decides_on - timedelta(days=30)
    assert step.is_past(decides_on, today) == (away < 20)
    assert not step.is_past(None, today), "a decision without a date makes nothing past"
