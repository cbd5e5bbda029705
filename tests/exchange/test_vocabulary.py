from __future__ import annotations

from datetime import date

import pytest

from hdplanner.domain.values import ActorType, Level, Position, StakeholderKind, TieKind, TieSign
from hdplanner.exchange import fields, tie_fields, vocabulary
from hdplanner.exchange.vocabulary import (
    CHOICES,
    SCALES,
    actor_type_of,
    choice_of,
    country_of,
    day_of,
    flag_of,
    step_of,
)


def test_every_value_and_every_label_of_every_list_is_understood() -> None:
    for field, kind in CHOICES.items():
        for member in kind:
            assert choice_of(field, member.value) is member
            assert choice_of(field, member.text.upper()) is member


def test_every_number_and_every_label_of_every_scale_is_understood() -> None:
    for field, scale in SCALES.items():
        for step in scale:
            assert step_of(field, str(int(step))) == step
            assert step_of(field, step.text.upper()) == step
            assert step_of(field, f"{int(step)} - {step.text}") == step


def test_no_synonym_contradicts_another() -> None:
    for kind, words in vocabulary._SYNONYMS.items():
        meanings: dict[str, object] = {}
        for value, synonyms in words.items():
            for word in synonyms.split("|"):
                folded = vocabulary.fold(word)
                assert meanings.setdefault(folded, value) == value, f"{kind.__name__}: {word}"


def test_every_field_with_a_list_or_a_scale_is_one_that_a_column_can_have() -> None:
    of_ties = {"tie_kind", *tie_fields.FIELDS}
    assert set(CHOICES) | set(SCALES) <= set(fields.FIELDS) | of_ties
    assert set(fields.RATINGS) == set(SCALES) - (of_ties - set(fields.FIELDS))


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("tie_kind", "finances", TieKind.FINANCES),
        ("tie_kind", "conseille", TieKind.ADVISES),
        ("tie_kind", "يمول", TieKind.FINANCES),
        ("tie_kind", "instructed-by", TieKind.INSTRUCTED_BY),
        ("sign", "négatif", TieSign.OBSTRUCTING),
        ("sign", "+", None),
        ("tie_kind", "?", None),
    ],
)
def test_words_for_ties_are_known_in_four_languages_and_marks_alone_are_not_words(field, text, meant) -> None:
    assert choice_of(field, text) is meant


@pytest.mark.parametrize(("text", "step"), [("3", 3), ("fort", 3), ("débil", 1), ("4", None), ("0", None)])
def test_the_strength_of_a_tie_goes_from_one_to_three(text: str, step: int | None) -> None:
    assert step_of("strength", text) == step


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Gov't", ActorType.MINISTRY),
        ("Gouvernement", ActorType.MINISTRY),
        ("ONG nationale", ActorType.CIVIL_SOCIETY),
        ("ONG Internationale", ActorType.INGO),
        ("Agence UN", ActorType.UN_ENTITY),
        ("Naciones Unidas", ActorType.UN_ENTITY),
        ("وزارة", ActorType.MINISTRY),
        ("martian", None),
        ("", None),
    ],
)
def test_types_of_actors_are_understood_in_four_languages(text: str, meaning: ActorType | None) -> None:
    assert actor_type_of(text, "") is meaning


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Kenya Red Cross Society", ActorType.NATIONAL_SOCIETY),
        ("International Committee of the Red Cross", ActorType.ICRC),
        ("CICR", ActorType.ICRC),
        ("International Federation of Red Cross and Red Crescent Societies", ActorType.IFRC),
    ],
)
def test_a_component_of_the_movement_is_told_apart_by_its_name(name: str, meaning: ActorType) -> None:
    assert actor_type_of("Red Cross / Red Crescent", name) is meaning


@pytest.mark.parametrize(
    ("field", "text", "step"),
    [
        ("influence", "High", 4),
        ("influence", "élevée", 4),
        ("influence", "5.0", 5),
        ("influence", "4/5", 4),
        ("influence", "0", None),
        ("influence", "6", None),
        ("influence", "4.5", None),
        ("influence", "n/a", None),
        ("position", "+2", 2),
        ("position", "−1", -1),
        ("position", "Strongly opposed", -2),
        ("position", "neutre", 0),
        ("confidence", "medium", 2),
        ("relationship", "good", 3),
    ],
)
def test_a_rating_is_a_number_or_a_word_and_nothing_is_guessed(
    field: str, text: str, step: int | None
) -> None:
    assert step_of(field, text) == step


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenya", "KE"),
        ("Tchad", "TD"),
        ("España", "ES"),
        ("الأردن", "JO"),
        ("ke", "KE"),
        ("KEN", "KE"),
        ("Varenia", "Varenia"),
    ],
)
def test_a_country_becomes_its_code_and_an_unknown_one_stays_as_it_is(text: str, code: str) -> None:
    assert country_of(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("03/05/2026", date(2026, 5, 3)),
        ("3 May 2026", date(2026, 5, 3)),
        ("2026-05-03T10:00:00", date(2026, 5, 3)),
        ("31/02/2026", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_day_first(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_yes_and_no_are_understood_and_maybe_is_not() -> None:
    assert (flag_of("Oui"), flag_of("no"), flag_of("maybe")) == (True, False, None)


def test_plain_members_are_found() -> None:
    assert choice_of("kind", "Personne") is StakeholderKind.PERSON
    assert choice_of("level", "Province") is Level.SUBNATIONAL
    assert step_of("position", "Favourable") == Position.FAVOURABLE
