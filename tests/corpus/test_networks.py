from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from hdplanner.domain.rules_network import Measure, measures


def measured(corpus: Path, name: str) -> dict[str, Measure]:
    def rows(kind: str) -> list[dict[str, str]]:
        with (corpus / "networks" / f"{name}.{kind}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    nodes = [row["id"] for row in rows("nodes")]
    return {one.id: one for one in measures(nodes, [(row["source"], row["target"]) for row in rows("edges")])}


@pytest.mark.parametrize("name", ["florentine", "karate", "krackhardt_kite"])
def test_measures_agree_with_those_published(corpus: Path, name: str) -> None:
    expected = json.loads((corpus / "networks" / "expected_centralities.dev.json").read_text())[name]
    found = measured(corpus, name)
    assert {key: one.degree for key, one in found.items()} == expected["degree"]
    assert {key: one.betweenness for key, one in found.items()} == pytest.approx(
        expected["betweenness_normalised_unweighted"], abs=1e-6
    )
    assert {key: one.closeness for key, one in found.items()} == pytest.approx(
        expected["closeness_unweighted"], abs=1e-6
    )


def test_the_medici_are_tied_to_six_and_stand_on_half_of_the_ways(corpus: Path) -> None:
    medici = measured(corpus, "florentine")["Medici"]
    assert (medici.degree, round(medici.betweenness, 3)) == (6, 0.522)
