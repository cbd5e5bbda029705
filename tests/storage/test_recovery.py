from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.rules_passphrase import LANGUAGES, word_list
from hdplanner.errors_secret import (
    OldPassphraseError,
    RecoveryChecksumError,
    RecoveryCountError,
    RecoveryPlacesError,
    WrongRecoverySheetError,
)
from hdplanner.storage import Document
from hdplanner.storage.keys import FileKey
from hdplanner.storage.protection import Change
from hdplanner.storage.recovery import made_on, read_words, words_for

SALT = bytes(16)
KEY = bytes(range(100, 132))


def _key(content: bytes = KEY) -> FileKey:
    return FileKey(bytearray(content), SALT)


def test_the_words_are_those_of_the_standard() -> None:
    """BIP-39's own example of 256 bits, from the page of its author (Trezor, 2013)."""
    eight = ["legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful"]
    assert words_for(_key(bytes([0x7F] * 32)), "en") == [*eight, *eight, *eight[:7], "title"]


@pytest.mark.parametrize(
    ("language", "digest"),
    [
        ("en", "f18b9a84c83e38e98eceb0102b275e26438af83ab08f080cdb780a2caa9f3a6d"),
        ("fr", "a6d8d12b18b07791274c64b63b2fcafd9b1c873544bf2c6b14d5d8b768fbfc61"),
        ("es", "fc1bc74214e20acfe5d60ecdd3cb22e67be86a8b6790c34fb2f31d28d0a20cee"),
    ],
)
def test_a_list_never_changes_or_old_sheets_open_nothing(language: str, digest: str) -> None:
    assert sha256(" ".join(word_list(language)).encode()).hexdigest() == digest


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_give_the_key_back(language: str) -> None:
    chance = random.Random(language)
    for _sheet in range(50):
        content = chance.randbytes(32)
        words = words_for(_key(content), language)
        assert len(words) == 24
        assert read_words(" ".join(words)).key == content


def test_a_language_without_a_list_speaks_english() -> None:
    assert words_for(_key(), "ar") == words_for(_key(), "en")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_four_letters_of_each_word_are_enough(language: str) -> None:
    words = words_for(_key(), language)
    assert read_words(" ".join(word[:4] for word in words)).key == KEY


@pytest.mark.parametrize(
    "written",
    [
        lambda words: "\n".join(words).upper(),
        lambda words: "  ".join(f"{place}. {word}," for place, word in enumerate(words, 1)),
        lambda words: "\t".join(f"{place}{word}" for place, word in enumerate(words, 1)),
        lambda words: "\n".join(f"{chr(0x660 + place % 10)} {word}" for place, word in enumerate(words, 1)),
        lambda words: "\u200f" + "\u00a0".join(words) + "\r\n",
    ],
    ids=["capitals", "numbers", "numbers without space", "arabic numbers", "marks"],
)
def test_words_are_read_however_they_are_written(written: Callable[[list[str]], str]) -> None:
    assert read_words(written(words_for(_key(), "en"))).key == KEY


def test_french_needs_no_accents() -> None:
    accented = next(word for word in word_list("fr") if "é" in word)
    content = next(
        content
        for content in (random.Random(seed).randbytes(32) for seed in range(1000))
        if accented in words_for(_key(content), "fr")
    )
    words = " ".join(words_for(_key(content), "fr"))
    assert read_words(re.sub("[éè]", "e", words)).key == content


def test_a_word_too_many_or_too_few_is_counted() -> None:
    words = words_for(_key(), "en")
    with pytest.raises(RecoveryCountError, match="24 words; 23 words were written"):
        read_words(" ".join(words[:-1]))
    with pytest.raises(RecoveryCountError, match="25"):
        read_words(" ".join([*words, "legal"]))
    with pytest.raises(RecoveryCountError):
        read_words("")


def test_wrong_words_are_named_by_their_place() -> None:
    words = words_for(_key(), "en")
    words[2], words[16] = "xylophone", "zzz"
    with pytest.raises(RecoveryPlacesError, match="3, 17") as refused:
        read_words(" ".join(words))
    assert refused.value.places == (3, 17)
    assert "xylophone" not in str(refused.value), "what was written is nobody's to repeat"


def test_two_words_in_each_others_place_are_noticed() -> None:
    words = words_for(_key(), "en")
    words[3], words[4] = words[4], words[3]
    with pytest.raises(RecoveryChecksumError):
        read_words(" ".join(words))


def test_the_sheet_opens_the_file_until_the_passphrase_is_changed(
    locked_up: Path, new_desk: Callable[..., Any]
) -> None:
    with Document.open(locked_up, author="Ann", passphrase="a long secret") as document:
        key = document._link.key
        assert key is not None
        words = " ".join(words_for(key, "fr"))
    with Document.open(locked_up, author="Ann", passphrase=read_words(words)) as document:
        assert new_desk(document).names() == ["Ministry of Secrets"]
        with pytest.raises(OldPassphraseError):
            document.protect(Change("what I remember", "a new secret"))
        document.protect(Change(read_words(words), "a new secret"))
    with pytest.raises(WrongRecoverySheetError):
        Document.open(locked_up, author="Ann", passphrase=read_words(words))
    with Document.open(locked_up, author="Ann", passphrase="a new secret") as document:
        assert document.verify() == []


def test_a_sheet_of_another_file_opens_nothing(locked_up: Path) -> None:
    with pytest.raises(WrongRecoverySheetError):
        Document.open(locked_up, author="Ann", passphrase=read_words(" ".join(words_for(_key(), "en"))))


def test_the_day_of_the_sheet_is_a_day_or_nothing() -> None:
    assert made_on("2026-03-01") == date(2026, 3, 1)
    assert made_on(None) is None
    assert made_on("yesterday") is None
