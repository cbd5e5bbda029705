from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hdplanner.domain.fields import FIELD_LABELS, NOUNS
from hdplanner.domain.values import Position, TieKind
from hdplanner.i18n import activate
from hdplanner.services import assessments, record_labels, stakeholders, ties
from hdplanner.services.record_words import (
    RecordWords,
    field_word,
    fields_shown,
    noun_word,
    shortened,
)
from hdplanner.storage import Document, Label
from hdplanner.storage.document import default_layout

Told = Callable[..., str]


@pytest.fixture
def value(document: Document, plan: Any) -> Told:
    """What a value is told as."""

    def told(table: str, field: str, stored: object, **of: Any) -> str:
        return document.read(lambda session: RecordWords(session).value(table, field, stored, of))

    return told


@pytest.fixture
def name(document: Document, plan: Any) -> Told:
    """What a record is called."""
    return lambda table, key, image=None: document.read(
        lambda session: RecordWords(session).name(table, key, image)
    )


def test_every_field_and_kind_of_record_that_is_logged_has_a_word() -> None:
    for table, columns in default_layout().logged.items():
        assert table in NOUNS or table in record_labels.NOUNS, table
        for column in columns:
            assert column in FIELD_LABELS or column in record_labels.FIELDS, f"{table}.{column}"


def test_a_word_is_said_once_and_none_is_for_nothing() -> None:
    logged = default_layout().logged
    fields = {column for columns in logged.values() for column in columns}
    assert not set(record_labels.FIELDS) & set(FIELD_LABELS)
    assert not set(record_labels.NOUNS) & set(NOUNS)
    assert set(record_labels.FIELDS) <= fields
    assert set(record_labels.NOUNS) <= set(logged)
    assert all(field in logged[table] for table, field in record_labels.OF_TABLE)


def test_a_field_may_mean_something_else_in_one_kind_of_record() -> None:
    assert field_word("stakeholder_role", "value") == "Role"
    assert field_word("contact", "value") == "Number or address"
    assert field_word("marker_reading", "evidence") == "Evidence"
    assert noun_word("decision_window") == "Decision window"
    assert "office_id" not in fields_shown("stakeholder")


def test_values_are_told_as_a_form_shows_them(value: Told) -> None:
    assert value("stakeholder", "kind", "post") == "Post"
    assert value("assessment", "influence", 4) == "High (4)"
    assert value("assessment", "assessed_position", Position(-2)) == "Actively opposed (-2)"
    assert value("assessment", "made_on", "2026-05-03") == "3 May 2026"
    assert value("assessment", "made_on", date(2026, 5, 3)) == "3 May 2026"
    assert value("meeting", "starts_at", "2026-05-03 14:30:00.000000") == "3 May 2026, 14:30"
    assert value("meeting", "starts_at", "2026-05-03 00:00:00.000000", date_only=1) == "3 May 2026"
    assert value("stakeholder", "do_not_approach", 1) == "Yes"
    assert value("stakeholder", "do_not_approach", 0) == "No"
    assert value("stakeholder_language", "value", "fr") == "French"
    assert value("hand_out", "copy_number", 1200) == "1,200"


def test_not_assessed_is_not_the_same_as_empty(value: Told) -> None:
    assert value("assessment", "influence", None) == "Not assessed"
    assert value("assessment", "strained", None) == "Not assessed"
    assert value("assessment", "evidence", "") == "empty"
    assert value("stakeholder", "parent_id", None) == "empty"


def test_a_value_that_no_list_holds_is_shown_as_it_stands(value: Told) -> None:
    assert value("stakeholder", "kind", "ghost") == "ghost"
    assert value("assessment", "influence", 9) == "9"
    assert value("assessment", "made_on", "soon") == "soon"
    assert value("no_such_table", "field", 3) == "3"


def test_an_order_is_told_without_its_code(value: Told) -> None:
    assert value("message", "rank", "Vm3") == "set"


def test_a_pointer_is_told_by_name_also_when_its_record_is_gone(
    document: Document, plan: Any, value: Told
) -> None:
    assert value("stakeholder", "parent_id", plan.ministry) == "Ministry of Finance"
    document.edit(Label("stakeholder.delete"), lambda s: stakeholders.delete_stakeholders(s, [plan.ministry]))
    assert value("stakeholder", "parent_id", plan.ministry) == "Ministry of Finance"
    assert value("stakeholder", "parent_id", "no-such-key") == "a deleted record"


def test_nothing_is_told_of_a_record_that_was_erased(document: Document, plan: Any, name: Told) -> None:
    document.on_file(
        lambda hand: (
            hand.link.raw.execute("PRAGMA query_only = OFF")
            and hand.link.raw.execute(
                "INSERT INTO tombstone (tbl, row_id) VALUES ('stakeholder', ?)", (plan.person,)
            )
        ),
        writing=True,
    )
    assert name("stakeholder", plan.person, {"name": "A. Person"}) == "an erased record"


def test_a_record_without_a_name_is_called_after_what_it_is_about(
    document: Document, plan: Any, name: Told
) -> None:
    def work(session: Any) -> tuple[str, str]:
        tie = ties.add_tie(
            session,
            campaign_id=plan.campaign,
            source_id=plan.ifrc,
            target_id=plan.ministry,
            kind=TieKind.ADVISES,
        )
        made = assessments.assess(
            session,
            campaign_id=plan.campaign,
            moves={plan.ministry: {"influence": 4}},
            made_on=date(2026, 5, 3),
            author="Ann",
        )
        return tie, made[0]

    tie, assessment = document.edit(Label("test.edit"), work).result
    assert name("tie", tie) == "IFRC delegation advises Ministry of Finance"
    assert name("assessment", assessment) == "Ministry of Finance · 3 May 2026"


def test_long_text_is_cut_at_a_word_and_on_one_line() -> None:
    assert shortened("one\ntwo", 20) == "one two"
    assert shortened("a word and another word", 12) == "a word and…"
    assert shortened("x" * 30, 10) == "x" * 10 + "…"


def test_words_follow_the_language_of_the_interface(value: Told) -> None:
    activate("fr")
    assert value("assessment", "made_on", "2026-05-03") == "3 mai 2026"
    assert field_word("assessment", "influence") == "Influence"
