"""Which language the window speaks, and which way it runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from hdplanner import i18n
from hdplanner.ui import app as window


@pytest.fixture(autouse=True)
def leave_as_found(qapp: QApplication) -> Iterator[None]:
    """The application is shared: give it its direction and locale back."""
    direction, locale = qapp.layoutDirection(), QLocale()
    yield
    qapp.setLayoutDirection(direction)
    QLocale.setDefault(locale)


def test_the_window_runs_from_right_to_left_in_arabic(qapp: QApplication) -> None:
    window.speak(qapp, "ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert i18n.active_language() == "ar"


@pytest.mark.parametrize("unknown", ["C", "he_IL", "xx"])
def test_a_language_that_we_do_not_speak_becomes_english_whole(qapp: QApplication, unknown: str) -> None:
    """Hebrew would turn the window round, around English sentences."""
    window.speak(qapp, unknown)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert i18n.active_language() == "en"


def test_a_region_of_a_language_that_we_speak_stays(qapp: QApplication) -> None:
    window.speak(qapp, "fr_BE")
    assert i18n.active_language() == "fr"
    assert QLocale().territory() is QLocale.Country.Belgium
