from __future__ import annotations

import pickle
import re

import pytest

from hdplanner import errors, errors_secret

EVERY: list[errors.PlannerError] = [
    errors_secret.OldPassphraseError("/data/a.hdplan"),
    errors_secret.WrongRecoverySheetError("/data/a.hdplan"),
    errors_secret.NotEncryptedError("/data/a.hdplan"),
    errors_secret.AlreadyEncryptedError("/data/a.hdplan"),
    errors_secret.UnfaithfulCopyError("/data/a.hdplan", "stakeholder"),
    errors_secret.RecoveryCountError(23, 24),
    errors_secret.RecoveryCountError(1, 24),
    errors_secret.RecoveryPlacesError([3]),
    errors_secret.RecoveryPlacesError([3, 17]),
    errors_secret.RecoveryChecksumError(),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_an_error_is_a_plain_sentence_and_survives_the_way_to_another_process(
    error: errors.PlannerError,
) -> None:
    sentence = str(error)
    assert re.fullmatch(r"[A-Za-z].*\.", sentence)
    assert "{" not in sentence
    assert "/data" not in sentence
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), sentence)


def test_every_error_is_in_the_list_above() -> None:
    def below(kind: type[errors.PlannerError]) -> set[type[errors.PlannerError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    ours = {kind for kind in below(errors.PlannerError) if kind.__module__ == errors_secret.__name__}
    assert ours - {type(error) for error in EVERY} == {errors_secret.RecoveryWordsError}
