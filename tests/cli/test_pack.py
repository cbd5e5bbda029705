from __future__ import annotations

import hashlib
import json
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


KINDS = [
    "speaking-card",
    "meeting-brief",
    "campaign",
    "leave-behind",
    "partner",
    "record",
    "read-out",
    "handover",
]


@pytest.fixture
def sample(hdplanner: Hdplanner, tmp_path: Path) -> Path:
    """The first sample as a file."""
    assert hdplanner("sample", "disaster-law", "s.hdplan").code == 0
    return tmp_path / "s.hdplan"


def test_all_kinds_are_offered_in_one_list(hdplanner: Hdplanner) -> None:
    assert sorted(one["kind"] for one in hdplanner("pack", "--list-kinds", "--json").json) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_made_without_saying_for_whom(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path, kind: str
) -> None:
    made = hdplanner("pack", sample, "--kind", kind, "-o", "p.pdf", "--json")
    assert made.code == 0
    assert made.json["pages"] == len(PdfReader(tmp_path / "p.pdf").pages) >= 1


def test_a_word_file_is_made_by_its_ending_or_by_request(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    made = hdplanner("pack", sample, "--kind", "leave-behind", "-o", "p.docx", "--json")
    assert (made.code, made.json["pages"]) == (0, None)
    assert hdplanner("pack", sample, "--kind", "leave-behind", "-o", "q.bin", "--format", "docx").code == 0
    assert (tmp_path / "q.bin").read_bytes() == (tmp_path / "p.docx").read_bytes()
    assert (tmp_path / "p.docx").read_bytes()[:2] == b"PK"
    assert hdplanner("pack", sample, "-o", "r.docx", "--encrypt").code == 2


def test_what_a_pack_would_reveal_is_told_and_nothing_is_written(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    told = hdplanner("pack", sample, "--kind", "campaign", "--reveals", "--json")
    assert told.code == 0
    assert {"persons", "judgements", "above_marking"} <= set(told.json)
    assert told.json["judgements"]
    left = hdplanner(
        "pack", sample, "--kind", "leave-behind", "--audience", "internal", "--reveals", "--json"
    )
    assert left.json["judgements"] == []
    assert hdplanner("pack", sample, "--reveals").out.strip()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_pack_is_about_whom_it_is_for(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    rows = hdplanner("export", sample, "all.json", "--json")
    assert rows.code == 0
    post = next(
        row
        for row in json.loads((tmp_path / "all.json").read_text())["tables"]["stakeholder"]
        if row.get("kind") == "post"
    )
    made = hdplanner("pack", sample, "--kind", "speaking-card", "--for", post["name"], "-o", "c.pdf")
    assert made.code == 0
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "c.pdf").pages).split())
    assert post["name"] in words
    assert hdplanner("pack", sample, "--for", "Nobody at all", "-o", "d.pdf").code == 3
    assert not (tmp_path / "d.pdf").exists()


def test_the_plan_goes_along_as_data_in_internal_packs_only(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    made = hdplanner("pack", sample, "--kind", "record", "--attach-plan", "-o", "p.pdf", "--json")
    assert made.code == 0
    with pikepdf.open(tmp_path / "p.pdf") as pack:
        plan = json.loads(pack.attachments["plan.json"].get_file().read_bytes())
    assert plan["tables"]["stakeholder"]
    assert made.json["digest"] == hashlib.sha256((tmp_path / "p.pdf").read_bytes()).hexdigest()
    refused = hdplanner("pack", sample, "--kind", "partner", "--attach-plan", "-o", "q.pdf")
    assert (refused.code, (tmp_path / "q.pdf").exists()) == (2, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--audience", "the press"),
        ("--valid-until", "tomorrow"),
        ("--second-language", "xx"),
        ("--tlp", "blue"),
        ("--marking", "secret"),
    ],
)
def test_a_choice_that_does_not_exist_is_wrong_usage(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path, arguments: tuple[str, str]
) -> None:
    assert hdplanner("pack", sample, *arguments, "-o", "p.pdf").code == 2
    assert not (tmp_path / "p.pdf").exists()


def test_marking_label_and_validity_stand_on_the_page(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    arguments = ("--marking", "strictly-confidential", "--tlp", "amber-strict", "--valid-until", "2027-01-31")
    made = hdplanner("pack", sample, "--kind", "speaking-card", *arguments, "-o", "p.pdf", "--json")
    assert made.json["marking"] == "strictly-confidential"
    words = " ".join(page.extract_text() for page in PdfReader(tmp_path / "p.pdf").pages)
    assert "TLP:AMBER+STRICT" in words
    assert "31 January 2027" in words
