from __future__ import annotations

import pytest

from hdplanner.errors import InvalidValueError
from hdplanner.services.languages import checked_language


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("en", "en"),
        (" AR ", "ar"),
        ("pt_br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("prs", "prs"),
        ("ca-valencia", "ca-valencia"),
    ],
)
def test_a_language_is_kept_in_its_canonical_form(typed: str, kept: str) -> None:
    assert checked_language(typed) == kept


@pytest.mark.parametrize("typed", ["", "xx", "english", "en-", "e", "en-USA-x", "عربي", "en us", "zz-ZZ"])
def test_a_language_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError, match="no such language"):
        checked_language(typed)
