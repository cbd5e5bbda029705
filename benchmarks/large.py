"""Makes the large campaign files that the benchmarks open: the same content at every run, kept between runs.

Everything goes in through ``Document.edit``, so that log and search index are as large as in a real file.
"""

from __future__ import annotations

import getpass
import hashlib
import inspect
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hdplanner.domain.base import derived_id
from hdplanner.services import interchange
from hdplanner.storage import Document, Label
from hdplanner.storage.layout import SCHEMA

Row = dict[str, Any]
Tables = dict[str, list[Row]]

STAKEHOLDERS = 10_000
NOTES = 100_000
OFFICE, CAMPAIGN = derived_id("bench", "office"), derived_id("bench", "campaign")
COMMON, RARE = "assembly", "quillwort"
"""A word that stands in about half of the notes, and one that stands in twenty of them."""

_SYLLABLES = (
    "ba",
    "ce",
    "dor",
    "fi",
    "gan",
    "hel",
    "is",
    "ka",
    "lum",
    "me",
    "nor",
    "ov",
    "pra",
    "ri",
    "sol",
    "tu",
)
_BODIES = (
    "Ministry",
    "Agency",
    "Committee",
    "Council",
    "Union",
    "Office",
    "Commission",
    "Institute",
    "Bureau",
)
_ACTORS = (
    "ministry",
    "parliament",
    "local-authority",
    "civil-society",
    "media",
    "private-sector",
    "academia",
)


def vocabulary(count: int, seed: int = 1) -> list[str]:
    """Invented words, each once, the same at every run."""
    dice = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4)))] = None
    return list(words)


def sentences(count: int, length: int = 24, seed: int = 2) -> Iterator[str]:
    """Invented notes: a few words are frequent and most are rare, as in a language (Zipf, 1949)."""
    dice = random.Random(seed)
    words = vocabulary(4_000)
    weights = [1 / (place + 3) for place in range(len(words))]
    chosen = dice.choices(words, weights, k=count * length)
    for number in range(count):
        said = chosen[number * length : (number + 1) * length]
        if dice.random() < 0.5:
            said[dice.randrange(length)] = COMMON
        if number % (count // 20) == 7:
            said[3] = RARE
        yield " ".join(said).capitalize() + "."


def tables(stakeholders: int, judgements: int, *, length: int = 8) -> Tables:
    """One office with one plan: so many stakeholders, and so many judgements of them, each with a note."""
    dice = random.Random(3)
    people = [_stakeholder(number, dice) for number in range(stakeholders)]
    notes = sentences(judgements, length)
    return {
        "office": [{"id": OFFICE, "name": "Benchmark office"}],
        "campaign": [
            {"id": CAMPAIGN, "office_id": OFFICE, "title": "Benchmark plan", "purpose": "Measuring"}
        ],
        "objective": [
            {
                "id": derived_id("bench", "objective", str(n)),
                "campaign_id": CAMPAIGN,
                "title": f"Objective {n}",
            }
            for n in range(3)
        ],
        "stakeholder": people,
        "involvement": [{"campaign_id": CAMPAIGN, "stakeholder_id": row["id"]} for row in people],
        "assessment": [
            _assessment(number, people[number % stakeholders]["id"], note, dice)
            for number, note in enumerate(notes)
        ],
    }


def _stakeholder(number: int, dice: random.Random) -> Row:
    word = "".join(dice.choice(_SYLLABLES) for _ in range(3)).capitalize()
    return {
        "id": derived_id("bench", "stakeholder", str(number)),
        "office_id": OFFICE,
        "name": f"{dice.choice(_BODIES)} of {word} {number}",
        "kind": dice.choice(("institution", "institution", "post", "group")),
        "actor_type": dice.choice(_ACTORS),
        "country": dice.choice(("XA", "XB", "XC")),
        "description": f"Works on {word.lower()}.",
    }


def _assessment(number: int, stakeholder: str, note: str, dice: random.Random) -> Row:
    row: Row = {
        "id": derived_id("bench", "assessment", str(number)),
        "campaign_id": CAMPAIGN,
        "stakeholder_id": stakeholder,
        "objective_id": derived_id("bench", "objective", "0"),
        "made_on": f"{dice.choice((2024, 2025))}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        "author": "Benchmark",
        "assessed_position": dice.randint(-2, 2),
        "confidence": dice.randint(1, 3),
        "evidence": note,
    }
    if number % 20:  # one in twenty is not placed
        row["influence"], row["interest"] = dice.randint(1, 5), dice.randint(1, 5)
        row["relationship"] = dice.randint(0, 4)
    return row


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a large file is made: its name, and the rows that go in."""

    name: str
    make: Callable[[], Tables]


CROWD = Recipe("crowd", lambda: tables(STAKEHOLDERS, 2 * STAKEHOLDERS))
"""10,000 stakeholders, each judged twice."""

ARCHIVE = Recipe("archive", lambda: tables(1_000, NOTES, length=24))
"""100,000 notes of 24 words, on 1,000 stakeholders."""


def file_of(recipe: Recipe) -> Path:
    """The finished file; made where it is not there yet. Copy it before changing it."""
    target = _folder() / f"{recipe.name}.hdplan"
    if target.exists():
        return target
    print(f"making {target.name} (once)", file=sys.stderr, flush=True)
    half = target.with_name(f"{recipe.name}-{os.getpid()}.hdplan")
    with Document.create(half, author="Benchmark") as document:
        data = {"format": interchange.FORMAT, "version": interchange.VERSION, "tables": recipe.make()}
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
    half.replace(target)
    return target


def _folder() -> Path:
    """Where large files are kept: another folder for every schema and every change of this module."""
    source = inspect.getsource(sys.modules[__name__]) + str(SCHEMA)
    mark = hashlib.sha256(source.encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"hdplanner-benchmarks-{getpass.getuser()}" / mark
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
