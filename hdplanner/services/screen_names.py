"""Code names for a screen that others see: whatever was read, with every known name in it replaced.

Works on the frozen rows that services return, so that no room has to know of it. Changes nothing in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Final, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.meetings import Delegate
from hdplanner.domain.name_search import NameSearch, later_words, tidy, words_of
from hdplanner.domain.stakeholders import PostHolder, Stakeholder, StakeholderName
from hdplanner.domain.values import DelegateSide, NamesShown
from hdplanner.i18n import _
from hdplanner.services.pseudonyms import Pseudonyms

T = TypeVar("T")

NAMING_TABLES: Final = frozenset({"stakeholder", "stakeholder_name", "post_holder", "delegate"})
"""Where names are kept: a change there asks for a new `ScreenNames`."""

_TECHNICAL: Final = frozenset(
    {
        "id",
        "ids",
        "key",
        "kind",
        "code",
        "code_name",
        "language",
        "languages",
        "zone",
        "table",
        "room",
        "path",
    }
)
"""Fields that hold values for programs, or code names themselves; ids are told by their ending besides."""


_THEIR_DELEGATES: Final = select(Delegate.name, Delegate.stakeholder_id).where(
    Delegate.side != DelegateSide.OURS
)


class ScreenNames:
    """Every name of the file with what is shown in its place. Read anew when a name changes."""

    def __init__(self, inside: Mapping[str, str], whole: Mapping[str, str], codes: frozenset[str]) -> None:
        self._inside = dict(inside)
        self._whole = dict(whole)
        self._codes = codes
        self._search = NameSearch(self._inside)
        self._cues, uncued = _cues(self._inside)
        self._short_search = NameSearch(uncued)
        self._known: dict[str, str] = {}

    @classmethod
    def read(cls, session: Session) -> ScreenNames:
        """Collect the names of stakeholders, of holders of posts, and of those who come to meetings."""
        pseudonyms = Pseudonyms.read(session, NamesShown.CODE_NAMES)
        found = {name: pseudonyms.of(key) for name, key in pseudonyms.known.items()}
        whole = dict(found)
        short = select(Stakeholder.short_name, Stakeholder.id)
        others = select(StakeholderName.name, StakeholderName.stakeholder_id)
        holders = select(PostHolder.name, PostHolder.post_id)
        for query in (select(Stakeholder.name, Stakeholder.id), short, others, holders):
            whole.update((name, pseudonyms.of(key)) for name, key in session.execute(query) if name.strip())
        codes = frozenset(whole.values())
        for name, key in session.execute(_THEIR_DELEGATES):
            said = pseudonyms.of(key or "") or _("a person")
            found.setdefault(tidy(name), said)
            whole.setdefault(name, said)
        found.pop("", None)
        whole.pop("", None)
        return cls(found, whole, codes)

    def shown(self, value: T) -> T:
        """What was read as it may be seen: the same object where no name is in it."""
        return cast(T, self._shown(value))

    def written_in(self, value: object) -> str:
        """A code name that stands in a value about to be written, or "": nobody's name is ever replaced by it."""
        for text in _texts(value):
            for found in self._code_search.find(text):
                if text[found.start : found.end] == found.name:  # "blue" is a word, "Blue" may be somebody
                    return found.name
        return ""

    @cached_property
    def _code_search(self) -> NameSearch:
        return NameSearch(self._codes)

    def _text(self, text: str) -> str:
        known = self._known.get(text)
        if known is None:
            search = self._short_search if self._cues.isdisjoint(words_of(text)) else self._search
            known = self._whole.get(text) or search.replaced(text, lambda name: self._inside[name])
            self._known[text] = known
        return known

    def _shown(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            return self._text(value)
        if isinstance(value, Enum):
            return value
        if isinstance(value, tuple | list | set | frozenset):
            made = [self._shown(one) for one in value]
            if all(new is old for new, old in zip(made, value, strict=True)):
                return value
            return kind(*made) if hasattr(value, "_fields") else kind(made)
        if isinstance(value, Mapping):
            pairs = {
                self._shown(key): one if key in _TECHNICAL else self._shown(one) for key, one in value.items()
            }
            same = all(new is old for new, old in zip(pairs.values(), value.values(), strict=False))
            return value if same and list(pairs) == list(value) else pairs
        if is_dataclass(value) and not isinstance(value, type):
            return self._row(value)
        return value

    def _row(self, row: Any) -> Any:
        made: dict[str, Any] = {}
        changed = False
        for one in fields(row):
            held = getattr(row, one.name)
            made[one.name] = held if _is_technical(one.name) else self._shown(held)
            changed = changed or made[one.name] is not held
        if not changed:
            return row
        copy = object.__new__(type(row))
        for name, held in {**_kept_beside(row, made), **made}.items():
            object.__setattr__(copy, name, held)
        return copy


def _cues(names: Iterable[str]) -> tuple[frozenset[str], list[str]]:
    """For each name its rarest word, without which it stands in no text; and the names that have none.

    Thousands of names begin with "Ministry": to try them all at each ministry would take seconds.
    """
    words = {name: later_words(name) for name in names}
    often = Counter(word for some in words.values() for word in some)
    cues = frozenset(min(some, key=lambda word: (often[word], word)) for some in words.values() if some)
    return cues, [name for name, some in words.items() if not some]


def _is_technical(name: str) -> bool:
    return name in _TECHNICAL or name.endswith(("_id", "_ids"))


def _kept_beside(row: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """What an object holds beside its fields, without what it worked out from the names that are hidden now."""
    kind = type(row)
    return {
        name: held
        for name, held in getattr(row, "__dict__", {}).items()
        if name not in known and not isinstance(getattr(kind, name, None), cached_property)
    }


def _texts(value: object) -> Iterable[str]:
    """Every text in the arguments of an edit."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
