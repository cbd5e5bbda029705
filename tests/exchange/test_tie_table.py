"""Lists of ties: who is meant, what the cells say, and what is left out with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.values import TieKind, TieSign
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Sheet
from hdplanner.exchange.plan import MappingError, TiePlan
from hdplanner.exchange.tie_table import plan_ties
from hdplanner.services.importing import KnownStakeholder

BANK = KnownStakeholder("bank", ("Varenia Bank", "Banque de Varenia"), "VB", "Oak")
CITY = KnownStakeholder("city", ("City of Lund",), "", "")


def plan(*rows: list[str], known: tuple[KnownStakeholder, ...] = (), **options: Any) -> TiePlan:
    return plan_ties("a.csv", [Sheet("Sheet", list(rows))], known, **options)


@pytest.mark.parametrize(
    "headings",
    [
        ["source", "target"],
        ["From", "To"],
        ["De", "Vers"],
        ["Desde", "Hacia"],
        ["من", "إلى"],
        ["Source node", "Target node"],
    ],
)
def test_from_and_to_are_known_in_four_languages(headings: list[str]) -> None:
    found = plan(headings, ["Varenia Bank", "City of Lund"], known=(BANK, CITY))
    (tie,) = found.drafts
    assert (tie.source_id, tie.target_id, found.made) == ("bank", "city", ())
    assert list(found.mapping.values()) == ["from", "to"]


def test_a_source_beside_from_is_where_the_knowledge_comes_from() -> None:
    found = plan(["From", "To", "Source"], ["A", "B", "Budget law"])
    assert found.drafts[0].values["source"] == "Budget law"


def test_two_columns_without_headings_are_from_and_to() -> None:
    found = plan(["Acme", "Bond"], ["Bond", "Cane"], [])
    assert (found.rows, len(found.drafts), found.heading_row) == (2, 2, 0)
    assert [one.values["name"] for one in found.made] == ["Acme", "Bond", "Cane"]


def test_what_a_tie_is_comes_by_words_of_any_language_numbers_or_values() -> None:
    found = plan(
        ["from", "to", "kind", "strength", "sign", "confidence", "evidence", "source", "checked on"],
        ["A", "B", "finances", "3", "-", "élevée", "Law", "Gazette", "2026-05-01"],
        ["A", "C", "Conseille", "faible", "supportive", "1", "", "", ""],
    )
    assert found.errors == ()
    assert found.drafts[0].values == {
        "kind": TieKind.FINANCES,
        "strength": 3,
        "sign": TieSign.OBSTRUCTING,
        "confidence": 3,
        "evidence": "Law",
        "source": "Gazette",
        "checked_on": date(2026, 5, 1),
    }
    assert found.drafts[1].values["kind"] is TieKind.ADVISES
    assert found.drafts[1].values["strength"] == 1


@pytest.mark.parametrize("name", ["varenia bank", "Oak", "vb", "BANQUE DE VARENIA"])
def test_a_stakeholder_is_found_by_any_of_its_names(name: str) -> None:
    assert plan(["from", "to"], [name, "New"], known=(BANK,)).drafts[0].source_id == "bank"


def test_a_name_that_nobody_has_becomes_a_new_organisation_once_and_what_is_like_it_is_told() -> None:
    found = plan(["from", "to"], ["Vareina Bank", "X union"], ["X union", "Varenia Bank"], known=(BANK,))
    assert [one.values for one in found.made] == [{"name": "Vareina Bank"}, {"name": "X union"}]
    assert [(one.row, one.stakeholder_id) for one in found.duplicates] == [(2, "bank")]
    assert found.drafts[0].target_id == found.drafts[1].source_id == found.made[1].id


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (["A", "a"], "to", "itself"),
        (["VB", "Oak"], "to", "itself"),
        (["", "B"], "from", "no name"),
        (["A", " "], "to", "no name"),
        (["A", "x" * 10_000], "to", "400 characters"),
        (["Twin", "B"], "from", "2 stakeholders"),
    ],
)
def test_a_row_that_is_no_tie_is_left_out_with_one_reason_and_the_rest_comes_in(
    row: list[str], column: str, said: str
) -> None:
    twins = (KnownStakeholder("t1", ("Twin",), ""), KnownStakeholder("t2", ("twin",), ""))
    found = plan(["from", "to"], row, ["Good", "Better"], known=(BANK, *twins))
    (problem,) = found.skipped
    assert (problem.row, problem.column) == (2, column)
    assert said in problem.message
    assert len(found.drafts) == 1
    assert [one.values["name"] for one in found.made] == ["Good", "Better"]


def test_a_name_beats_a_short_name_of_another() -> None:
    other = KnownStakeholder("other", ("VB",), "")
    assert plan(["from", "to"], ["VB", "New"], known=(BANK, other)).drafts[0].source_id == "other"


def test_equal_ties_come_once_also_where_the_plan_has_them() -> None:
    found = plan(
        ["from", "to", "kind"],
        ["Varenia Bank", "City of Lund", "finances"],
        ["VB", "city of lund", "Finances"],
        ["VB", "city of lund", "trust"],
        ["city of lund", "VB", "advises"],
        known=(BANK, CITY),
        known_ties={("city", "bank", "advises")},
    )
    assert len(found.drafts) == 2
    assert [(one.row, one.message) for one in found.skipped] == [
        (3, "The same tie stands in row 2; this one was left out."),
        (5, "The plan has this tie already; it was left out."),
    ]


def test_a_cell_that_is_not_understood_is_told_and_kept_with_the_evidence() -> None:
    found = plan(
        ["from", "to", "strength", "kind", "checked on", "evidence"],
        ["A", "B", "7", "juggles", "2999-01-01", "Seen"],
    )
    assert [(one.row, one.column) for one in found.errors] == [
        (2, "strength"),
        (2, "kind"),
        (2, "checked on"),
    ]
    assert "off the scale, which goes from 1 to 3" in found.errors[0].message
    (tie,) = found.drafts
    assert tie.values["evidence"] == "Seen\nstrength: 7\nkind: juggles\nchecked on: 2999-01-01"
    assert "strength" not in tie.values
    assert "checked_on" not in tie.values


def test_the_columns_may_be_said_and_what_is_missing_is_asked_for() -> None:
    rows = (["one", "two", "three"], ["A", "B", "advises"])
    found = plan(*rows, mapping={"one": "from", "two": "target", "three": "kind"})
    assert found.drafts[0].values["kind"] is TieKind.ADVISES
    with pytest.raises(MappingError, match="to"):
        plan(*rows, mapping={"one": "from"})
    with pytest.raises(UnreadableSourceError, match="from whom to whom"):
        plan(*rows)


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_no_table_breaks_the_plan_and_every_row_is_accounted_for(rows: list[list[str]]) -> None:
    found = plan(["from", "to", "kind", "strength"], *rows)
    assert found.rows == len(found.drafts) + len(found.skipped)
    ends = {draft.id for draft in found.made}
    assert {key for tie in found.drafts for key in (tie.source_id, tie.target_id)} <= ends
