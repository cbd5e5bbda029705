"""Language tags that people type: checked against the languages that there are (BCP 47, CLDR)."""

from __future__ import annotations

import re
from functools import lru_cache

from hdplanner.i18n import _
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
