"""Packs of next to nothing, and of text that means to do harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.gaps import gaps
from hdplanner.domain.messages import Message
from hdplanner.domain.objectives import Objective
from hdplanner.domain.values import Audience, PackKind, Sensitivity
from hdplanner.progress import Cancelled
from hdplanner.services import campaigns
from hdplanner.storage import Document, Label
from tests.briefing.sections.conftest import page_texts

DAY = date(2026, 11, 22)
HOSTILE = '<b>bold</b> & &amp; {who} %s %(x)s <para> <a href="x">link</a> \\n {{}} ]]> <!--'


@pytest.fixture
def document() -> Iterator[Document]:
    with Document.in_memory() as opened:
        opened.edit(
            Label("office.start"),
            lambda s: campaigns.start_office(s, name="HD office", campaign_title="New plan"),
        )
        yield opened


def built(document: Document, options: PackOptions = PackOptions()) -> build.BuiltPack:
    return build.build_pack(view_of(document, options), options)


def view_of(document: Document, options: PackOptions = PackOptions()) -> Any:
    campaign = document.read(campaigns.campaign_rows)[0].id
    return document.read(lambda s: build.gather(s, campaign, options, today=DAY))


@pytest.mark.parametrize("audience", list(Audience))
def test_an_empty_plan_gives_a_short_pack_without_headings(document: Document, audience: Audience) -> None:
    pack = built(document, PackOptions(audience=audience))
    text = "\n".join(page_texts(pack.data))
    assert pack.pages == 1
    assert "New plan" in text
    assert "Risks" not in text
    assert "Contents" not in text


def test_an_empty_plan_says_what_it_lacks(document: Document) -> None:
    told = gaps(view_of(document), PackOptions())
    assert "The plan has no objective." in told
    assert "No decision window is set." in told
    assert told[-1].endswith("what moved is left out.")


def test_an_empty_plan_hands_over_nothing_and_says_so(document: Document) -> None:
    options = PackOptions(kind=PackKind.HANDOVER)
    view = view_of(document, options)
    assert gaps(view, options) == ["No relationship of ours is recorded: nobody can introduce a successor."]
    assert build.build_pack(view, options).pages == 1


def test_text_is_printed_as_it_stands_and_never_as_markup(document: Document) -> None:
    campaign = document.read(campaigns.campaign_rows)[0].id

    def fill(session: Any) -> None:
        campaigns.update_campaign(
            session, campaign, title=HOSTILE, scene_setter=HOSTILE, problem=HOSTILE, mandate=HOSTILE
        )
        session.add(Objective(campaign_id=campaign, title=HOSTILE, statement=HOSTILE, rank="a"))
        session.add(Message(campaign_id=campaign, title=HOSTILE, core_line=HOSTILE, rank="a"))

    document.edit(Label("campaign.update"), fill)
    text = " ".join(" ".join(page_texts(built(document).data)).split())
    text = text.replace("\N{HYPHEN}", "-")  # so that readers tell a hyphen at the end of a line from a break
    assert text.replace(" ", "").count(HOSTILE.replace(" ", "")) >= 7


def test_the_marking_of_a_plan_is_printed(document: Document) -> None:
    campaign = document.read(campaigns.campaign_rows)[0].id
    document.edit(
        Label("campaign.update"),
        lambda s: campaigns.update_campaign(s, campaign, default_sensitivity=Sensitivity.INTERNAL),
    )
    pack = built(document)
    assert pack.marking is Sensitivity.INTERNAL
    assert page_texts(pack.data)[0].count("INTERNAL") == 2


def test_cancel_stops_the_work(document: Document) -> None:
    campaign = document.read(campaigns.campaign_rows)[0].id
    document.edit(
        Label("campaign.update"), lambda s: campaigns.update_campaign(s, campaign, scene_setter="Words.")
    )

    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        build.build_pack(view_of(document), PackOptions(), Stop())
