from __future__ import annotations

import json
from pathlib import Path

import pytest

from hdplanner.__main__ import main
from hdplanner.domain.models import CLASSES
from hdplanner.exchange.stakeholder_csv import active, inert
from hdplanner.services import campaigns, interchange
from hdplanner.services.stakeholders import add_stakeholder
from hdplanner.storage import Document, Label


def test_722_organisations_come_in_as_one_step_and_go_again(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(tmp_path / "plan.hdplan")
    source = corpus / "stakeholders/ocha-3w/hdx_hapi_organisations_global.csv"
    assert main(["new", plan, "--title", "T"]) == 0
    capsys.readouterr()
    assert main(["import", plan, str(source), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["rows"], done["imported"], done["errors"]) == (722, 722, [])
    assert main(["info", plan, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["stakeholders"] == 722
    assert main(["undo", plan]) == 0
    capsys.readouterr()
    main(["info", plan, "--json"])
    assert json.loads(capsys.readouterr().out)["counts"]["stakeholders"] == 0


def test_strings_that_break_programs_are_kept_and_come_back(corpus: Path, tmp_path: Path) -> None:
    strings = json.loads((corpus / "hostile/blns/blns.json").read_text(encoding="utf-8"))
    named = [text for text in strings if text.strip() and "\x00" not in text and len(text) <= 400]
    with Document.create(tmp_path / "a.hdplan", author="Ann") as document:
        document.edit(
            Label("x"), lambda session: campaigns.start_office(session, name="O", campaign_title="T")
        )
        document.edit(
            Label("y"), lambda session: [add_stakeholder(session, name="n", note=text) for text in named]
        )
        kept = document.read(interchange.dump)
    with Document.in_memory() as other:
        other.edit(Label("z"), lambda session: interchange.load(session, json.loads(json.dumps(kept))))
        assert other.read(interchange.dump) == kept
    notes = [row.get("note", "") for row in kept["tables"]["stakeholder"]]
    assert sum(note in named for note in notes) > len(named) * 0.95  # some are control characters alone
    assert len(notes) == len(named)
    assert all(active(inert(note)) == note for note in notes)
    assert CLASSES.keys() >= kept["tables"].keys()


def test_no_payload_of_the_collection_is_active_in_a_spreadsheet(corpus: Path) -> None:
    payloads = (corpus / "hostile/csv-injection/csv-payload.txt").read_text(encoding="utf-8").splitlines()
    for payload in payloads:
        assert not inert(payload).lstrip(" ").startswith(("=", "+", "-", "@")), payload


@pytest.mark.parametrize("pattern", ["sheets/**/*", "hostile/sqlite/*.db"])
def test_no_source_brings_a_command_down(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], pattern: str
) -> None:
    plan = str(tmp_path / "plan.hdplan")
    main(["new", plan, "--title", "T"])
    capsys.readouterr()
    for path in sorted(path for path in corpus.glob(pattern) if path.is_file()):
        code = main(["import", plan, str(path), "--dry-run"])
        assert code in (0, 1, 3), path
        assert len(capsys.readouterr().err.splitlines()) == (code == 3), path


def test_no_hostile_database_is_opened_or_touched(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in sorted((corpus / "hostile/sqlite").glob("*.db")):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        assert main(["info", str(copy)]) == 3, path
        assert copy.read_bytes() == path.read_bytes()
        assert "Traceback" not in capsys.readouterr().err
