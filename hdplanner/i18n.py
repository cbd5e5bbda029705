"""Our sentences, dates and numbers in the person's language: gettext over resources/translations/*.po.

The .po files are read as they are: no compiled copy can be missing or stale, in a checkout or in a wheel.
The interface has one active catalogue; a pack takes its own from `catalogue(language)`.
Babel is imported only when a date or a number is written.
"""

from __future__ import annotations

import datetime as dt
import functools
import gettext as _stdlib
import io
import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final, Literal

from hdplanner.paths import resource

SOURCE_LANGUAGE: Final = "en"
LANGUAGES: Final = ("en", "fr", "es", "ar")
"""Languages the interface is meant for; one without a catalogue yet shows the English sentences."""
PACK_LANGUAGES: Final = (*LANGUAGES, "ru", "zh")
"""Languages that packs are written in, whatever the interface speaks. The further ones hold what packs print."""

_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_BABEL_LOCALES: Final = {"en": "en_GB", "zh": "zh_Hans"}
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(.)")

Style = Literal["short", "medium", "long", "full"]


class Catalogue:
    """The sentences of one language. What is not translated comes back in English."""

    def __init__(self, language: str, translations: _stdlib.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def gettext(self, message: str) -> str:
        """The sentence in this language; an empty one stays empty (gettext would give the file's header)."""
        return self._translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of the sentence that this language uses for `number`."""
        return self._translations.ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        """As gettext, for a short word that other languages translate differently by context."""
        return self._translations.pgettext(context, message)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way this language runs."""
        return direction(self.language)


def catalogue(language: str) -> Catalogue:
    """The catalogue of a language such as "fr" or "fr_FR"; an unknown language gives English sentences."""
    base = language.replace("-", "_").split("_")[0].lower()
    source = resource("translations", base, "LC_MESSAGES", "hdplanner.po")
    if base == SOURCE_LANGUAGE or not source.is_file():
        return Catalogue(base, _stdlib.NullTranslations())
    return _catalogue_in(source, source.stat().st_mtime_ns, base)


@functools.lru_cache(maxsize=8)
def _catalogue_in(source: Path, written: int, language: str) -> Catalogue:
    """Read once for as long as the file is the same: a pack asks at each change."""
    return Catalogue(language, _read_po(source.read_text(encoding="utf-8")))


_active = catalogue(SOURCE_LANGUAGE)
_spoken: ContextVar[Catalogue | None] = ContextVar("spoken", default=None)


def activate(language: str) -> Catalogue:
    """Make this the language of the interface and of errors; returns its catalogue."""
    global _active  # noqa: PLW0603 - gettext's one active catalogue, by design (architecture, Sentences)
    _active = catalogue(language)
    return _active


@contextmanager
def speaking(words: Catalogue) -> Iterator[None]:
    """Whatever this thread says meanwhile is in the language of `words`: a pack speaks its own, not the window's."""
    before = _spoken.set(words)
    try:
        yield
    finally:
        _spoken.reset(before)


def _now() -> Catalogue:
    return _spoken.get() or _active


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a terminal asks for by its variables, where it is one of ours; else English."""
    wanted = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    base = wanted.split(".")[0].split("_")[0].lower()
    return base if base in LANGUAGES else SOURCE_LANGUAGE


def active_language() -> str:
    """The language of the interface, such as "en"."""
    return _now().language


def _(message: str) -> str:
    """The sentence in the active language."""
    return _now().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form for `number` in the active language."""
    return _now().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """The word in the active language, told apart by context."""
    return _now().pgettext(context, message)


def N_(message: str) -> str:
    """Mark a sentence for the catalogues; it is translated where it is shown."""
    return message


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language runs."""
    return "rtl" if language.replace("-", "_").split("_")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def format_date(date: dt.date, style: Style = "medium", language: str | None = None) -> str:
    """A date as the language writes it: "3 May 2026". Without a language, the active one."""
    from babel.dates import format_date as babel_date

    return babel_date(date, format=style, locale=_locale(language))


def format_month(date: dt.date, language: str | None = None) -> str:
    """The month of a date as the language writes it: "May 2026"."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date, locale=_locale(language))


def format_day(date: dt.date, skeleton: str = "MMMd", language: str | None = None) -> str:
    """A day without its year, or what else of it a Unicode skeleton asks for: "16 Nov", or "Mon" for "E"."""
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, date, locale=_locale(language))


