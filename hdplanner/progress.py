"""How long work says how far it is, and how it is asked to stop. Knows no window and no terminal."""

from __future__ import annotations

from typing import Final, Protocol


class Cancelled(Exception):  # noqa: N818 - no error, and named as what happened
    """The person asked for the work to stop. Not an error: whoever started the work catches it."""


class Progress(Protocol):
    """Told by long work, at least every few hundred milliseconds, how far it is."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """`done` of `total` units are behind us; `label` says in a few words what comes now.

        Raises Cancelled when the work is to stop; the work lets it pass, so that its edit is rolled back.
        """


class _NoProgress:
    """Nobody watches, and nobody cancels."""

    def step(self, done: int, total: int, label: str = "") -> None:
        pass


NO_PROGRESS: Final[Progress] = _NoProgress()
