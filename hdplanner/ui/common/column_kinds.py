"""What a column of a table is: how the value of a row is shown, sorted, filtered and edited. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class HasId(Protocol):
    """A frozen row of a service."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: how a row's value is shown, sorted, edited.

    `choices` are (value, text) pairs for a list editor; with `many` a tuple of them is edited, and `free` lets values be
    added that are not on the list. A `day` is edited as a date, `prose` as text of several lines, all else as a line.
    `value` is what an editor starts from; without `editable` nothing is edited. `decorate` gives an icon. `own` is
    never set for several rows at once. `standard` is shown until a person chooses.
    """

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    value: Callable[[R], Any] | None = None
    choices: Callable[[], Sequence[tuple[Any, str]]] | None = None
    editable: bool = False
    decorate: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None
    width: int = 120
    number: bool = False
    many: bool = False
    free: bool = False
    day: bool = False
    prose: bool = False
    own: bool = False
    standard: bool = True

    def sort_key(self, row: R) -> Any:
        """What rows are sorted by; empty ones come last."""
        found = self.sort(row) if self.sort else self.text(row).casefold()
        return (found is None or found == "", found if found is not None else "")

    def value_of(self, row: R) -> Any:
        """What an editor starts from."""
        return self.value(row) if self.value else self.text(row)


def plain(value: Any) -> str:
    """A value of a list as a text that is the same in every language; nothing is ""."""
    return "" if value is None else str(getattr(value, "value", value))
