from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.domain.values import ActorType, StakeholderKind
from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Sheet
from hdplanner.exchange.plan import ImportPlan, MappingError
from hdplanner.exchange.stakeholder_table import plan_stakeholders
from hdplanner.exchange.tables import read_tables
from hdplanner.services.campaigns import start_office
from hdplanner.services.importing import KnownStakeholder, apply, known_stakeholders
from hdplanner.storage import Document, Label


def plan(*rows: list[str], known: tuple[KnownStakeholder, ...] = (), **options: Any) -> ImportPlan:
    return plan_stakeholders("a.csv", [Sheet("Sheet", list(rows))], known, **options)


def test_headings_are_found_below_a_title_and_blank_rows() -> None:
    found = plan(["Stakeholders of 2026"], [], ["Organisation", "Influence"], ["Bank", "4"])

    assert (found.heading_row, found.rows, found.drafts[0].values["name"]) == (3, 1, "Bank")


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Stakeholder", "Acronym", "Type", "Power"], ["name", "short_name", "actor_type", "influence"]),
        (["Nom de l’organisation", "Sigle", "Pays"], ["name", "short_name", "country"]),
        (["Organización", "País", "Nivel de interés"], ["name", "country", "interest"]),
        (["اسم الجهة", "النوع", "النفوذ", "ملاحظات"], ["name", "actor_type", "influence", "note"]),
        (["Name / Nom", "Notes (internal)"], ["name", "note"]),
    ],
)
def test_columns_are_matched_in_four_languages(headings: list[str], fields: list[str]) -> None:
    found = plan(headings, ["Bank", "", "", "x"])

    assert list(found.mapping.values()) == fields


def test_of_two_columns_for_a_list_the_one_that_is_understood_is_taken() -> None:
    found = plan(["name", "org type code", "org type description"], ["Bank", "x441", "National NGO"])

    assert found.mapping["org type description"] == "actor_type"
    assert "org type code" in found.unmapped


def test_hxl_tags_say_what_columns_hold_and_are_no_data() -> None:
    found = plan(["Quién?", "X", "Y"], ["#org +name", "#org+acronym", "#country+code"], ["Bank", "B", "KE"])

    assert found.mapping == {"Quién?": "name", "X": "short_name", "Y": "country"}
    assert found.rows == 1


def test_merged_headings_reach_the_columns_they_cover(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 2, "Our table")
    sheet.merge_range(1, 0, 2, 0, "Organisation")
    sheet.merge_range(1, 1, 1, 2, "Ratings")
    sheet.write_row(2, 1, ["Influence", "Interest"])
    sheet.write_row(3, 0, ["Bank", 5, 3])
    book.close()

    found = plan_stakeholders(tmp_path / "a.xlsx", read_tables(tmp_path / "a.xlsx"))

    assert dict(found.mapping) == {"Organisation": "name", "Influence": "influence", "Interest": "interest"}
    assert found.drafts[0].judged == {"influence": 5, "interest": 3}


def test_the_sheet_whose_headings_say_most_is_taken_and_another_can_be_asked_for() -> None:
    sheets = [
        Sheet("Read me", [["This file"], ["holds things"]]),
        Sheet("Actors", [["Name", "Influence"], ["Bank", "4"]]),
        Sheet("Hidden", [["Name", "Influence", "Interest"], ["Spy", "4", "4"]], visible=False),
    ]
    assert plan_stakeholders("a.xlsx", sheets).sheet == "Actors"
    assert plan_stakeholders("a.xlsx", sheets, sheet="hidden").sheet == "Hidden"
    assert plan_stakeholders("a.xlsx", sheets, sheet="2").sheet == "Actors"
    with pytest.raises(MappingError, match="Read me, Actors"):
        plan_stakeholders("a.xlsx", sheets, sheet="None")