def first_weekday(language: str | None = None) -> int:
    """The day on which weeks begin where most who read the language live; 0 is Monday, as in Python."""
    from babel import Locale
    from babel.core import get_global

    code = _locale(language)
    likely = get_global("likely_subtags").get(code, code)
    return int(Locale.parse(likely).first_week_day)


def format_datetime(instant: dt.datetime, style: Style = "medium", language: str | None = None) -> str:
    """A date with its time as the language writes them, without seconds.

    The instant is written in its own zone: convert it to the reader's before.
    """
    from babel.dates import format_date as babel_date
    from babel.dates import get_datetime_format

    locale = _locale(language)
    both = str(get_datetime_format(style, locale=locale))
    time = format_time(instant.time(), language)
    return both.replace("'", "").replace("{0}", time).replace("{1}", babel_date(instant, style, locale))


def format_time(time: dt.time, language: str | None = None) -> str:
    """A time of day as the language writes it, without seconds."""
    from babel.dates import format_time as babel_time

    return babel_time(time, format="short", locale=_locale(language))


def format_number(number: float, decimals: int | None = None, language: str | None = None) -> str:
    """A number with the language's separators; `decimals` fixes the digits after the mark."""
    from babel.numbers import format_decimal

    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(number, format=pattern, locale=_locale(language))


def _locale(language: str | None) -> str:
    """What Babel calls a language; one that it does not know, such as the system's "C", is written as English."""
    from babel.localedata import exists

    code = language or _now().language
    found = _BABEL_LOCALES.get(code, code.replace("-", "_"))
    return found if exists(found) else _BABEL_LOCALES[SOURCE_LANGUAGE]


def _read_po(text: str) -> _stdlib.GNUTranslations:
    """The catalogue in the text of a .po file: packed in memory in gettext's binary form, which the library then reads."""
    messages = {"": "Content-Type: text/plain; charset=UTF-8\n"}
    for entry in text.split("\n\n"):
        found = _message(entry)
        if found is not None:
            messages[found[0]] = found[1]
    return _stdlib.GNUTranslations(io.BytesIO(_pack(messages)))


def _message(entry: str) -> tuple[str, str] | None:
    """Key and translation of one .po entry, or None for a fuzzy, obsolete or untranslated one."""
    fields = dict(_fields(entry))
    key = fields.get("msgid")
    forms = [fields[name] for name in sorted(fields) if name.startswith("msgstr")]
    fuzzy = bool(key) and re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE)
    if key is None or fuzzy or not forms or not all(forms):
        return None
    if "msgid_plural" in fields:
        key += "\0" + fields["msgid_plural"]
    if "msgctxt" in fields:
        key = fields["msgctxt"] + "\x04" + key
    return key, "\0".join(forms)


def _fields(entry: str) -> Iterator[tuple[str, str]]:
    """The keywords of an entry, each with its joined and unescaped strings."""
    keyword, parts = "", [""]
    for line in entry.split("\n"):
        if line.startswith("#") or not line.strip():
            continue
        head, quote, rest = line.partition('"')
        if head.strip():
            if keyword:
                yield keyword, "".join(parts)
            keyword, parts = head.strip(), []
        parts.append(_ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), rest.rpartition(quote)[0]))
    if keyword:
        yield keyword, "".join(parts)


def _pack(messages: dict[str, str]) -> bytes:
    """Messages in the binary form of GNU gettext: a header, two tables of (length, offset), the strings."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items())
    tables = [[key for key, _text in pairs], [text for _key, text in pairs]]
    offset = 28 + 16 * len(pairs)
    index, strings = bytearray(), bytearray()
    for table in tables:
        for item in table:
            index += struct.pack("<II", len(item), offset + len(strings))
            strings += item + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, offset)
    return header + index + strings
