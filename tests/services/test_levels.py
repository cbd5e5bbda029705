from __future__ import annotations

from typing import Any

import pytest

from hdplanner.domain.values import MessengerLevel
from hdplanner.errors import InvalidValueError
from hdplanner.services import levels
from hdplanner.storage import Document, Label

SG = MessengerLevel.MOVEMENT_SECRETARY_GENERAL


def row(document: Document) -> levels.LevelRow:
    return next(one for one in document.read(levels.level_rows) if one.level is SG)


def test_a_rung_is_renamed_and_moved_and_goes_back(plan: Any, document: Document, undoable: Any) -> None:
    assert (row(document).step, row(document).own) == (4, False)

    undoable(lambda s: levels.set_level(s, level=SG, step=5, name="Director general"))
    assert (row(document).step, row(document).name) == (5, "Director general")
    assert document.read(levels.own_steps) == {SG: 5}

    undoable(lambda s: levels.set_level(s, level=SG))
    assert (row(document).name, row(document).own) == ("Secretary General (executive)", False)


@pytest.mark.parametrize("step", [0, 10, -3])
def test_a_step_off_the_ladder_is_refused(plan: Any, document: Document, step: int) -> None:
    with pytest.raises(InvalidValueError, match="from 1 to 9"):
        document.edit(Label("test.edit"), lambda s: levels.set_level(s, level=SG, step=step))