def test_an_explicit_mapping_replaces_the_matching() -> None:
    found = plan(
        ["name", "society", "influence"], ["Kenya", "Kenya Red Cross", "5"], mapping={"society": "name"}
    )

    assert found.mapping == {"society": "name"}
    assert found.drafts[0].values == {"name": "Kenya Red Cross"}


@pytest.mark.parametrize(
    "mapping", [{"name": "colour"}, {"nothing": "name"}, {"influence": "influence"}, {"name": "id"}]
)
def test_a_mapping_that_fits_nothing_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(MappingError):
        plan(["name", "influence"], ["Bank", "5"], mapping=mapping)


def test_two_columns_for_a_field_that_takes_one_are_refused() -> None:
    with pytest.raises(MappingError, match="Only one"):
        plan(["a", "b"], ["x", "y"], mapping={"a": "name", "b": "name"})


def test_a_heading_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(MappingError, match="no row 9"):
        plan(["name"], ["Bank"], heading_row=9)


def test_a_table_in_which_nothing_is_a_name_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableSourceError, match="--map"):
        plan(["colour", "size"], ["red", "5"])


def test_a_source_without_a_cell_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="no table"):
        plan()


def test_what_is_not_understood_is_told_by_cell_and_kept_in_the_note() -> None:
    found = plan(["Name", "Influence", "Type", "Note"], ["Bank", "enormous", "martian", "mine"])

    (draft,) = found.drafts
    assert [(error.row, error.column) for error in found.errors] == [(2, "Influence"), (2, "Type")]
    assert draft.values["note"] == "mine\nInfluence: enormous\nType: martian"
    assert draft.judged == {}


def test_a_row_without_a_name_is_left_out_and_told() -> None:
    found = plan(["Name", "Note"], ["", "lost"], ["", ""], ["Bank", ""], ["Name", "Note"])

    assert [(row.row, row.message.split(" and ")[0]) for row in found.skipped] == [
        (2, "The row has no name"),
        (5, "The row repeats the headings"),
    ]
    assert (found.rows, len(found.drafts)) == (3, 1)


def test_a_short_name_alone_is_a_name() -> None:
    assert plan(["Name", "Acronym"], ["", "WFP"]).drafts[0].values["name"] == "WFP"


def test_roles_languages_and_tags_may_be_several_in_a_cell() -> None:
    found = plan(
        ["Name", "Role", "Language", "Tags", "Other names"],
        ["Bank", "Ally; Observer, wizard", "en, fr", "money", "Banque"],
    )
    (draft,) = found.drafts
    assert (draft.roles, draft.languages) == (("ally", "observer"), ("en", "fr"))
    assert (draft.tags, draft.other_names) == (("money",), ("Banque",))
    assert [error.column for error in found.errors] == ["Role"]
    assert "wizard" in draft.values["note"]


def test_parents_are_found_in_the_sheet_and_in_the_file_and_circles_are_not_made() -> None:
    found = plan(
        ["Name", "Parent"],
        ["Unit", "Ministry"],
        ["Ministry", "Government"],
        ["A", "B"],
        ["B", "A"],
        ["C", "nobody"],
        known=(KnownStakeholder("gov", ("Government",), ""),),
    )
    ids = {draft.values["name"]: draft.id for draft in found.drafts}
    parents = {draft.values["name"]: draft.values.get("parent_id") for draft in found.drafts}
    assert parents == {"Unit": ids["Ministry"], "Ministry": "gov", "A": ids["B"], "B": None, "C": None}
    assert [(error.row, error.column) for error in found.errors] == [(5, "Parent"), (6, "Parent")]
    assert found.drafts[-1].values["note"] == "Parent: nobody"


def test_duplicates_are_told_against_the_file_and_within_the_sheet() -> None:
    found = plan(
        ["Name"],
        ["Central Bank"],
        ["Ministry of Health"],
        ["Bank, Central"],
        known=(KnownStakeholder("moh", ("MoH", "Ministère de la Santé", "Ministry of Health"), "MoH"),),
    )
    told = [(d.row, d.stakeholder_id, d.likeness, d.other_row) for d in found.duplicates]
    assert told == [(3, "moh", 100, None), (4, found.drafts[0].id, 100, 2)]
    assert len(found.drafts) == 3


