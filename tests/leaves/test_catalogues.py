"""The translators' files themselves: whole, with every plural form, and with the placeholders of the code."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message

from hdplanner import i18n, paths

LANGUAGES = tuple(language for language in i18n.PACK_LANGUAGES if language != i18n.SOURCE_LANGUAGE)
PACKS_ONLY = tuple(language for language in LANGUAGES if language not in i18n.LANGUAGES)
MENUS = ("&File", "&Edit", "&View", "&Help")


@pytest.fixture(scope="module", params=LANGUAGES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    source = paths.resource("translations", request.param, "LC_MESSAGES", "hdplanner.po")
    with source.open("rb") as stream:
        return pofile.read_po(stream, locale=request.param, abort_invalid=True)


def test_every_sentence_is_translated_and_none_is_fuzzy(catalog: Catalog) -> None:
    wanting = [message.id for message in sentences(catalog) if message.fuzzy or not all(forms(message))]
    assert wanting == []


def test_every_plural_form_of_the_language_is_given(catalog: Catalog) -> None:
    few = [
        one.id for one in sentences(catalog) if one.pluralizable and len(forms(one)) != catalog.num_plurals
    ]
    assert few == []


def test_every_form_has_the_placeholders_of_its_sentence(catalog: Catalog) -> None:
    """A plural form has those of the English singular or those of the plural, and no others."""
    wrong = []
    for message in sentences(catalog):
        allowed = [names(sentence) for sentence in originals(message)]
        wrong += [form for form in forms(message) if form and names(form) not in allowed]
    assert wrong == []


def test_spaces_at_the_ends_and_the_mark_of_a_dialog_are_kept(catalog: Catalog) -> None:
    wrong = []
    for message in sentences(catalog):
        ends = [edges(sentence) for sentence in originals(message)]
        wrong += [form for form in forms(message) if form and edges(spaced(form)) not in ends]
    assert wrong == []


def test_no_two_menus_share_a_mnemonic(catalog: Catalog) -> None:
    if catalog.locale and catalog.locale.language in PACKS_ONLY:
        assert not any(catalog.get(menu) for menu in MENUS)
        return
    titles = [forms(catalog[menu])[0] for menu in MENUS]
    letters = [title.partition("&")[2][:1].casefold() for title in titles if "&" in title]
    assert len(set(letters)) == len(letters), titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_falls_back_to_english(language: str) -> None:
    """As the app reads the file, not as Babel does: a count of anything comes out in the language."""
    spoken = i18n.catalogue(language)
    source = paths.resource("translations", language, "LC_MESSAGES", "hdplanner.po")
    with source.open("rb") as stream:
        plurals = [one for one in sentences(pofile.read_po(stream, locale=language)) if one.pluralizable]
    assert plurals
    for message in plurals:
        given = forms(message)
        for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 1000):
            assert spoken.ngettext(*originals(message), number) in given, (message.id, number)


def sentences(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def originals(message: Message) -> tuple[str, str]:
    """The English singular and plural; the same twice where there is no plural."""
    return (message.id[0], message.id[1]) if message.pluralizable else (str(message.id), str(message.id))


def forms(message: Message | None) -> tuple[str, ...]:
    """The translations: one, or one for each plural form; untranslated ones are empty."""
    given = (message.string if message else None) or ""
    return (given,) if isinstance(given, str) else tuple(given)


def names(sentence: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name)


def spaced(sentence: str) -> str:
    """A mark between texts with the space behind it that a full-width one brings along."""
    return f"{sentence} " if sentence in ("，", "；") else sentence


def edges(sentence: str) -> tuple[str, str, bool]:
    """The white space before and behind a sentence, and whether it says that a dialog follows.

    The no-break space that French sets before a semicolon belongs to the mark.
    """
    sentence = sentence.removeprefix("\u00a0")
    before = sentence[: len(sentence) - len(sentence.lstrip())]
    behind = sentence[len(sentence.rstrip()) :]
    return before, behind, sentence.rstrip().endswith("…")
