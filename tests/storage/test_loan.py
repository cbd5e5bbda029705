from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from hdplanner.errors import DocumentLentError
from hdplanner.progress import Cancelled
from hdplanner.storage import Document, Label, Loan
from hdplanner.storage.faults import INTERRUPTED


def _elsewhere(work: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def test_another_thread_is_refused(desk: Any) -> None:
    for call in (desk.names, desk.stakeholder, desk.document.undo, desk.document.close, desk.document.lend):
        with pytest.raises(DocumentLentError):
            _elsewhere(call)
    assert desk.names() == []


def test_a_loan_hands_the_document_over_and_back(desk: Any, new_desk: Callable[..., Any]) -> None:
    loan = desk.document.lend()

    def work() -> None:
        with loan as document:
            new_desk(document).stakeholder("From the worker")

    with pytest.raises(DocumentLentError):
        desk.names()
    _elsewhere(work)
    assert desk.names() == ["From the worker"]


def test_a_loan_ends_with_an_error_too(desk: Any) -> None:
    loan = desk.document.lend()

    def work() -> None:
        with loan:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _elsewhere(work)
    assert desk.names() == []


def test_a_loan_is_good_for_one_borrower(desk: Any) -> None:
    loan: Loan[Document] = desk.document.lend()

    with loan, pytest.raises(DocumentLentError):
        _elsewhere(loan.__enter__)


def test_a_loan_that_nobody_took_can_be_taken_back(desk: Any) -> None:
    loan = desk.document.lend()
    loan.take_back()

    assert desk.names() == []
    with pytest.raises(DocumentLentError):
        loan.__enter__()


def test_long_work_is_interrupted_and_rolled_back(desk: Any) -> None:
    document: Document = desk.document
    started, loan = threading.Event(), document.lend()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def work() -> None:
        with loan:

            def edit(session: Any) -> None:
                connection = session.connection()
                connection.exec_driver_sql("UPDATE office SET name = 'Changed'")
                started.set()
                connection.exec_driver_sql(endless)

            document.edit(Label("x"), edit)

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        started.wait()
        while not future.done():
            document.interrupt()
        assert isinstance(future.exception(), Cancelled)
    assert desk.content()["office"][0].count("Changed") == 0


def test_an_interrupt_that_meets_the_rolling_back_leaves_nothing_open(desk: Any) -> None:
    link, tries = desk.document._link, []
    link.raw.execute("BEGIN")

    class Interrupted:
        """The connection, as it is when an interrupt comes with the first two statements."""

        in_transaction = property(lambda _self: raw.in_transaction)

        def execute(self, statement: str) -> object:
            tries.append(statement)
            if len(tries) < 3:
                error = driver.OperationalError("interrupted")
                error.sqlite_errorcode = INTERRUPTED
                raise error
            return raw.execute(statement)

    raw, link.raw = link.raw, Interrupted()
    link.roll_back()
    link.raw = raw
    assert tries == ["ROLLBACK"] * 3
    assert not raw.in_transaction
