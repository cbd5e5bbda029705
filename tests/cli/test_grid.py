from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from defusedxml import ElementTree
from PIL import Image

from hdplanner.domain.rules_grid import mendelow_quadrant

Hdplanner = Callable[..., Any]
METHODS = ["mendelow", "aiim", "position", "relationship"]


@pytest.fixture
def sample(hdplanner: Hdplanner, tmp_path: Path) -> Path:
    hdplanner("sample", "disaster-law", "sample.hdplan")
    return tmp_path / "sample.hdplan"


@pytest.mark.parametrize("method", METHODS)
def test_every_method_draws_all_who_are_placed_or_says_them(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path, method: str
) -> None:
    done = hdplanner("grid", sample, "--method", method, "-o", "grid.svg", "--json")
    assert done.code == 0
    assert done.json["placed"]
    said = " ".join(ElementTree.fromstring((tmp_path / "grid.svg").read_bytes()).itertext())
    for one in done.json["placed"][:12]:
        assert one["name"] in said
    assert "CONFIDENTIAL" in said
    assert "Assessed until" in said


def test_the_json_gives_the_ratings_on_both_axes_and_the_quadrant(hdplanner: Hdplanner, sample: Path) -> None:
    found = hdplanner("grid", sample, "--json").json
    assert (found["method"], found["axes"]) == ("mendelow", {"x": "interest", "y": "influence"})
    for one in found["placed"]:
        quadrant = mendelow_quadrant(one["y"], one["x"])
        assert quadrant is not None
        assert one["quadrant"] == quadrant.value
    ids = [one["id"] for part in ("placed", "unassessed", "apart") for one in found[part]]
    assert len(ids) == len(set(ids))
    assert found["file"] is None


def test_what_is_not_assessed_is_never_in_the_middle(hdplanner: Hdplanner, sample: Path) -> None:
    placed: dict[str, set[str]] = {}
    for method in METHODS:
        found = hdplanner("grid", sample, "--method", method, "--json").json
        placed[method] = {one["id"] for one in found["placed"]}
        assert placed[method].isdisjoint(one["id"] for one in found["unassessed"])
        assert placed[method].isdisjoint(one["id"] for one in found["apart"])


def test_own_axes_are_any_two_ratings(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    done = hdplanner("grid", sample, "--x", "confidence", "--y", "interest", "-o", "own.svg", "--json")
    assert (done.json["method"], done.json["axes"]) == ("own", {"x": "confidence", "y": "interest"})
    assert {one["quadrant"] for one in done.json["placed"]} == {None}
    assert "Interest by confidence" in (tmp_path / "own.svg").read_text(encoding="utf-8")


def test_a_picture_is_a_pdf_or_a_png_by_its_ending(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    for ending in ("pdf", "png"):
        done = hdplanner("grid", sample, "--method", "aiim", "-o", f"grid.{ending}")
        assert (done.code, f"grid.{ending}" in done.out) == (0, True)
    with pikepdf.open(tmp_path / "grid.pdf") as pdf:
        assert len(pdf.pages) == 1
    with Image.open(tmp_path / "grid.png") as image:
        assert image.width > 3000


def test_the_same_file_gives_the_same_picture(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        hdplanner("grid", sample, "-o", f"{name}.pdf", "--date", "2026-01-15")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_before_the_first_assessment_nobody_is_placed(hdplanner: Hdplanner, sample: Path) -> None:
    found = hdplanner("grid", sample, "--date", "1999-12-31", "--json").json
    assert found["placed"] == []
    assert found["unassessed"]


def test_without_a_file_the_grid_is_told_in_words(hdplanner: Hdplanner, sample: Path, plan: Path) -> None:
    assert "Manage closely:" in hdplanner("grid", sample).out
    assert "nobody" in hdplanner("grid", plan).out


def test_an_objective_is_chosen_by_title_or_id(hdplanner: Hdplanner, sample: Path) -> None:
    title = hdplanner("grid", sample, "--json").json["objective"]
    assert hdplanner("grid", sample, "--objective", title, "--json").json["objective"] == title
    assert hdplanner("grid", sample, "--objective", "No such thing").code == 3


def test_the_public_sees_no_judgement(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    done = hdplanner("grid", sample, "--audience", "public", "-o", "public.svg", "--json")
    assert done.json["placed"] == []
    assert done.json["objective"] == ""
    names = {one["name"] for one in hdplanner("grid", sample, "--json").json["placed"]}
    said = (tmp_path / "public.svg").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if name in said] == ["Ministry of Finance"]  # marked as public


def test_an_arabic_picture_has_arabic_words(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    hdplanner("grid", sample, "--language", "ar", "-o", "ar.svg")
    assert 'direction="rtl"' in (tmp_path / "ar.svg").read_text(encoding="utf-8")


def test_a_picture_that_is_there_is_left_unless_forced(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "grid.svg").write_text("mine")
    assert hdplanner("grid", sample, "-o", "grid.svg").code == 3
    assert (tmp_path / "grid.svg").read_text() == "mine"
    assert hdplanner("grid", sample, "-o", "grid.svg", "--force").code == 0
    assert (tmp_path / "grid.svg").read_text().startswith("<svg")


def test_a_campaign_file_is_never_drawn_over(hdplanner: Hdplanner, sample: Path) -> None:
    odd = sample.rename(sample.with_suffix(".svg"))
    before = odd.read_bytes()
    assert hdplanner("grid", odd, "-o", odd, "--force").code == 3
    assert odd.read_bytes() == before


def test_drawing_changes_nothing_in_the_file(hdplanner: Hdplanner, sample: Path) -> None:
    before, steps = sample.read_bytes(), hdplanner("history", sample, "--json").json
    hdplanner("grid", sample, "--json")
    assert sample.read_bytes() == before
    hdplanner("grid", sample, "-o", "grid.svg")
    assert hdplanner("history", sample, "--json").json == steps


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "grid.jpg"),
        ("-o", "grid"),
        ("--method", "salience"),
        ("--method", "own"),
        ("--method", "own", "--x", "interest"),
        ("--x", "interest", "--y", "interest"),
        ("--x", "interest", "--y", "name"),
        ("--method", "aiim", "--x", "interest", "--y", "influence"),
        ("--date", "yesterday"),
        ("--date", "1850-01-01"),
        ("--date", "2999-01-01"),
        ("--language", "xx", "-o", "grid.svg"),
        ("--audience", "everyone"),
    ],
)
def test_what_cannot_be_drawn_is_wrong_usage(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    there = set(tmp_path.iterdir())
    assert hdplanner("grid", sample, *arguments).code == 2
    assert set(tmp_path.iterdir()) == there


def test_where_there_is_no_folder_nothing_is_written(hdplanner: Hdplanner, sample: Path) -> None:
    assert hdplanner("grid", sample, "-o", "nowhere/grid.svg").code == 3
    assert hdplanner("grid", "missing.hdplan", "--json").code == 3
