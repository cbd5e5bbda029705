from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.values import ActorType, StakeholderRoleValue
from hdplanner.exchange import pasted
from hdplanner.exchange.paste_plan import UNKNOWN, Known, PastePlan, Place, plan_paste
from hdplanner.exchange.pasted import NotPastedError, read_pasted

KNOWN = (
    Known("m", ("Ministry of Finance", "MoF", "Cedar")),
    Known("r", ("Radio Varenia", "", "")),
    Known("i", ("IFRC delegation",), rated=False),
    Known("o", ("Of another plan",), here=False),
    Known("t1", ("Twin",)),
    Known("t2", ("Twin",)),
)
TITLES = {"Name": "name", "Part of": "parent", "Owner": "owner", "Roles": "roles", "Tags": "tags"}


def _plan(rows: list[list[str]], place: Place = Place(), **more: Any) -> PastePlan:
    return plan_paste(rows, KNOWN, place=place, titles=TITLES, **more)


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\0"), max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_cells_with_tabs_quotes_and_line_ends_come_as_they_were(rows: list[list[str]]) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if "\n" in cell or "\t" in cell else cell

    # a spreadsheet sets quotes only round such cells; one that merely begins with a quote cannot be told apart
    rows = [[cell.lstrip('"') for cell in row] for row in rows]
    text = "\n".join("\t".join(map(written, row)) for row in rows)
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    if wanted:
        assert read_pasted(text) == wanted
    else:
        with pytest.raises(NotPastedError):
            read_pasted(text)


def test_quotes_that_are_part_of_a_text_stay() -> None:
    assert read_pasted('"Big" bank\tx\r\n') == [['"Big" bank', "x"]]


def test_a_table_of_a_web_page_is_read_with_its_spans_and_breaks() -> None:
    html = """<p>Above</p><table><tr><th>Name</th><th colspan=2>Level</th></tr>
        <tr><td>A&amp;B<br>second</td><td> <b>national</b>&nbsp;</td><td><table><tr><td>in</td></tr></table></td></tr>
        </table><table><tr><td>other</td></tr></table>"""
    assert read_pasted("", html) == [["Name", "Level", ""], ["A&B\nsecond", "national", "in"]]


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\0"])
def test_a_clipboard_without_a_table_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotPastedError, match="no table on the clipboard"):
        read_pasted(text, "<p>nothing</p>")


def test_a_table_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted, "ROWS_PASTED", 10)
    with pytest.raises(NotPastedError, match="at most 10 rows"):
        read_pasted("a\n" * 11)
    with pytest.raises(NotPastedError, match="columns"):
        read_pasted("a\t" * 501)


def test_rows_are_recognised_by_any_name_and_the_others_are_new() -> None:
    plan = _plan(
        [
            ["Name", "Influence", "Owner"],
            ["mof", "4", "HD adviser"],
            ["cedar ", "5", ""],
            ["New body", "low", "Us"],
        ]
    )
    assert plan.headings
    assert plan.cells["m"] == {"influence": 5, "owner": "HD adviser"}
    (draft,) = plan.drafts
    assert (draft.values["name"], draft.judged["influence"]) == ("New body", 2)
    assert plan.cells[draft.id] == {"owner": "Us"}
    assert plan.changed == 1


def test_an_empty_cell_changes_nothing_and_the_same_value_is_no_change() -> None:
    plan = _plan(
        [["Name", "Influence", "Level"], ["Radio Varenia", "3", ""]],
        current=lambda _id, field: 3 if field == "influence" else UNKNOWN,
    )
    assert (plan.cells, plan.unchanged) == ({}, 1)


def test_a_cell_that_is_not_understood_is_told_and_left_as_it_was() -> None:
    plan = _plan([["Name", "Influence", "Type"], ["MoF", "sky high", "ministry"]])
    assert plan.cells == {"m": {"actor_type": ActorType.MINISTRY}}
    assert [(one.row, one.column) for one in plan.problems] == [(2, "Influence")]


