from __future__ import annotations

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real files that stands beside the project and is no part of it."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus is not here: {CORPUS}")
    return CORPUS
