"""Random histories of two and three offices: whatever they do, merging loses nothing and gives the same both ways."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdplanner.storage import Document
from tests.storage.merging import ACTS, Content, Offices, content, earlier, nothing

Act = tuple[str, int, int, int]

HISTORIES = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(0, 99), st.integers(0, 99)),
    min_size=4,
    max_size=20,
)
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def offices(count: int, history: list[Act], *, decided: bool) -> Iterator[Offices]:
    """The offices after a history; each merge in it was checked."""
    with tempfile.TemporaryDirectory() as folder:
        made = Offices(Path(folder), count, earlier if decided else nothing)
        try:
            for act in history:
                made.take(*act)
            yield made
        finally:
            made.close()


def merged(path: Path, *others: Path) -> Content:
    """Return what a copy of a file holds after others were merged into it, one after the other."""
    copy = path.with_name(f"of-{path.name}")
    shutil.copy(path, copy)
    with Document.open(copy, author="X") as document:
        for other in others:
            plan = document.plan_merge(other)
            document.merge(plan, other, earlier(plan))
        return content(document)


def both_ways(history: list[Act]) -> int:
    with offices(2, history, decided=True) as made:
        one, other = made.paths
        assert merged(one, other) == merged(other, one)
        return made.merges + 2


def nothing_lost(history: list[Act]) -> int:
    with offices(3, history, decided=False) as made:
        for document in made.documents:
            for path in made.paths:
                if path != document.path:
                    made.merge(document, path)
        return made.merges


def any_order(history: list[Act]) -> int:
    """Give each office edits of its own, on rows of its own, so that nothing conflicts."""
    apart = [
        (act, who, 3 * pick + who % 3, 0) for act, who, pick, _other in history if act in ("add", "promise")
    ]
    with offices(3, apart, decided=True) as made:
        results = [merged(first, *rest) for first, *rest in permutations(made.paths)]
        assert all(result == results[0] for result in results)
        return 2 * len(results)


@FEW
@given(HISTORIES)
def test_merging_there_and_back_gives_the_same_content(history: list[Act]) -> None:
    both_ways(history)


@FEW
@given(HISTORIES)
def test_no_edit_is_lost_without_a_conflict_that_names_it(history: list[Act]) -> None:
    nothing_lost(history)


@FEW
@given(HISTORIES)
def test_three_offices_give_the_same_in_any_order(history: list[Act]) -> None:
    any_order(history)


@pytest.mark.soak
def test_many_histories_merge_without_a_loss() -> None:
    checked = [0]

    @MANY
    @given(HISTORIES)
    def walk(history: list[Act]) -> None:
        checked[0] += both_ways(history) + nothing_lost(history) + any_order(history)

    walk()
    print(f"merges checked: {checked[0]}")
