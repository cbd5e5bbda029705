"""Every character that was put in and prints comes out again, block by block: as a multiset, whatever the order.

Read in two ways: through the structure of the file, each block by itself; and page by page as PDFium reads.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hdplanner.briefing.content import PackContent, Section
from hdplanner.briefing.document import render
from tests.briefing.proof.comparing import prove
from tests.briefing.proof.hostile import Drawer
from tests.briefing.proof.structure import faults

Make = Callable[..., PackContent]


def hostile_pack(pack: Make, seed: int) -> tuple[bytes, tuple[Section, ...]]:
    """The pack of a number: half of them from the right."""
    sections = Drawer(seed).sections(8)
    direction = "rtl" if seed % 2 else "ltr"
    made = render(pack(sections=sections, direction=direction, language="ar" if seed % 2 else "en"))
    return made.data, sections


@pytest.mark.parametrize("seed", range(16))
def test_no_text_is_lost_in_a_hostile_pack(pack: Make, seed: int) -> None:
    made, sections = hostile_pack(pack, seed)
    assert prove(made, sections) == []
    assert faults(made) == []


@pytest.mark.soak
def test_no_text_is_lost_in_hundreds_of_hostile_packs(pack: Make) -> None:
    wrong = {}
    for seed in range(1_000, 1_300):
        made, sections = hostile_pack(pack, seed)
        found = [*prove(made, sections), *faults(made)]
        if found:
            wrong[seed] = found
    assert wrong == {}
