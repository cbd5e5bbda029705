"""The classic networks come in whole as lists of ties."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from hdplanner.__main__ import main


@pytest.mark.parametrize("name", ["florentine", "karate", "krackhardt_kite"])
def test_a_classic_network_comes_in_whole(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    plan = str(tmp_path / "plan.hdplan")
    expected = json.loads((corpus / "networks/expected_centralities.dev.json").read_text(encoding="utf-8"))
    main(["new", plan, "--title", "T"])
    capsys.readouterr()

    assert main(["import", plan, str(corpus / f"networks/{name}.edges.csv"), "--as", "ties", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["imported"], done["errors"], done["duplicates"]) == (expected[name]["m"], [], [])
    with (corpus / f"networks/{name}.nodes.csv").open(encoding="utf-8") as file:
        nodes = {row["id"] for row in csv.DictReader(file)}
    assert {one["name"] for one in done["new_stakeholders"]} == nodes
    assert len(nodes) == expected[name]["n"]


@pytest.mark.parametrize("name", ["florentine", "karate", "krackhardt_kite"])
def test_its_measures_are_those_of_the_textbooks(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    plan = str(tmp_path / "plan.hdplan")
    expected = json.loads((corpus / "networks/expected_centralities.dev.json").read_text(encoding="utf-8"))[
        name
    ]
    main(["new", plan, "--title", "T"])
    main(["import", plan, str(corpus / f"networks/{name}.edges.csv"), "--as", "ties"])
    capsys.readouterr()
    assert main(["network", plan, "--measures", "--json"]) == 0
    found = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    measures = {
        "degree": "degree",
        "betweenness": "betweenness_normalised_unweighted",
        "closeness": "closeness_unweighted",
    }
    for measure, theirs in measures.items():
        assert len(expected[theirs]) == len(found)
        for node, value in expected[theirs].items():
            assert found[node][measure] == pytest.approx(value, abs=1e-5), (measure, node)
