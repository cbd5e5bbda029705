"""The network of a plan: routes and measures on 1,000 stakeholders with 3,000 ties, and reading it among 10,000."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.domain.base import derived_id
from hdplanner.services import interchange
from hdplanner.services.network import Network, measures, network, routes
from hdplanner.storage import Document, Label

NODES, TIES, MESSENGERS, RELATIONS = 1_000, 3_000, 10, 60
TODAY = date(2026, 11, 22)


def key(kind: str, number: int) -> str:
    """The key of a row, as the large files give it."""
    return derived_id("bench", kind, str(number))


def web(stakeholders: int) -> large.Tables:
    """So many stakeholders, with ties among the first thousand and messengers who know some of them."""
    dice = random.Random(5)
    tables = large.tables(stakeholders, 0)
    tables["messenger"] = [
        {"id": key("messenger", n), "office_id": large.OFFICE, "name": f"Messenger {n}"}
        for n in range(MESSENGERS)
    ]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < TIES:
        one, other = dice.sample(range(NODES), 2)
        pairs[one, other] = None
    tables["tie"] = [
        {
            "id": key("tie", n),
            "campaign_id": large.CAMPAIGN,
            "source_id": key("stakeholder", one),
            "target_id": key("stakeholder", other),
            "kind": "advises",
            "strength": dice.randint(1, 3),
            "confidence": dice.randint(1, 3),
        }
        for n, (one, other) in enumerate(pairs)
    ]
    tables["relation"] = [
        {
            "id": key("relation", n),
            "campaign_id": large.CAMPAIGN,
            "messenger_id": key("messenger", n % MESSENGERS),
            "stakeholder_id": key("stakeholder", dice.randrange(NODES)),
            "level": dice.randint(1, 4),
        }
        for n in range(RELATIONS)
    ]
    return tables


def document_of(path: Path, stakeholders: int) -> Document:
    """A file with a web in it, open."""
    document = Document.create(path, author="Benchmark")
    data = {"format": interchange.FORMAT, "version": interchange.VERSION, "tables": web(stakeholders)}
    document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    return document


@pytest.fixture
def known(tmp_path: Path) -> Network:
    """The network of 1,000 and 3,000, read."""
    with document_of(tmp_path / "web.hdplan", NODES) as document:
        return document.read(lambda session: network(session, large.CAMPAIGN, today=TODAY))


def test_routes(measure: Measure, known: Network) -> None:
    targets = [node.id for node in known.nodes]

    def find() -> None:
        targets.append(targets.pop(0))
        routes(known, targets[-1])

    measure("routes to a stakeholder, on 1,000 nodes and 3,000 ties", find, aim_ms=100)
    assert any(routes(known, target).routes for target in targets[:20])


def test_measures(measure: Measure, known: Network) -> None:
    found = measure("degree, betweenness and closeness of 1,000 nodes", lambda: measures(known))
    assert len(found) == NODES


def test_reading_the_network_among_10_000(measure: Measure, tmp_path: Path) -> None:
    with document_of(tmp_path / "large.hdplan", large.STAKEHOLDERS) as document:

        def read() -> Network:
            return document.read(lambda session: network(session, large.CAMPAIGN, today=TODAY))

        found = measure("read the network of 10,000 stakeholders and 3,000 ties", read, rounds=5)
        assert (len(found.nodes), len(found.ties)) == (large.STAKEHOLDERS, TIES)
