"""Which thread a document belongs to: one at a time, handed over by a loan and given back by itself."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from hdplanner.errors import DocumentLentError

T = TypeVar("T")


class Ownership:
    """The thread that may use a document now; nobody between ``lend`` and the start of the loan."""

    def __init__(self) -> None:
        self._owner: int | None = threading.get_ident()
        self._guard = threading.Lock()

    def check(self) -> None:
        """Raise ``DocumentLentError`` in every thread but the owner's."""
        if self._owner != threading.get_ident():
            raise DocumentLentError

    def lend(self, thing: T) -> Loan[T]:
        """Give the document away. Only its owner may."""
        self.check()
        self._owner = None
        return Loan(self, thing, threading.get_ident())

    def hand_to(self, expected: int | None, owner: int | None) -> None:
        """Make ``owner`` the owner, if ``expected`` is the owner now; else raise ``DocumentLentError``."""
        with self._guard:
            if self._owner != expected:
                raise DocumentLentError
            self._owner = owner


class Loan(Generic[T]):
    """A document given away. Enter it once, in the thread that is to use the document.

    Example:
        loan = document.lend()  # in the window's thread, which is refused from now on
        with loan as document: ...  # in the worker; at its end the document is the window's again
    """

    def __init__(self, ownership: Ownership, thing: T, lender: int) -> None:
        self._ownership = ownership
        self._thing = thing
        self._lender = lender

    def __enter__(self) -> T:
        self._ownership.hand_to(None, threading.get_ident())
        return self._thing

    def __exit__(self, *exc: object) -> None:
        self._ownership.hand_to(threading.get_ident(), self._lender)

    def take_back(self) -> None:
        """End a loan that nobody has entered, in the lender's thread or for it."""
        self._ownership.hand_to(None, self._lender)
