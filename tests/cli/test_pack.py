from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

Hdplanner = Callable[..., Any]


def test_a_pack_is_made_and_described(
    hdplanner: Hdplanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    hdplanner("sample", "disaster-law", "s.hdplan")
    made = hdplanner("pack", "s.hdplan", "-o", "p.pdf", "--json")

    content = (tmp_path / "p.pdf").read_bytes()
    assert made.code == 0
    assert set(made.json) == {"file", "pages", "marking", "copy", "digest"}
    assert made.json["pages"] == len(PdfReader(BytesIO(content)).pages) > 5
    assert made.json["digest"] == hashlib.sha256(content).hexdigest()
    assert hdplanner("pack", "s.hdplan", "-o", "p.pdf").code == 3
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", "secret words")
    assert hdplanner("pack", "s.hdplan", "-o", "p.pdf", "--force", "--encrypt").code == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "p.pdf")
    with pikepdf.open(tmp_path / "p.pdf", password="secret words") as pack:
        assert len(pack.pages) == made.json["pages"]


def author_of(path: Path) -> str | None:
    properties = PdfReader(path).metadata
    return properties.author if properties else None


def test_a_pack_names_its_author_only_where_one_is_set(
    hdplanner: Hdplanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HDPLANNER_AUTHOR", raising=False)
    hdplanner("sample", "disaster-law", "s.hdplan")
    hdplanner("pack", "s.hdplan", "-o", "p.pdf")
    assert not author_of(tmp_path / "p.pdf")
    monkeypatch.setenv("HDPLANNER_AUTHOR", "HD adviser")
    hdplanner("pack", "s.hdplan", "-o", "p.pdf", "--force")
    assert author_of(tmp_path / "p.pdf") == "HD adviser"


def test_the_kinds_are_listed_one_a_line(hdplanner: Hdplanner) -> None:
    lines = hdplanner("pack", "--list-kinds").out.splitlines()

    assert "campaign" in [line.split()[0] for line in lines]
    assert [kind["kind"] for kind in hdplanner("pack", "--list-kinds", "--json").json] == [
        line.split()[0] for line in lines
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("plan.hdplan",),
        ("plan.hdplan", "-o", "p.pdf", "--kind", "novel"),
        ("plan.hdplan", "-o", "p.pdf", "--language", "xx"),
        ("plan.hdplan", "-o", "p.pdf", "--format", "odt"),
    ],
)
def test_wrong_usage_makes_no_pack(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert hdplanner("pack", *arguments).code == 2
    assert not (tmp_path / "p.pdf").exists()
