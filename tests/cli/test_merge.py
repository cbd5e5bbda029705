"""`hdplanner merge`: what it tells, what it changes, what it leaves to decide."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.base import PROSE
from hdplanner.domain.office import Office
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.storage import Document, Label

Hdplanner = Callable[..., Any]


@pytest.fixture
def copies(plan: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one file that both changed the note of a ministry; the other one has an agency more."""
    with Document.open(plan, author="Ann") as document:
        _edit(document, lambda s: s.add(Stakeholder(office_id=_office(s), name="Ministry of Water")))
    other = Path(shutil.copy(plan, tmp_path / "other.hdplan"))
    for path, author, note in ((plan, "Ann", "Ours"), (other, "Bob", "Theirs")):
        with Document.open(path, author=author) as document:
            _edit(document, lambda s, note=note: setattr(s.query(Stakeholder).one(), "note", note))
    with Document.open(other, author="Bob") as document:
        _edit(document, lambda s: s.add(Stakeholder(office_id=_office(s), name="Agency for roads")))
    return plan, other


def _water(session: Any) -> Stakeholder:
    return session.query(Stakeholder).filter_by(name="Ministry of Water").one()  # type: ignore[no-any-return]


def _office(session: Any) -> str:
    return str(session.query(Office.id).scalar())


def _edit(document: Document, work: Callable[[Any], Any]) -> None:
    document.edit(Label("stakeholder.update"), work)


def _notes(path: Path, passphrase: str | None = None) -> dict[str, str]:
    with Document.open(path, author="X", passphrase=passphrase, read_only=True) as document:
        return dict(
            document.read(lambda s: [tuple(row) for row in s.query(Stakeholder.name, Stakeholder.note)])
        )


def test_a_plan_tells_what_would_come_and_changes_nothing(
    hdplanner: Hdplanner, copies: tuple[Path, Path]
) -> None:
    mine, other = copies
    before = mine.read_bytes(), other.read_bytes()

    outcome = hdplanner("merge", mine, other, "--plan", "--json")

    assert outcome.code == 1
    assert outcome.json["incoming"] == 1
    assert outcome.json["applied"] is False
    (conflict,) = outcome.json["conflicts"]
    assert conflict["kind"] == "field"
    assert (conflict["table"], conflict["field"]) == ("stakeholder", "note")
    assert (conflict["base"], conflict["mine"], conflict["theirs"], conflict["by"]) == (
        "",
        "Ours",
        "Theirs",
        "Bob",
    )
    assert (mine.read_bytes(), other.read_bytes()) == before


def test_without_a_terminal_conflicts_are_left_open(hdplanner: Hdplanner, copies: tuple[Path, Path]) -> None:
    mine, other = copies

    outcome = hdplanner("merge", mine, other)

    assert outcome.code == 1
    assert "1 record came in." in outcome.out
    assert "1 conflict is left to decide." in outcome.out
    assert _notes(mine) == {"Ministry of Water": "Ours", "Agency for roads": ""}
    with Document.open(mine, author="Ann", read_only=True) as document:
        assert [one.theirs.value for one in document.open_conflicts()] == ["Theirs"]


@pytest.mark.parametrize(("take", "note"), [("mine", "Ours"), ("theirs", "Theirs")])
def test_what_is_taken_counts_and_is_not_asked_again(
    hdplanner: Hdplanner, copies: tuple[Path, Path], take: str, note: str
) -> None:
    mine, other = copies

    outcome = hdplanner("merge", mine, other, "--take", take, "--json")

    assert outcome.code == 0
    assert outcome.json["applied"] is True
    assert outcome.json["conflicts"] == []
    assert _notes(mine)["Ministry of Water"] == note
    assert hdplanner("merge", other, mine, "--json").code == 0
    assert _notes(other) == _notes(mine)
    assert "nothing that is not here" in hdplanner("merge", mine, other).out


@pytest.mark.parametrize(("take", "note"), [("mine", "Ours"), ("theirs", "Theirs")])
def test_what_was_left_open_is_named_until_it_is_taken(
    hdplanner: Hdplanner, copies: tuple[Path, Path], take: str, note: str
) -> None:
    mine, other = copies
    hdplanner("merge", mine, other)

    again = hdplanner("merge", mine, other, "--json")

    assert again.code == 1
    assert again.json["incoming"] == 0
    assert [(one["mine"], one["theirs"]) for one in again.json["conflicts"]] == [("Ours", "Theirs")]
    taken = hdplanner("merge", mine, other, "--take", take, "--json")
    assert (taken.code, taken.json["conflicts"]) == (0, [])
    assert _notes(mine)["Ministry of Water"] == note
    assert hdplanner("merge", other, mine, "--json").code == 0
    assert _notes(other) == _notes(mine)


def test_one_undo_takes_a_merge_back(hdplanner: Hdplanner, copies: tuple[Path, Path]) -> None:
    mine, other = copies
    before = _notes(mine)
    hdplanner("merge", mine, other, "--take", "theirs")

    assert hdplanner("undo", mine).code == 0
    assert _notes(mine) == before
    assert hdplanner("merge", mine, other, "--plan", "--json").json["incoming"] == 1


def test_the_terminal_asks_conflict_by_conflict(
    hdplanner: Hdplanner, copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = copies
    typed = iter(["x", "b"])
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or next(typed))

    outcome = hdplanner("merge", mine, other)

    assert outcome.code == 0
    assert "Ministry of Water" in outcome.out
    assert len(asked) == 2
    assert _notes(mine)["Ministry of Water"] == "Ours\n\nTheirs"


def test_two_texts_that_do_not_fit_into_one_cannot_both_be_taken(
    hdplanner: Hdplanner, copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = copies
    for path, letter in ((mine, "M"), (other, "T")):
        with Document.open(path, author="Ann") as document:
            _edit(document, lambda s, letter=letter: setattr(_water(s), "note", letter * (PROSE - 1)))
    typed = iter(["b", "h"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(typed))

    outcome = hdplanner("merge", mine, other)

    assert outcome.code == 0
    assert list(typed) == []
    assert max(map(len, outcome.out.splitlines())) < 600
    assert _notes(mine)["Ministry of Water"] == "M" * (PROSE - 1)


def test_the_other_copy_may_have_another_passphrase(
    hdplanner: Hdplanner, copies: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = copies
    locked = tmp_path / "locked.hdplan"
    with Document.open(other, author="Bob") as document:
        document.save_copy(locked, "quite another secret")

    assert hdplanner("merge", mine, locked).code == 3
    monkeypatch.setenv("HDPLANNER_OTHER_PASSPHRASE", "quite another secret")
    assert hdplanner("merge", mine, locked, "--take", "theirs").code == 0
    assert _notes(mine)["Ministry of Water"] == "Theirs"


def test_another_campaign_is_refused(hdplanner: Hdplanner, copies: tuple[Path, Path], tmp_path: Path) -> None:
    hdplanner("new", "stranger.hdplan", "--title", "Another plan")
    before = copies[0].read_bytes()

    outcome = hdplanner("merge", copies[0], tmp_path / "stranger.hdplan")

    assert outcome.code == 3
    assert "not a copy of this file" in outcome.err
    assert copies[0].read_bytes() == before


def test_a_version_is_kept_before_a_merge(hdplanner: Hdplanner, copies: tuple[Path, Path]) -> None:
    mine, other = copies
    hdplanner("merge", mine, other, "--take", "mine")

    folder = mine.with_name(f"{mine.name}-versions")
    assert [path for path in folder.iterdir() if path.suffix == ".hdplan"]
