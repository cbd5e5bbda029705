"""A table of 10,000 stakeholders comes in: read, understood, compared with what is there, saved as one edit."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.__main__ import main


def test_import_10_000_rows(measure: Measure, tmp_path: Path) -> None:
    source, file = tmp_path / "stakeholders.csv", tmp_path / "plan.hdplan"
    dice = random.Random(11)
    words = large.vocabulary(large.STAKEHOLDERS)
    with source.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Name", "Kind", "Country", "Influence", "Interest", "Position", "Evidence"])
        for word in words:
            ratings = [dice.randint(1, 5), dice.randint(1, 5), dice.randint(-2, 2)]
            writer.writerow([f"Council of {word}", "Institution", "XA", *ratings, f"They said {word}."])

    def fresh() -> None:
        assert main(["new", str(file), "--title", "Benchmark", "--force"]) == 0

    def bring_in() -> None:
        code = main(["import", str(file), str(source), "--json"])
        assert code in (0, 1), f"the import was refused with {code}"

    measure("import a table of 10,000 rows as one edit", bring_in, setup=fresh, rounds=3)
