"""Language tags that people type: checked against the languages that there are (BCP 47, CLDR)."""

from __future__ import annotations

import re
from functools import lru_cache

from hdplanner.i18n import _, active_language
from hdplanner.services.values import refused

_MISSING = frozenset({"prs", "pbt", "pbu", "kmr"})  # Dari, the Pashto of south and north, Kurmanji
_TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8}|-[0-9][A-Za-z0-9]{3})*"
)


def checked_language(tag: str) -> str:
    """Return a language tag in its canonical form, such as ``pt-BR`` or ``zh-Hant``.

    Raises ``InvalidValueError`` for one that is no tag, or whose language nobody knows.
    """
    shaped = tag.strip().replace("_", "-")
    if not _TAG.fullmatch(shaped) or shaped.split("-")[0].lower() not in _known():
        raise refused("language", tag, _("there is no such language"))
    language, *rest = shaped.split("-")
    return "-".join([language.lower(), *map(_cased, rest)])


def _cased(part: str) -> str:
    """Return a script as a title, a region in capitals, anything else in small letters."""
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) <= 3 else part.lower()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return every language that CLDR has a name for, and the few of the field that it counts as varieties."""
    from babel import Locale

    return frozenset(str(code).split("_")[0] for code in Locale("en").languages) | _MISSING


def language_name(tag: str) -> str:
    """Return what a language is called in the language of the interface; the tag where nobody knows it."""
    return _names().get(tag) or _names().get(tag.split("-", maxsplit=1)[0]) or tag


def language_choices() -> list[tuple[str, str]]:
    """Return the tag of every language and what it is called in the language of the interface, by name."""
    return sorted(_names().items(), key=lambda one: one[1].casefold())


def read_language(text: str) -> str:
    """Return the tag of a language that a person wrote by its name, by its tag, or as "French (fr)".

    Raises ``InvalidValueError`` for what is no language.
    """
    inside = re.search(r"\(([^()]+)\)\s*$", text)
    wanted = " ".join(text.split()).casefold()
    named = next((tag for tag, name in _names().items() if name.casefold() == wanted), "")
    return named or checked_language(inside.group(1) if inside else text)


def _names() -> dict[str, str]:
    return _names_in(active_language())


@lru_cache(maxsize=4)
def _names_in(language: str) -> dict[str, str]:
    from babel import Locale

    found = Locale.parse(language).languages
    return {
        str(tag).replace("_", "-"): name[:1].upper() + name[1:]
        for tag, name in found.items()
        if _TAG.fullmatch(str(tag).replace("_", "-")) and str(tag) not in ("mul", "und", "zxx")
    }
