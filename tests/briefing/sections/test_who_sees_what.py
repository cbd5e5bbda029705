"""Who may see what of a campaign pack, read back from its file."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import (
    TableBlock,
    plain,
)
from hdplanner.domain.values import (
    Audience,
    Confidence,
    Impact,
    Influence,
    Interest,
    Likelihood,
    Position,
    Relationship,
    Strength,
)
from hdplanner.services.pack_rows import PackView
from hdplanner.services.packs import SectionChoice
from hdplanner.services.plan_rows import PlanView
from tests.briefing.sections.conftest import everything_in, page_texts

See = Callable[..., PackView]
RATED = (Influence, Interest, Position, Relationship, Confidence, Strength, Likelihood, Impact)


def secrets(view: PlanView) -> list[str]:
    """What stands in the plan and may leave the house with nobody but our own people."""
    held = [line for one in view.objectives for line in (*one.red_lines, *one.bottom_lines)]
    held += [row.evidence for row in view.stakeholders if row.evidence]
    held += [
        text for one in view.meetings for text in (one.their_words, one.our_reading, one.summary) if text
    ]
    held += [fact.text for one in view.messages for fact in one.proofs if fact.disclosure != "may-be-said"]
    held += [one.wording for one in view.commitments]
    held += [row.holder for row in view.stakeholders if row.holder]
    return held


def test_our_own_pack_holds_what_others_may_not_see(see: See, whole: build.BuiltPack) -> None:
    """The counter-proof: the searches of the next tests find what is there."""
    written = "".join("".join(page_texts(whole.data)).split())
    held = secrets(see().plan)
    found = [text for text in held if "".join(text.split()) in written]
    assert len(found) > len(held) / 2


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_no_secret_is_in_the_file_of_an_outsider(see: See, audience: Audience) -> None:
    inside = secrets(see().plan)
    assert len(inside) > 80
    options = PackOptions(audience=audience)
    built = build.build_pack(see(options), options)
    written = "".join(everything_in(built.data).split())
    assert [text for text in inside if "".join(text.split()) in written] == []
    assert "Wheretheystand" not in written
    assert "Whodecides" not in written


def test_a_partner_reads_code_names_only(see: See) -> None:
    names = [row.name for row in see().plan.stakeholders]
    options = PackOptions(audience=Audience.PARTNER)
    written = " ".join(everything_in(build.build_pack(see(options), options).data).split())
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", written)] == []


def test_a_pack_calls_stakeholders_as_its_language_does(see: See) -> None:
    options = PackOptions(language="ar", sections=(SectionChoice("stakeholders"),))
    (section,) = build.compose(see(options), options).sections
    table = next(block for block in section.blocks if isinstance(block, TableBlock))
    cell = next(plain(row[0]) for row in table.rows if "Head of State" in plain(row[0]))
    assert cell.startswith("رئيس الدولة\n")
    french = PackOptions(language="fr", sections=(SectionChoice("stakeholders"),))
    told = str(build.compose(see(french), french).sections)
    assert "Chef de l’État" in told
    assert "Head of State" not in told


def test_no_language_shows_a_partner_a_name(see: See) -> None:
    own = PackOptions(language="ar")
    names = {row.name for row in see(own).plan.stakeholders} | set(see(own).plan.originals.values())
    assert len(names) > 100
    options = PackOptions(audience=Audience.PARTNER, language="ar")
    written = " ".join(str(see(options).plan).split())
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", written)] == []
