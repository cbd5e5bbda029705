"""Kept packs: their choices, their clearance, and the register of copies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hdplanner.domain.values import Audience, Clearance, PackKind, Tlp
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import packs
from hdplanner.services.packs import SectionChoice
from hdplanner.storage import Document, Label

DAY = date(2026, 11, 20)
Undoable = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def pack(plan: Any, undoable: Undoable) -> str:
    return str(undoable(lambda s: packs.add_pack(s, campaign_id=plan.campaign, title=" For the President ")))


def the_pack(document: Document, pack_id: str) -> packs.PackRow:
    return document.read(lambda s: packs.pack_row(s, pack_id))


def sections_of(document: Document, pack_id: str) -> list[tuple[str, bool]]:
    return [(row.section, row.included) for row in the_pack(document, pack_id).sections]


def test_a_new_pack_is_an_internal_draft(document: Document, pack: str) -> None:
    row = the_pack(document, pack)
    assert (row.title, row.kind, row.audience) == ("For the President", PackKind.CAMPAIGN, Audience.INTERNAL)
    assert row.clearance is Clearance.DRAFT


def test_a_pack_needs_a_title_and_a_campaign(document: Document, plan: Any) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(Label("pack.add"), lambda s: packs.add_pack(s, campaign_id=plan.campaign, title=" "))
    with pytest.raises(NotFoundError):
        document.edit(Label("pack.add"), lambda s: packs.add_pack(s, campaign_id="none", title="A"))


def test_packs_stand_in_the_order_in_which_they_were_made(
    document: Document, plan: Any, undoable: Undoable
) -> None:
    for title in ("First", "Second", "Third"):
        undoable(lambda s, title=title: packs.add_pack(s, campaign_id=plan.campaign, title=title))
    rows = document.read(lambda s: packs.pack_rows(s, plan.campaign))
    assert [row.title for row in rows] == ["First", "Second", "Third"]


def test_choices_of_a_pack_change(document: Document, pack: str, undoable: Undoable) -> None:
    undoable(lambda s: packs.update_pack(s, pack, audience=Audience.PARTNER, language="fr", paper="Letter"))
    row = the_pack(document, pack)
    assert (row.audience, row.language, row.paper) == (Audience.PARTNER, "fr", "Letter")


@pytest.mark.parametrize(
    "values", [{"title": ""}, {"paper": "A3"}, {"clearance": Clearance.CLEARED}, {"nothing": 1}]
)
def test_a_wrong_choice_is_refused(document: Document, pack: str, values: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(Label("pack.update"), lambda s: packs.update_pack(s, pack, **values))


def test_sections_are_chosen_and_reordered(document: Document, pack: str, undoable: Undoable) -> None:
    first = [SectionChoice("scene"), SectionChoice("grid"), SectionChoice("risks")]
    undoable(lambda s: packs.set_sections(s, pack, sections=first))
    keys = {row.section: row.id for row in the_pack(document, pack).sections}
    again = [SectionChoice("risks"), SectionChoice("scene", included=False), SectionChoice("grid")]
    undoable(lambda s: packs.set_sections(s, pack, sections=again))
    assert sections_of(document, pack) == [("risks", True), ("scene", False), ("grid", True)]
    assert {row.section: row.id for row in the_pack(document, pack).sections} == keys


def test_a_free_text_may_stand_twice_and_goes_when_it_is_taken_out(
    document: Document, pack: str, undoable: Undoable
) -> None:
    both = [SectionChoice("text", heading="One", text="1"), SectionChoice("text", heading="Two", text="2")]
    undoable(lambda s: packs.set_sections(s, pack, sections=both))
    undoable(lambda s: packs.set_sections(s, pack, sections=both[:1]))
    assert [row.heading for row in the_pack(document, pack).sections] == ["One"]


def test_a_cleared_pack_knows_when_it_has_changed(document: Document, pack: str, undoable: Undoable) -> None:
    undoable(lambda s: packs.ask_clearance(s, pack))
    undoable(lambda s: packs.clear_pack(s, pack, by="Head of Department", on=DAY, digest="a" * 64))
    row = the_pack(document, pack)
    assert (row.clearance, row.cleared_by, row.cleared_on) == (Clearance.CLEARED, "Head of Department", DAY)
    assert not row.is_changed_since_clearance("a" * 64)
    assert row.is_changed_since_clearance("b" * 64)
    undoable(lambda s: packs.reopen_pack(s, pack))
    assert the_pack(document, pack).clearance is Clearance.DRAFT
    assert not the_pack(document, pack).is_changed_since_clearance("b" * 64)


def test_nobody_clears_in_the_future_or_without_a_name(document: Document, pack: str) -> None:
    for by, on in (("", DAY), ("Head", date(2027, 1, 1))):
        with pytest.raises(InvalidValueError):
            document.edit(
                Label("pack.clear"),
                lambda s, by=by, on=on: packs.clear_pack(s, pack, by=by, on=on, digest="", today=DAY),
            )


def test_what_a_pack_is_about_and_how_it_looks_is_kept(
    document: Document, plan: Any, pack: str, undoable: Undoable
) -> None:
    undoable(
        lambda s: packs.update_pack(
            s, pack, stakeholder_id=plan.minister, tlp=Tlp.AMBER_STRICT, expires_on=DAY, second_language="ar"
        )
    )
    row = the_pack(document, pack)
    assert (row.stakeholder_id, row.tlp, row.expires_on) == (plan.minister, Tlp.AMBER_STRICT, DAY)
    assert (row.second_language, row.landscape, row.justified) == ("ar", False, False)


def test_a_new_pack_can_be_about_somebody_at_once(document: Document, plan: Any, undoable: Undoable) -> None:
    made = undoable(
        lambda s: packs.add_pack(
            s,
            campaign_id=plan.campaign,
            title="Card",
            kind=PackKind.SPEAKING_CARD,
            stakeholder_id=plan.minister,
        )
    )
    assert the_pack(document, made).stakeholder_id == plan.minister
