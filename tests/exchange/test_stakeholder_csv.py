from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.exchange.fields import ALIASES, FIELDS
from hdplanner.exchange.stakeholder_csv import COLUMNS, active, inert


def test_every_column_of_the_table_is_a_field_that_an_import_knows() -> None:
    assert {ALIASES.get(column, column) for column in COLUMNS} <= set(FIELDS)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", " =1", "\t=1", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    assert inert(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Bank", "a=b", "-2", "+1", "'quoted'", "1-2"])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(st.text() | st.text("'=+-@ 1a", max_size=6))
def test_what_was_made_inert_can_be_taken_back(text: str) -> None:
    assert active(inert(text)) == text
