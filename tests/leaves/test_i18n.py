from __future__ import annotations

import datetime as dt
import threading
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from hdplanner import i18n, paths

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ARABIC_PLURALS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
)


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(i18n, "resource", lambda *parts: tmp_path.joinpath(*parts))
    return tmp_path


def put(resources: Path, language: str, entries: str, header: str = HEADER) -> i18n.Catalogue:
    folder = resources / "translations" / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hdplanner.po").write_text(header + "\n" + entries, encoding="utf-8")
    return i18n.catalogue(language)


def test_a_translated_sentence_is_found(resources: Path) -> None:
    french = put(resources, "fr", 'msgid "Undo"\nmsgstr "Annuler"\n')
    assert french.gettext("Undo") == "Annuler"


def test_what_is_not_translated_stays_english(resources: Path) -> None:
    french = put(resources, "fr", 'msgid "Undo"\nmsgstr ""\n')
    assert french.gettext("Undo") == "Undo"
    assert french.gettext("Never heard of") == "Never heard of"


def test_an_empty_sentence_never_gives_the_header(resources: Path) -> None:
    assert put(resources, "fr", "").gettext("") == ""


def test_a_fuzzy_or_obsolete_entry_is_not_used(resources: Path) -> None:
    french = put(
        resources, "fr", '#, fuzzy\nmsgid "Undo"\nmsgstr "Refaire"\n\n#~ msgid "Redo"\n#~ msgstr "Rétablir"\n'
    )
    assert french.gettext("Undo") == "Undo"
    assert french.gettext("Redo") == "Redo"


def test_a_sentence_over_several_lines_with_escapes_is_joined(resources: Path) -> None:
    french = put(
        resources,
        "fr",
        'msgid ""\n"One \\"two\\"\\n"\n"three\\\\"\nmsgstr ""\n"Un «\u00a0deux\u00a0»\\n"\n"trois"\n',
    )
    assert french.gettext('One "two"\nthree\\') == "Un «\u00a0deux\u00a0»\ntrois"


def test_arabic_uses_its_six_plural_forms(resources: Path) -> None:
    header = HEADER + f'"Plural-Forms: {ARABIC_PLURALS}\\n"\n'
    forms = "".join(f'msgstr[{number}] "form {number}"\n' for number in range(6))
    arabic = put(resources, "ar", f'msgid "one"\nmsgid_plural "many"\n{forms}', header)
    found = [arabic.ngettext("one", "many", number) for number in (0, 1, 2, 3, 11, 100)]
    assert found == [f"form {number}" for number in range(6)]


def test_a_context_tells_two_meanings_apart(resources: Path) -> None:
    french = put(resources, "fr", 'msgctxt "post"\nmsgid "Minister"\nmsgstr "Ministre"\n')
    assert french.pgettext("post", "Minister") == "Ministre"
    assert french.pgettext("other", "Minister") == "Minister"


def test_an_unknown_language_gives_english_sentences_and_no_error() -> None:
    assert i18n.catalogue("tlh").gettext("Undo") == "Undo"


@pytest.mark.parametrize("language", ["C", "tlh", "POSIX"])
def test_dates_and_numbers_of_an_unknown_language_are_written_as_english(language: str) -> None:
    i18n.activate(language)
    assert i18n.format_number(1234) == "1,234"
    assert i18n.format_date(dt.date(2026, 5, 3)) == "3 May 2026"


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\4"), min_size=1)


def test_a_month_is_written_as_the_language_does() -> None:
    assert i18n.format_month(dt.date(2026, 5, 3)) == "May 2026"
    assert i18n.format_month(dt.date(2026, 5, 3), "es") == "mayo de 2026"


@given(TEXT, TEXT)
def test_what_babel_writes_is_read_back(message: str, translation: str) -> None:
    catalog = Catalog(locale="fr")
    catalog.add(message, translation)
    written = BytesIO()
    pofile.write_po(written, catalog)
    text = written.getvalue().decode().replace("\r\n", "\n")
    assert i18n._read_po(text).gettext(message) == translation


def test_the_active_language_can_be_changed(resources: Path) -> None:
    put(resources, "fr", 'msgid "Undo"\nmsgstr "Annuler"\n')
    i18n.activate("fr_FR")
    assert (i18n._("Undo"), i18n.active_language()) == ("Annuler", "fr")


def test_arabic_runs_from_the_right() -> None:
    assert (i18n.direction("ar-EG"), i18n.direction("fr")) == ("rtl", "ltr")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "3 May 2026, 14:32"), ("fr", "3 mai 2026, 14:32"), ("es", "3 may 2026, 14:32")],
)
def test_an_instant_is_written_as_the_language_writes_it(language: str, expected: str) -> None:
    instant = dt.datetime(2026, 5, 3, 14, 32, 10, tzinfo=dt.UTC)
    assert i18n.format_datetime(instant, language=language) == expected


def test_numbers_and_dates_follow_the_language() -> None:
    assert i18n.format_number(12345.678, 1, "en") == "12,345.7"
    assert i18n.format_number(12345.678, 1, "es") == "12.345,7"
    assert i18n.format_number(1234, language="en") == "1,234"
    assert i18n.format_date(dt.date(2026, 5, 3), "long", "ar") == "3 مايو 2026"


def test_every_catalogue_parses_and_keeps_the_placeholders() -> None:
    """The translators' files, checked by Babel: nothing broken, and no placeholder lost or made up."""
    for source in sorted(paths.resource("translations").glob("*/LC_MESSAGES/hdplanner.po")):
        with source.open("rb") as stream:
            catalog = pofile.read_po(stream, abort_invalid=True)
        for message in catalog:
            forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
            singular = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            every = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
            for form in filter(None, forms if message.id else ()):
                assert _names(form) <= _names(every) | _names(singular), (source.parent.parent.name, form)
                if singular is every:
                    assert _names(form) == _names(every), (source.parent.parent.name, form)


def _names(sentence: str) -> set[str]:
    import string

    return {field for _text, field, _spec, _conversion in string.Formatter().parse(sentence) if field}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "ar"}, "ar"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_MESSAGES": "", "LANG": "es"}, "es"),
    ],
)
def test_a_terminal_is_spoken_to_in_its_language_where_it_is_ours(
    environment: dict[str, str], language: str
) -> None:
    assert i18n.language_of(environment) == language


def test_a_pack_speaks_its_own_language_and_the_window_goes_on_in_its_own() -> None:
    arabic = i18n.catalogue("ar")
    with i18n.speaking(arabic):
        assert i18n.active_language() == "ar"
        assert i18n._("Stakeholder") == arabic.gettext("Stakeholder") != "Stakeholder"
        assert i18n.format_date(dt.date(2026, 5, 3)) == i18n.format_date(dt.date(2026, 5, 3), language="ar")
        with i18n.speaking(i18n.catalogue("fr")):
            assert i18n.active_language() == "fr"
        assert i18n.active_language() == "ar"
    assert i18n.active_language() == "en"
    assert i18n._("Stakeholder") == "Stakeholder"


def test_what_one_thread_says_leaves_the_others_alone() -> None:
    heard: list[str] = []
    with i18n.speaking(i18n.catalogue("ar")):
        other = threading.Thread(target=lambda: heard.append(i18n.active_language()))
        other.start()
        other.join()
    assert heard == ["en"]