def test_lists_of_values_and_parents_by_name() -> None:
    plan = _plan([["Name", "Roles", "Tags", "Part of"], ["Radio Varenia", "ally; blocker", "b, a", "MoF"]])
    assert plan.cells["r"] == {
        "roles": tuple(sorted([StakeholderRoleValue.ALLY, StakeholderRoleValue.BLOCKER])),
        "tags": ("a", "b"),
        "parent_id": "m",
    }


def test_who_may_not_be_rated_is_told_and_gets_the_other_cells() -> None:
    plan = _plan([["Name", "Influence", "Country"], ["IFRC delegation", "3", "VR"]])
    assert plan.cells == {"i": {"country": "VR"}}
    assert len(plan.problems) == 1
    new = _plan([["Name", "Kind", "Influence"], ["Somebody", "person", "3"]], persons_rated=False)
    assert new.drafts[0].judged == {}
    assert "3" in new.drafts[0].values["note"]


def test_names_that_are_several_missing_or_twice_are_left_out() -> None:
    plan = _plan(
        [
            ["Name", "Level", "Part of"],
            ["Twin", "local", ""],
            ["", "local", ""],
            ["New", "", "Nobody"],
            ["new", "", ""],
        ]
    )
    assert len(plan.drafts) == 1
    assert [one.row for one in plan.problems] == [2, 3, 4, 5]


def test_somebody_of_another_plan_joins_even_without_a_change() -> None:
    assert _plan([["Name"], ["Of another plan"]]).cells == {"o": {}}


def test_without_headings_cells_go_from_the_current_one_on() -> None:
    plan = _plan([["4"], ["5"], ["1"]], Place(("influence", "level"), ("r", "m")))
    assert (plan.headings, plan.by_place) == (False, True)
    assert plan.cells == {"r": {"influence": 4}, "m": {"influence": 5}}
    assert [one.row for one in plan.problems] == [3]


def test_a_bare_list_of_names_renames_nobody() -> None:
    plan = _plan([["Radio Varenia"], ["New body"]], Place(("name", "position"), ("m", "r")))
    assert (plan.by_place, plan.cells, plan.unchanged) == (False, {}, 1)
    assert [draft.values["name"] for draft in plan.drafts] == ["New body"]


def test_a_key_tells_who_it_is_even_under_another_name() -> None:
    plan = _plan([["id", "Name"], ["m", "Ministry of Finance and Budget"]])
    assert plan.cells == {"m": {"name": "Ministry of Finance and Budget"}}


def test_the_person_may_say_what_a_column_is_and_that_there_are_no_headings() -> None:
    rows = [["Who", "Weight"], ["MoF", "2"]]
    plan = _plan(rows, fields=["short_name", "influence"], headings=True)
    assert plan.cells == {"m": {"short_name": "MoF", "influence": 2}}
    bare = _plan([["name", "x"]], headings=False, fields=["name", ""])
    assert [draft.values["name"] for draft in bare.drafts] == ["name"]


def test_words_of_our_table_for_nothing_are_nothing() -> None:
    plan = _plan([["Name", "Influence"], ["MoF", "Not assessed"]], blanks=("Not assessed",))
    assert (plan.cells, plan.unchanged, plan.problems) == ({}, 1, ())


def test_no_cell_becomes_a_formula_and_none_loses_a_character() -> None:
    plan = _plan([["Name", "Notes"], ["'=cmd()", "=1+1"]])
    assert (plan.drafts[0].values["name"], plan.drafts[0].values["note"]) == ("=cmd()", "=1+1")


def test_two_columns_of_one_heading_are_told_apart() -> None:
    plan = _plan([["Name", "Name", ""], ["MoF", "x", "y"]])
    assert plan.titles == ("Name", "Name (B)", "C")
    assert plan.fields == ("name", "", "")
