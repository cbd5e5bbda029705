"""The checks on the command line: the list as JSON and for people, and an exit code that tells of errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.values import Mode
from hdplanner.services import activities, campaigns, checks, parts
from hdplanner.storage import Document, Label

Hdplanner = Callable[..., Any]
KEYS = {"code", "severity", "message", "why", "kind", "id", "fix"}


def do(path: Path, work: Callable[[Any, str], Any]) -> Any:
    with Document.open(path, author="Test") as document:
        return document.edit(Label("x"), lambda s: work(s, campaigns.find_campaign(s).id)).result


def ask_nothing(session: Any, campaign: str) -> None:
    parts.add_part(session, part="objective", parent_id=campaign, title="A law")


def go_public(session: Any, campaign: str) -> str:
    return activities.add_activity(
        session, campaign_id=campaign, title="Press", audience="All", mode=Mode.PUBLIC
    )


def test_a_plan_without_findings_is_told_so(hdplanner: Hdplanner, plan: Path) -> None:
    assert hdplanner("check", plan, "--json").json == []
    done = hdplanner("check", plan)
    assert (done.code, done.out) == (0, "The checks find nothing.\n")


def test_a_warning_alone_is_no_error(hdplanner: Hdplanner, plan: Path) -> None:
    do(plan, ask_nothing)
    done = hdplanner("check", plan, "--json")
    assert done.code == 0
    (one,) = done.json
    assert set(one) == KEYS
    assert (one["code"], one["severity"], one["kind"], one["fix"]) == ("OBJ001", "warning", "objective", None)


def test_an_error_that_stands_gives_1_until_it_is_silenced(hdplanner: Hdplanner, plan: Path) -> None:
    key = do(plan, go_public)
    done = hdplanner("check", plan, "--json")
    assert done.code == 1
    assert [(one["code"], one["id"], one["fix"]) for one in done.json] == [("PUB002", key, "back-to-idea")]

    def silence(session: Any, campaign: str) -> None:
        checks.silence(
            session,
            campaign_id=campaign,
            value=f"PUB002:{key}",
            reason="Signed on paper",
            by="Me",
            on=date(2026, 11, 22),
        )

    do(plan, silence)
    done = hdplanner("check", plan, "--json")
    assert (done.code, done.json) == (0, [])
    assert hdplanner("check", plan, "--json", "--silenced").json[0]["silenced"] == "Signed on paper"
    assert "1 finding is silenced." in hdplanner("check", plan).out
    assert "Signed on paper" in hdplanner("check", plan, "--silenced").out


def test_the_sample_shows_several_and_explains_them(hdplanner: Hdplanner) -> None:
    hdplanner("sample", "disaster-law", "s.hdplan")
    done = hdplanner("check", "s.hdplan", "--json")
    assert done.code == 1
    assert len({one["code"] for one in done.json}) >= 8
    for one in done.json:
        assert set(one) == KEYS
        assert re.fullmatch(r"[A-Z]{2,4}\d{3}", one["code"])
        assert one["severity"] in ("error", "warning", "hint")
        assert all((one["message"], one["why"], one["kind"], one["id"]))
    said = hdplanner("check", "s.hdplan").out
    assert done.json[0]["message"] in said
    assert done.json[0]["why"] in said


@pytest.mark.parametrize("arguments", [["gone.hdplan"], ["plan.hdplan", "--campaign", "Nothing"]])
def test_what_is_not_there_is_refused(hdplanner: Hdplanner, plan: Path, arguments: list[str]) -> None:
    refused = hdplanner("check", *arguments, "--json")
    assert (refused.code, refused.out) == (3, "")


def test_the_file_stays_as_it_is(hdplanner: Hdplanner, plan: Path) -> None:
    before = plan.read_bytes()
    hdplanner("check", plan)
    assert plan.read_bytes() == before
