from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hdplanner.services.access_words import entry_sentence
from hdplanner.storage.access_log import AccessEntry


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("encrypted", "encrypted"),
        ("passphrase", "the passphrase changed"),
        ("removed", "the encryption removed"),
        ("recovery sheet", "a recovery sheet made"),
    ],
)
def test_an_entry_tells_how_the_protection_of_the_file_changed(how: str, told: str) -> None:
    entry = AccessEntry(1, datetime(2026, 6, 1, tzinfo=UTC), "Ann", "protection", {"how": how}, "")
    assert entry_sentence(entry).endswith(f": {told}")
