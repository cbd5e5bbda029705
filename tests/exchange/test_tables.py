from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange import sheets
from hdplanner.exchange.tables import read_tables


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        read_tables(path)
    said = str(caught.value)
    assert path.name in said
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "name,note\nCroix-Rouge,à la ville\nوزارة,الصحة\n"),
        ("utf-8-sig", "name,note\nÉtat,é\n"),
        ("utf-16", "name;note\nوزارة الصحة;é\n"),
        ("utf-16-le", "name\tnote\nMinistry\tof Health\n"),
        ("utf-16-be", "name\tnote\nMinistry\tof Health\n"),
        ("cp1252", "name;note\nMinistère de la Santé;écrit à l’été\n"),
        (
            "cp1256",
            "الاسم,ملاحظة\nوزارة الصحة العامة والسكان,هذه الوزارة مسؤولة عن الصحة في البلاد\nالهلال الأحمر,شريك\n",
        ),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, text: str) -> None:
    (sheet,) = read_tables(written(tmp_path / "a.csv", text.encode(encoding)))

    separator = max(";,\t", key=text.count)
    assert sheet.rows == [line.split(separator) for line in text.splitlines()]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_among_others_in_the_text(tmp_path: Path, separator: str) -> None:
    lines = [["name", "note", "level"], ["Health, Ministry of", "a; b", "national"], ["Bank", "x|y", "local"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)

    (sheet,) = read_tables(written(tmp_path / "a.csv", text.encode()))

    assert sheet.rows == lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(tmp_path: Path, end: str) -> None:
    (sheet,) = read_tables(written(tmp_path / "a.csv", end.join(["a,b", "1,2"]).encode()))

    assert sheet.rows == [["a", "b"], ["1", "2"]]


def test_what_a_file_is_its_content_says_and_not_its_name(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet("People").write_row(0, 0, ["name", 3, 4.5, True])
    book.close()
    (tmp_path / "a.xlsx").rename(tmp_path / "a.csv")

    (sheet,) = read_tables(tmp_path / "a.csv")

    assert (sheet.name, sheet.rows) == ("People", [["name", "3", "4.5", "true"]])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("blank.csv", b"\n \n\t\n"),
        ("mark.csv", b"\xef\xbb\xbf"),
        ("zeros.csv", b"\0" * 5000),
        ("zeros.xlsx", b"\0" * 5000),
        ("noise.csv", bytes(range(256)) * 40),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\xff\xfe" * 400),
        ("damaged.xlsx", b"PK\x03\x04" + b"nonsense" * 100),
        ("damaged.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600),
        ("columns.csv", ",".join(map(str, range(100_000))).encode()),
        ("cell.csv", b"name\n" + b'"' + b"x" * 200_000 + b'"'),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    refusal(written(tmp_path / name, content))


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    refusal(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    refusal(tmp_path / "folder.csv")


def test_nine_thousand_columns_are_read(tmp_path: Path) -> None:
    (sheet,) = read_tables(written(tmp_path / "wide.csv", (",".join(["x"] * 9_074) + "\n").encode()))

    assert len(sheet.rows[0]) == 9_074


def test_more_rows_than_are_read_are_refused(tmp_path: Path) -> None:
    assert "200,000" in refusal(written(tmp_path / "long.csv", b"a\n" * 200_001))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("a.txt", "text")
    refusal(tmp_path / "a.xlsx")


def test_an_archive_that_says_it_unpacks_to_more_than_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_UNPACKED", 1_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 100_000)
    assert "200,000" in refusal(tmp_path / "bomb.xlsx")


def test_two_cells_at_the_far_corners_of_a_sheet_do_not_eat_the_memory(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "far.xlsx")
    sheet = book.add_worksheet()
    sheet.write(0, 0, "name")
    sheet.write(1_048_575, 16_383, "far")
    book.close()

    refusal(tmp_path / "far.xlsx")


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = written(tmp_path / "slow.py", b"import time; time.sleep(30)")
    monkeypatch.setattr(sheets, "_READER", slow)
    monkeypatch.setattr(sheets, "SECONDS", 0.3)

    assert "too long" in refusal(written(tmp_path / "a.xlsx", b"PK\x03\x04"))


def test_a_reader_that_crashes_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_READER", written(tmp_path / "crash.py", b"import os; os.abort()"))

    assert "damaged" in refusal(written(tmp_path / "a.xlsx", b"PK\x03\x04"))


@given(st.binary(max_size=400))
def test_no_bytes_at_all_bring_anything_but_rows_or_a_sentence(content: bytes) -> None:
    from hdplanner.exchange.text_tables import read_text

    try:
        sheet = read_text(Path("a.csv"), content)
    except UnreadableSourceError:
        return
    assert all(isinstance(cell, str) for row in sheet.rows for cell in row)