def test_a_component_of_the_movement_is_not_rated_and_the_words_are_kept() -> None:
    found = plan(["Name", "Type", "Influence"], ["Kenya Red Cross", "National Society", "5"])

    assert found.drafts[0].values["actor_type"] is ActorType.NATIONAL_SOCIETY
    assert found.drafts[0].judged == {}
    assert "Influence: 5" in found.drafts[0].values["note"]
    assert found.errors[0].column == "Influence"


def test_a_person_is_rated_only_where_the_plan_has_its_grounds() -> None:
    rows = (["Name", "Kind", "Interest"], ["Chair", "person", "3"])

    assert plan(*rows).drafts[0].judged == {"interest": 3}
    refused = plan(*rows, persons_rated=False).drafts[0]
    assert (refused.values["kind"], refused.judged) == (StakeholderKind.PERSON, {})


def test_evidence_without_a_judgement_becomes_a_note_and_the_source_a_fact() -> None:
    (draft,) = plan(["Name", "Evidence", "Source"], ["Bank", "said so", "gazette"]).drafts

    assert draft.judged == {}
    assert draft.values == {"name": "Bank", "note": "said so", "data_source": "gazette"}


def test_nobody_has_judged_tomorrow_or_before_1900() -> None:
    found = plan(["Name", "Influence", "Assessed on"], ["A", "4", "2999-01-01"], ["B", "4", "1800-01-01"])

    assert [error.column for error in found.errors] == ["Assessed on", "Assessed on"]
    assert all(draft.judged == {"influence": 4} for draft in found.drafts)


def test_a_text_too_long_for_its_field_is_cut_in_the_open_and_kept_whole_in_the_note() -> None:
    found = plan(["Name"], ["x" * 500])

    (draft,) = found.drafts
    assert (len(draft.values["name"]), "x" * 500 in draft.values["note"]) == (400, True)
    assert found.errors[0].message.startswith("the text has more than 400")


def test_blank_and_double_headings_have_names_of_their_own() -> None:
    found = plan(["Name", "", "Note", "Note"], ["Bank", "x", "one", "two"])

    assert found.unmapped == ("B",)
    assert found.drafts[0].values["note"] == "one\ntwo"


def test_control_characters_of_a_cell_do_not_come_in() -> None:
    assert plan(["Name"], ["Ba\x00n\x07k\n of X"]).drafts[0].values["name"] == "Bank of X"


def test_what_our_own_table_made_inert_comes_back_as_it_was() -> None:
    assert plan(["name", "note"], ["'=1+1", "'- first"]).drafts[0].values == {
        "name": "=1+1",
        "note": "- first",
    }


CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "Name",
        "Influence",
        "Type",
        "Parent",
        "#org",
        "#org+acronym",
        "4",
        "-1",
        "High",
        "Gov't",
        "=1+1",
        "\x00",
        "\ud800",
    ]
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_of_any_cells_every_row_is_a_draft_or_left_out_with_a_reason(rows: list[list[str]]) -> None:
    try:
        found = plan(["Name", "Influence", "Parent", "Role", "Country", "Note"], *rows, heading_row=1)
    except UnreadableSourceError:
        return
    assert len(found.drafts) + len(found.skipped) == found.rows
    assert all(draft.values["name"].strip() for draft in found.drafts)
    with Document.in_memory() as document:
        campaign = document.edit(
            Label("x"), lambda session: start_office(session, name="O", campaign_title="T")
        ).result[1]
        document.edit(
            Label("y"),
            lambda session: apply(
                session, found.drafts, campaign_id=campaign, author="A", today=date(2026, 1, 1)
            ),
        )
        assert len(document.read(known_stakeholders)) == len(found.drafts)
