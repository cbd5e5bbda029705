from __future__ import annotations

import unicodedata

import pytest

from hdplanner.errors import InvalidValueError
from hdplanner.storage.keys import derive_key, make_key

SALT = bytes(range(16))


def test_one_look_of_a_passphrase_gives_one_key() -> None:
    composed = unicodedata.normalize("NFC", "café")
    spread = unicodedata.normalize("NFD", "café")

    assert composed != spread
    assert derive_key(composed, SALT).same_as(derive_key(spread, SALT))


def test_two_new_files_never_share_a_key() -> None:
    assert make_key("secret").key != make_key("secret").key


@pytest.mark.parametrize("passphrase", ["", "x'" + "ab" * 32 + "'", "X'" + "AB" * 48 + "'", "\ud800"])
def test_a_passphrase_that_other_programs_would_misread_is_refused(passphrase: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        derive_key(passphrase, SALT)

    assert not passphrase or passphrase not in repr(refused.value)


def test_a_key_does_not_show_itself() -> None:
    key = derive_key("secret", SALT)

    assert key.key.hex() not in repr(key)
    assert "secret" not in repr(key)


def test_a_key_that_nobody_holds_any_more_is_wiped() -> None:
    key = derive_key("secret", SALT)
    bytes_of_it = key.key
    copied = key.copy()
    assert any(bytes_of_it)
    del key
    assert not any(bytes_of_it)
    assert any(copied.key), "a copy has bytes of its own"
