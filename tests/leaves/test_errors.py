from __future__ import annotations

import datetime as dt
import pickle
import re

import pytest

from hdplanner import errors

HOLDER = errors.LockHolder(
    pid=7, host="desk-2", program="HD Planner", author="Ana", since=dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC)
)
EVERY = [
    errors.NotACampaignFileError("/data/a.hdplan"),
    errors.WrongPassphraseError("/data/a.hdplan"),
    errors.PassphraseNeededError("/data/a.hdplan"),
    errors.DamagedFileError("/data/a.hdplan", "page 7 is malformed"),
    errors.NewerFileError("/data/a.hdplan", 9, 1),
    errors.LockedFileError("/data/a.hdplan", HOLDER),
    errors.ReadOnlyFileError("/data/a.hdplan"),
    errors.DiskFullError("/data/a.hdplan"),
    errors.DiskFailedError("/data/a.hdplan"),
    errors.LockLostError("/data/a.hdplan", HOLDER),
    errors.LockLostError("/data/a.hdplan", errors.LockHolder(0, "", "", "", None)),
    errors.FileVanishedError("/data/a.hdplan"),
    errors.FileExistsRefusedError("/data/a.hdplan"),
    errors.UnreadableSourceError("/data/a.csv", "it is empty"),
    errors.UnknownPictureError("/data/a.gif", (".svg", ".png")),
    errors.StaleUndoError("Move Minister of Health"),
    errors.NothingToUndoError(),
    errors.NothingToRedoError(),
    errors.DocumentLentError(),
    errors.PlanLockedError(),
    errors.CodeNameWrittenError("Cedar"),
    errors.CodeNamesShownError(),
    errors.InvalidValueError("influence", 9, "it is a step from 1 to 5"),
    errors.TextTooLongError("name", 200),
    errors.UnusableFileError("letter.pdf", "it is empty"),
    errors.NotFoundError("stakeholder", "Minister of Health"),
    errors.AmbiguousNameError("Minister", ["Minister of Health", "Minister of the Interior"]),
    errors.MissingGlyphError(["Chinese"], "红十字"),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_an_error_is_a_plain_sentence(error: errors.PlannerError) -> None:
    sentence = str(error)
    assert re.fullmatch(r"[A-Z“a-z].*\.", sentence)
    assert "{" not in sentence
    assert "!" not in sentence
    assert "/data" not in sentence


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_an_error_survives_the_way_to_another_process(error: errors.PlannerError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))


def test_every_error_is_in_the_list_above() -> None:
    def below(kind: type[errors.PlannerError]) -> set[type[errors.PlannerError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    ours = {kind for kind in below(errors.PlannerError) if kind.__module__ == errors.__name__}
    assert ours - {type(error) for error in EVERY} == {errors.PlannerError, errors.FileError}


def test_a_lock_names_who_where_and_since_when() -> None:
    sentence = str(errors.LockedFileError("/data/a.hdplan", HOLDER))
    assert all(part in sentence for part in ("a.hdplan", "Ana", "desk-2", "3 May 2026"))


def test_a_lock_that_tells_nothing_is_told_as_such() -> None:
    nobody = errors.LockHolder(pid=0, host="", program="", author="", since=None)
    assert "another program" in str(errors.LockedFileError("/data/a.hdplan", nobody))


def test_braces_in_a_name_are_printed_as_they_are() -> None:
    assert "{who}" in str(errors.FileExistsRefusedError("/data/{who}.hdplan"))
