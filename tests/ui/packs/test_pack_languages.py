"""The languages that the room offers for a pack."""

from __future__ import annotations

from hdplanner.i18n import PACK_LANGUAGES
from hdplanner.ui.packs.models import languages


def test_a_pack_can_be_written_in_six_languages_each_by_its_own_name() -> None:
    assert dict(languages()) == {
        "en": "English",
        "fr": "Français",
        "es": "Español",
        "ar": "العربية",
        "ru": "Русский",
        "zh": "中文",
    }
    assert [tag for tag, _name in languages()] == list(PACK_LANGUAGES)
