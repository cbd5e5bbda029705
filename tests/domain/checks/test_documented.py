"""The table of all checks in docs/ says what the code does."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.checks.catalogue import RULES
from hdplanner.domain.checks.findings import FIXES

TABLE = (Path(__file__).resolve().parents[3] / "docs" / "checks.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_check_stands_in_the_table_with_its_severity_and_what_it_finds(rule: Any) -> None:
    (line,) = [line for line in TABLE if line.startswith(f"| {rule.code} |")]
    assert f"| {rule.severity.value} |" in line
    assert " ".join((inspect.getdoc(rule.find) or "").split()) in line


def test_the_table_holds_no_other_check_and_every_fix() -> None:
    codes = {
        line.split(" | ")[0].strip("| ") for line in TABLE if line.startswith("| ") and "`" not in line[:9]
    }
    assert {code for code in codes if code[-3:].isdigit()} == {rule.code for rule in RULES}
    text = "\n".join(TABLE)
    assert [fix for fix in FIXES if f"`{fix}`" not in text] == []
