"""Packs in the languages that the interface does not speak: every sentence that a pack asks for is in its catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog

from hdplanner import i18n, paths
from hdplanner.briefing import build
from hdplanner.briefing.content import PackContent
from hdplanner.briefing.inventory import texts_of
from hdplanner.briefing.sections.registry import KINDS
from hdplanner.briefing.typeset.fonts import FontLibrary, missing_characters
from hdplanner.domain.values import Audience, PackKind
from hdplanner.services import pack_view
from hdplanner.services.pack_rows import PackView

See = Callable[..., PackView]
PACKS_ONLY = sorted({*i18n.PACK_LANGUAGES} - {*i18n.LANGUAGES})
Asked = tuple[str | None, str]


class Listening(i18n.Catalogue):
    """A catalogue that keeps what it was asked for."""

    def __init__(self, language: str) -> None:
        super().__init__(language, i18n.catalogue(language)._translations)
        self.asked: set[Asked] = set()

    def gettext(self, message: str) -> str:
        if message:
            self.asked.add((None, message))
        return super().gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        self.asked.add((None, singular))
        return super().ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        self.asked.add((context, message))
        return super().pgettext(context, message)


def kept(language: str) -> Catalog:
    source = paths.resource("translations", language, "LC_MESSAGES", "hdplanner.po")
    with source.open("rb") as stream:
        return pofile.read_po(stream, locale=language, abort_invalid=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PARTNER])
def test_all_that_a_pack_asks_for_is_in_its_catalogue(
    see: See, monkeypatch: pytest.MonkeyPatch, kind: PackKind, audience: Audience
) -> None:
    """By listening, since a sentence may reach a pack from a file that nobody thought of."""
    listening = Listening("zh")
    for module in (build, pack_view):
        monkeypatch.setattr(module, "catalogue", lambda _language: listening)
    options = build.PackOptions(kind=kind, audience=audience, language="zh")
    build.compose(see(options), options)
    catalog = kept("zh")
    wanting = sorted(message for context, message in listening.asked if catalog.get(message, context) is None)
    assert listening.asked
    assert wanting == []


def campaign_pack(see: See, language: str) -> PackContent:
    options = build.PackOptions(language=language)
    return build.compose(see(options), options)


def test_a_russian_pack_speaks_russian_with_its_three_plurals(see: See) -> None:
    content = campaign_pack(see, "ru")
    assert (content.language, content.direction, content.subtitle) == ("ru", "ltr", "Материалы кампании")
    assert "Цели и просьбы" in [section.title for section in content.sections]
    # A date ends in a stop of its own: a sentence that ends in one would have two.
    assert [text for text in texts_of(content) if "г.." in text] == []
    spoken = i18n.catalogue("ru")
    forms = [spoken.ngettext("{count} activity", "{count} activities", count) for count in (1, 2, 5, 21)]
    assert forms == [
        f"{{count}} {word}" for word in ("мероприятие", "мероприятия", "мероприятий", "мероприятие")
    ]
    assert i18n.format_number(12345.5, 1, "ru") == "12\u00a0345,5"


def test_a_chinese_pack_speaks_chinese_and_every_letter_of_it_has_a_font(see: See) -> None:
    content = campaign_pack(see, "zh")
    assert (content.language, content.direction, content.subtitle) == ("zh", "ltr", "行动材料")
    assert "目标与请求" in [section.title for section in content.sections]
    assert any("2026年" in text for text in texts_of(content))
    pytest.importorskip("justmytype_intl_cjk", reason="the extra cjk holds the letters of Chinese")
    assert missing_characters(texts_of(content), FontLibrary()) == {}


def test_without_the_font_package_the_missing_letters_are_told_before_a_page_is_set(
    see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hdplanner.briefing.typeset import fonts

    monkeypatch.setattr(fonts, "_PACKAGES", ("manimgx_fonts",))
    monkeypatch.setattr(fonts, "_font_folders", list)
    missing = missing_characters(texts_of(campaign_pack(see, "zh")), FontLibrary())
    assert "目" in missing["Chinese"]
