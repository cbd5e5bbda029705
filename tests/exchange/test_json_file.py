from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdplanner.errors import UnreadableSourceError
from hdplanner.exchange import json_file

VALUES = st.none() | st.booleans() | st.integers() | st.text()
DATA = st.fixed_dictionaries(
    {
        "format": st.just("hdplanner"),
        "version": st.just(1),
        "tables": st.dictionaries(st.text(), st.lists(st.dictionaries(st.text(), VALUES), min_size=1)),
    }
)


@given(DATA)
def test_the_text_is_json_with_one_row_a_line(data: dict[str, object]) -> None:
    text = json_file.to_text(data)

    assert json.loads(text) == data
    assert text == json_file.to_text(json.loads(text))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    data = {"format": "hdplanner", "version": 1, "tables": {"office": [{"id": "o", "name": "مكتب"}]}}
    json_file.write(tmp_path / "a.json", data)

    assert json_file.read(tmp_path / "a.json") == data


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b'{"a": NaN}',
        b"[" * 100_000,
        b"\x00" * 50,
        b"{'a': 1}",
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
    ids=["empty", "half", "utf16", "nan", "deep", "zeros", "python", "huge number"],
)
def test_what_is_no_json_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=r"^a\.json cannot be read: .*\. Nothing was imported\.$"):
        json_file.read(tmp_path / "a.json")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="no such file"):
        json_file.read(tmp_path / "a.json")
