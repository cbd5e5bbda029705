from __future__ import annotations

from pathlib import Path

import pytest

from hdplanner.errors import PlannerError
from hdplanner.storage import Document, versions
from hdplanner.storage.layout import APPLICATION_ID, SCHEMA

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "hostile" / "sqlite"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")


@pytest.mark.parametrize("source", sorted(CORPUS.glob("*.db")), ids=lambda source: source.stem)
@pytest.mark.parametrize("disguise", [None, 1, SCHEMA], ids=["as it is", "as an older one", "as ours"])
def test_a_hostile_database_is_refused_and_left_alone(
    tmp_path: Path, source: Path, disguise: int | None
) -> None:
    content = bytearray(source.read_bytes())
    if disguise is not None:
        content[60:64], content[68:72] = disguise.to_bytes(4, "big"), APPLICATION_ID.to_bytes(4, "big")
    copy = tmp_path / "x.hdplan"
    copy.write_bytes(content)

    for passphrase, read_only in ((None, False), (None, True), ("a secret", False)):
        with pytest.raises(PlannerError):
            Document.open(copy, author="Ann", passphrase=passphrase, read_only=read_only)

    assert copy.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == [copy.name]


@pytest.mark.parametrize("source", sorted(CORPUS.glob("*.db")), ids=lambda source: source.stem)
def test_a_hostile_database_is_never_merged_nor_gone_back_to(tmp_path: Path, source: Path) -> None:
    content = bytearray(source.read_bytes())
    content[60:64], content[68:72] = SCHEMA.to_bytes(4, "big"), APPLICATION_ID.to_bytes(4, "big")
    other = tmp_path / "other.hdplan"
    other.write_bytes(content)
    with Document.create(tmp_path / "plan.hdplan", author="Ann") as document:
        with pytest.raises(PlannerError):
            document.plan_merge(other)
        found = document.on_file(versions.source_of)
        assert found is not None
        found.folder.mkdir()
        (found.folder / "20260101T000000000Z-abcdef-kept.hdplan").write_bytes(content)
        assert versions.listed(found).versions == ()
        assert document.verify() == []

    assert other.read_bytes() == content
