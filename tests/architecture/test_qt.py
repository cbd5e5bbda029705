"""The installed Qt for Python is one that can be used."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_twenty_thousand_calls_give_away_no_reference_to_none() -> None:
    """PySide6 6.12 on Python 3.11 gives away one reference to None a call, and the process aborts."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _number in range(20_000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 10_000
