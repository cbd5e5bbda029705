"""How sentences, dates and names come together in a pack's language."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hdplanner.briefing.content import Column, Tone
from hdplanner.briefing.sections.tables import filled
from hdplanner.briefing.sections.voice import Voice, paragraphs
from hdplanner.domain.values import Influence, Position
from hdplanner.i18n import catalogue


def voice(language: str = "en", *, words_only: bool = False) -> Voice:
    return Voice(catalogue(language), words_only, lambda text, size, bold: len(text) * size, "Africa/Tunis")


def test_a_rating_is_named_and_numbered_unless_the_plan_is_in_words() -> None:
    assert voice().step(Influence, 4) == "High (4)"
    assert voice(words_only=True).step(Influence, 4) == "High"
    assert voice().step(Influence, None) == "Not assessed"
    assert voice().step(Position, 0) == "Uncommitted"


def test_dates_are_written_as_the_language_writes_them() -> None:
    assert voice().day(date(2026, 5, 3), "long") == "3 May 2026"
    assert voice("fr").day(date(2026, 5, 3), "long") == "3 mai 2026"
    assert voice().day(None) == ""
    assert voice().span(date(2026, 5, 3), date(2026, 5, 3)) == "3 May 2026"


def test_a_time_names_its_zone_only_where_it_is_another() -> None:
    when = datetime(2026, 12, 5, 10, 0)  # noqa: DTZ001  planned times are local
    assert voice().moment(when, "Africa/Tunis", date_only=False) == "5 Dec 2026, 10:00"
    assert voice().moment(when, "Europe/Paris", date_only=False).endswith("(Europe/Paris)")
    assert voice().moment(when, "", date_only=True) == "5 Dec 2026"
    assert voice().moment(None, "", date_only=False) == ""


@pytest.mark.parametrize(
    ("tag", "name"), [("ar", "Arabic"), ("fr-CA", "French (Canada)"), ("??", "??"), ("", "")]
)
def test_a_language_is_called_by_its_name(tag: str, name: str) -> None:
    assert voice().language_name(tag) == name


def test_blank_lines_part_paragraphs() -> None:
    assert [one.text for one in paragraphs("One\nstill one\n \n\nTwo", Tone.BODY)] == [
        "One\nstill one",
        "Two",
    ]
    assert paragraphs(" \n\n ") == []


def test_a_column_that_says_nothing_is_not_printed() -> None:
    columns = (Column("Who"), Column("Note"), Column("When"))
    table = filled(columns, [("A", " ", "1"), ("", "", ""), ("B", "", "")])
    assert [column.title for column in table.columns] == ["Who", "When"]
    assert table.rows == (("A", "1"), ("B", ""))
    assert filled(columns, []).rows == ()
