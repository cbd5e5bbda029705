from __future__ import annotations

from typing import Any

import pytest

from hdplanner.errors import NothingToRedoError, NothingToUndoError, StaleUndoError
from hdplanner.progress import Cancelled
from hdplanner.storage import Document
from hdplanner.storage.history_log import step_order, steps_back_to
from hdplanner.storage.undo_back import WentBack, redo_again, undo_back_to


def back_to(document: Document, number: int, **more: Any) -> WentBack:
    count = document.read(lambda s: steps_back_to(s, number)) or 0
    return document.on_file(lambda hand: undo_back_to(hand, number, count, **more), writing=True)


def again(document: Document, count: int) -> WentBack:
    return document.on_file(lambda hand: redo_again(hand, count), writing=True)


class Stopping:
    """A person who presses Cancel at the second step."""

    def step(self, done: int, total: int, label: str = "") -> None:
        if done == 2:
            raise Cancelled


def test_many_steps_are_taken_back_at_once_and_made_again_at_once(document: Document, desk: Any) -> None:
    start = desk.content()
    keys = [desk.stakeholder(f"Body {n}") for n in range(5)]
    desk.change(keys[0], name="Body of bodies")
    desk.delete(keys[1])
    end = desk.content()
    numbers = document.read(step_order)
    first = numbers[6]
    assert document.read(lambda s: steps_back_to(s, first)) == 7
    went = back_to(document, first)
    assert (went.steps, desk.content()) == (7, start)
    assert went.changes.undone
    assert went.changes.keys["stakeholder"] >= set(keys)
    assert again(document, went.steps).steps == 7
    assert desk.content() == end


def test_each_step_that_was_taken_back_can_be_made_again_alone(document: Document, desk: Any) -> None:
    keys = [desk.stakeholder(f"Body {n}") for n in range(3)]
    back_to(document, document.read(step_order)[1])
    assert desk.names() == ["Body 0"]
    document.redo()
    assert desk.names() == ["Body 0", "Body 1"]
    document.redo()
    assert len(desk.names()) == len(keys)
    with pytest.raises(NothingToRedoError):
        again(document, 1)


def test_cancelled_half_way_everything_is_as_it_was(document: Document, desk: Any) -> None:
    for n in range(5):
        desk.stakeholder(f"Body {n}")
    before = desk.content()
    with pytest.raises(Cancelled):
        back_to(document, document.read(step_order)[4], progress=Stopping())
    assert desk.content() == before
    assert document.next_redo() is None


def test_a_step_that_fits_no_more_leaves_all_as_it_was(document: Document, desk: Any) -> None:
    key = desk.stakeholder("Body")
    desk.change(key, name="Other body")
    desk.stakeholder("Third body")

    def meddle(hand: Any) -> None:
        with hand.link.writable(), hand.link.immediate():
            hand.link.raw.execute("UPDATE stakeholder SET name = 'Meddled' WHERE id = ?", (key,))

    document.on_file(meddle, writing=True)
    before = desk.content()
    with pytest.raises(StaleUndoError):
        back_to(document, document.read(step_order)[1])
    assert desk.content() == before


def test_a_step_that_stands_no_longer_cannot_be_gone_back_to(document: Document, desk: Any) -> None:
    desk.stakeholder("Body")
    document.undo()
    undo, undone, *_rest = document.read(step_order)
    for number in (undo, undone, 999):
        assert document.read(lambda s, number=number: steps_back_to(s, number)) is None
    with pytest.raises(NothingToUndoError):
        back_to(document, undone)
    assert len(document.read(step_order)) == 3


def test_a_thousand_steps_go_back_and_come_again(document: Document, desk: Any) -> None:
    start = desk.content()
    key = desk.stakeholder("Body")
    for n in range(999):
        desk.change(key, name=f"Body {n}")
    assert back_to(document, document.read(step_order)[999]).steps == 1_000
    assert desk.content() == start
    assert again(document, 1_000).steps == 1_000
    assert desk.names() == ["Body 998"]
