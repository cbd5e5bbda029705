from __future__ import annotations

import random

import pytest

from hdplanner.domain.rules_passphrase import LANGUAGES, Strength, strength, suggestion, word_list


@pytest.mark.parametrize(
    ("passphrase", "least", "most"),
    [
        ("", Strength.WEAK, Strength.WEAK),
        ("password", Strength.WEAK, Strength.WEAK),
        ("RedCross2026", Strength.WEAK, Strength.WEAK),
        ("qwertyuiopasdfghjkl", Strength.WEAK, Strength.WEAK),
        ("x" * 10_000, Strength.WEAK, Strength.WEAK),
        ("kettle brick violin", Strength.WEAK, Strength.GOOD),
        ("kettle brick violin marsh orbit canoe", Strength.STRONG, Strength.STRONG),
        ("tV9#qL2m!xR7wZ4p", Strength.GOOD, Strength.STRONG),
    ],
)
def test_a_passphrase_is_judged_by_what_a_computer_needs(
    passphrase: str, least: Strength, most: Strength
) -> None:
    assert least <= strength(passphrase) <= most


def test_the_name_of_the_office_makes_a_passphrase_weaker() -> None:
    name = "Varenia National Society"
    assert strength(name, [name]) == Strength.WEAK
    assert strength(name, [name]) < strength(name)


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_a_suggestion_is_six_words_that_any_keyboard_writes(language: str) -> None:
    words = suggestion(language, random.Random(language).choice).split(" ")
    assert len(words) == 6
    assert set(words) <= set(word_list(language))
    assert all(word.isascii() for word in words)


def test_no_two_suggestions_are_alike() -> None:
    assert suggestion("en") != suggestion("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_has_sixty_bits_or_more(language: str) -> None:
    seen: set[str] = set()

    def choose(words: object) -> str:
        assert isinstance(words, list)
        seen.update(words)
        return str(words[0])

    suggestion(language, choose)
    assert len(seen) ** 6 > 2**60
