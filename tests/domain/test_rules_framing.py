from __future__ import annotations

import pytest

from hdplanner.domain.rules_framing import Framing, framing
from hdplanner.domain.values import NormFamiliarity


@pytest.mark.parametrize(
    ("familiarity", "position", "frame"),
    [
        (NormFamiliarity.EXPERT, 2, Framing.SHARED_LAW),
        (NormFamiliarity.SOME, -1, Framing.LAW),
        (NormFamiliarity.EXPERT, 0, Framing.LAW),
        (NormFamiliarity.NONE, 1, Framing.INTEREST),
        (NormFamiliarity.NONE, -2, Framing.LISTEN),
    ],
)
def test_a_message_rests_on_what_its_hearer_knows_and_wants(
    familiarity: NormFamiliarity, position: int, frame: Framing
) -> None:
    assert framing(familiarity, position) is frame
    assert frame.advice


def test_nothing_is_advised_while_either_is_not_assessed() -> None:
    assert framing(None, 1) is None
    assert framing(NormFamiliarity.SOME, None) is None
