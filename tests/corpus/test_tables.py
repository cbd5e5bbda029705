from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange.cells import Sheet
from hdplanner.exchange.plan import ImportPlan
from hdplanner.exchange.stakeholder_table import plan_stakeholders
from hdplanner.exchange.tables import read_tables
from hdplanner.exchange.text_tables import encoding_of

FOLDERS = ("sheets", "stakeholders", "hostile/csv-injection", "vcard", "networks")


def files(corpus: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (corpus / folder).rglob("*") if path.is_file())


def attempt(path: Path) -> list[Sheet] | str:
    try:
        found = read_tables(path)
        with suppress(UnreadableSourceError):
            plan_stakeholders(path, found)
        return found
    except UnreadableSourceError as error:
        return str(error)


def plan_of(path: Path, **options: object) -> ImportPlan:
    return plan_stakeholders(path, read_tables(path), **options)  # type: ignore[arg-type]  # options as typed


def test_every_file_gives_its_rows_or_one_sentence_in_time(corpus: Path) -> None:
    for path in files(corpus):
        begun = time.process_time()
        found = attempt(path)
        if isinstance(found, str):
            assert path.name in found
            assert "\n" not in found, path
        assert time.process_time() - begun < 10, path


def test_plain_tables_are_read_cell_by_cell_as_expected(corpus: Path) -> None:
    for expected in sorted((corpus / "sheets/csv-spectrum/expected").glob("*.json")):
        (sheet,) = read_tables(corpus / "sheets/csv-spectrum" / f"{expected.stem}.csv")
        headings, *rows = sheet.rows
        wanted = json.loads(expected.read_text(encoding="utf-8"))
        wanted = wanted if isinstance(wanted, list) else [wanted]
        found = [dict(zip(headings, row, strict=True)) for row in rows]
        for row in (*found, *wanted):
            row.pop("Contact Phone Number", None)  # on this one the collection's own two files differ
        unix = [{key: value.replace("\r\n", "\n") for key, value in row.items()} for row in found]
        assert unix == [{k: v.replace("\r\n", "\n") for k, v in row.items()} for row in wanted], expected.stem


def test_every_workbook_that_another_reader_opens_is_opened_with_its_sheets(corpus: Path) -> None:
    with (corpus / "sheets/expected_xlsx.dev.csv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    for row in expected:
        found = attempt(corpus / row["file"])
        if row["openpyxl_3.1.5_result"] == "ok":
            assert not isinstance(found, str), row["file"]
            names = [part.rsplit(" ", 1)[0] for part in row["sheets (name rows x cols)"].split("; ")]
            assert [sheet.name for sheet in found] == names, row["file"]


@pytest.mark.parametrize(
    "name", ["poc-shared-strings", "poc-xmlbomb-empty", "poc-xmlbomb", "protected_passtika"]
)
def test_bombs_and_protected_workbooks_are_refused_or_harmless(corpus: Path, name: str) -> None:
    found = attempt(corpus / f"sheets/poi/{name}.xlsx")
    cells = 0 if isinstance(found, str) else sum(len(row) for sheet in found for row in sheet.rows)

    assert cells < 200_000
    if name.startswith("protected"):
        assert isinstance(found, str)
        assert "password" in found


def test_encodings_are_found(corpus: Path) -> None:
    with (corpus / "sheets/encodings/expected.dev.csv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    for row in expected:
        path = corpus / "sheets" / row["file"]
        if path.is_file():
            content = path.read_bytes()
            text = content.decode(encoding_of(content), errors="replace")
            assert " ".join(text.split()).startswith(row["first_60"].strip()[:50]), row["file"]


def test_the_722_organisations_are_understood_without_a_word_from_anyone(corpus: Path) -> None:
    plan = plan_of(corpus / "stakeholders/ocha-3w/hdx_hapi_organisations_global.csv")

    assert (plan.rows, len(plan.drafts), plan.errors, plan.skipped) == (722, 722, (), ())
    assert dict(plan.mapping) == {
        "acronym": "short_name",
        "name": "name",
        "org_type_description": "actor_type",
    }
    typed = sum(1 for draft in plan.drafts if draft.values.get("actor_type"))
    assert typed == 722 - 6  # six have no type in the source
    pairs = {(found.row, found.other_row) for found in plan.duplicates}
    assert 20 < len(pairs) < 100


def test_a_french_workbook_with_hxl_tags_is_understood(corpus: Path) -> None:
    path = corpus / "stakeholders/ocha-3w/3w_tcd_avr2025.xlsx"
    first = plan_of(path)
    second = plan_of(path, sheet="3W Physique")

    assert (first.sheet, first.heading_row, len(first.errors)) == ("3W Opérationnelle", 1, 0)
    assert first.mapping["Organisation"] == "name"
    assert first.mapping["Acronyme"] == "short_name"
    assert first.mapping["TypeOrganisation"] == "actor_type"
    assert not any(str(draft.values["name"]).startswith("#") for draft in first.drafts)
    assert len(second.drafts) == second.rows > 700


def test_the_national_societies_are_mapped_by_hand(corpus: Path) -> None:
    path = corpus / "stakeholders/ifrc/Countries.csv"
    plan = plan_of(path, mapping={"society_name": "name", "iso": "country", "society_url": "note"})

    assert plan.rows == 260
    assert len(plan.drafts) + len(plan.skipped) == plan.rows
    kenya = next(draft for draft in plan.drafts if draft.values["name"] == "Kenya Red Cross Society")
    assert kenya.values["country"] == "KE"
    likely = {draft.values["name"] for draft in plan.drafts if draft.row in {d.row for d in plan.duplicates}}
    assert "Zimbabwe Red Cross Society" not in likely


@pytest.mark.parametrize(
    ("name", "rows"), [("input-valid.csv", 4), ("input-valid.tsv", 4), ("input-multiple-headers.csv", 2)]
)
def test_tag_rows_below_two_rows_of_headings_are_found(corpus: Path, name: str, rows: int) -> None:
    plan = plan_of(corpus / "sheets/hxl" / name)

    assert (plan.rows, "name" in plan.mapping.values()) == (rows, True)


def test_names_in_arabic_are_read(corpus: Path) -> None:
    mapping = {"Country or Area": "name", "ISO-alpha2 Code": "country"}
    plan = plan_of(corpus / "stakeholders/unsd/UNSD-ar.csv", mapping=mapping)

    assert (len(plan.drafts), plan.drafts[0].values) == (249, {"name": "الجزائر", "country": "DZ"})
