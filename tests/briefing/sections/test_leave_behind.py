"""The leave-behind: only what may be said, nobody's name but theirs, no judgement and no word of background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.content import Source, plain
from hdplanner.briefing.gaps_meeting import meeting_gaps
from hdplanner.domain.messages import Message
from hdplanner.domain.objectives import Objective
from hdplanner.domain.values import Audience, MessageStatus, PackKind, Sensitivity
from hdplanner.services import campaigns, interchange
from hdplanner.services.pack_rows import PackView
from hdplanner.storage import Document, Label
from tests.briefing.sections.conftest import TODAY, See, everything_in
from tests.briefing.sections.sample_meetings import (
    LUNCH_WITH_NORDIA,
    MINISTER_IN_DECEMBER,
    about,
    blocks_of,
    points_in,
    said_in,
    words_of,
)

PAPER = about(PackKind.LEAVE_BEHIND, MINISTER_IN_DECEMBER)
SECRETS = (
    "Director of Customs",
    "Former Minister",
    "Name a focal point",  # an ask that nobody has marked as public
    "The Minister agrees",
    "reserved",
    "Support is broad",
    "draft line for article 14",
    "audit of 2019",
    "costing of storage, by consignment",
    "armed services",
    "HD adviser",
)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_leave_behind_never_says_what_is_not_for_the_public(see: See, audience: Audience) -> None:
    options = about(PackKind.LEAVE_BEHIND, MINISTER_IN_DECEMBER, audience=audience)
    pack = build.build_pack(see(options), options)
    assert pack.marking is Sensitivity.PUBLIC
    assert pack.pages <= 2
    text = everything_in(pack.data)
    assert [secret for secret in SECRETS if secret in text] == []


def test_a_leave_behind_never_names_a_third_person(see: See) -> None:
    view = see(PAPER)
    told = words_of(build.compose(view, PAPER))
    others = [
        row.name
        for row in see(about(PackKind.MEETING_BRIEF, MINISTER_IN_DECEMBER)).plan.stakeholders
        if row.kind.value == "post" and row.name != "Minister of Finance"
    ]
    assert len(others) > 10
    assert [name for name in others if name in told] == []


def test_it_asks_in_public_words_and_says_of_whom_and_by_when(see: See) -> None:
    content = build.compose(see(PAPER), PAPER)
    told = said_in(content, "request")
    assert "Article 14 costs nothing until a disaster is declared" in told
    assert "Send the law committee a written opinion that raises no objection to article 14." in told
    assert "Ministry of Finance, by 14 December 2026" in told


def test_where_no_ask_may_leave_the_message_carries_it(see: See) -> None:
    options = about(PackKind.LEAVE_BEHIND, LUNCH_WITH_NORDIA)
    content = build.compose(see(options), options)
    assert not points_in(blocks_of(content, "request"))
    assert "most transparent exemption" in said_in(content, "request")


def test_every_fact_has_its_source_and_its_day(see: See) -> None:
    content = build.compose(see(PAPER), PAPER)
    items = [item for block in blocks_of(content, "evidence") for item in getattr(block, "items", ())]
    assert len(items) >= 3
    for item in items:
        assert "\n" in plain(item.lead), "a fact without where it stands"
        assert item.source is not None
        assert item.source.kind == "proof_point"


def test_it_is_an_aide_memoire_with_the_matter_for_its_title_and_a_day(see: See) -> None:
    content = build.compose(see(PAPER), PAPER)
    assert (content.title, content.subtitle) == ("Disaster law for Varenia", "Aide-memoire")
    told = said_in(content, "contact")
    assert "Varenia National Society, HD office" in told
    assert "22 November 2026" in told


def test_it_speaks_the_counterparts_language_where_the_words_are_approved(see: See) -> None:
    options = about(PackKind.LEAVE_BEHIND, MINISTER_IN_DECEMBER, language="fr")
    assert "L’article 14 ne coûte rien" in said_in(build.compose(see(options), options), "request")


def test_an_approved_message_above_public_stays_in_the_house() -> None:
    with Document.in_memory() as office:
        office.edit(
            Label("office.start"),
            lambda s: campaigns.start_office(s, name="HD office", campaign_title="New plan"),
        )
        campaign = office.read(campaigns.campaign_rows)[0].id

        def fill(session: object) -> None:
            session.add(  # type: ignore[attr-defined]
                Message(
                    campaign_id=campaign,
                    title="Closed",
                    core_line="A line for two ministers only.",
                    status=MessageStatus.APPROVED,
                    sensitivity=Sensitivity.CONFIDENTIAL,
                    rank="a",
                )
            )
            session.add(Objective(campaign_id=campaign, title="An aim", rank="a"))  # type: ignore[attr-defined]

        office.edit(Label("message.add"), fill)
        options = build.PackOptions(kind=PackKind.LEAVE_BEHIND)
        view = office.read(lambda s: build.gather(s, campaign, options, today=TODAY))
        assert "two ministers" not in words_of(build.compose(view, options))
        told = list(meeting_gaps(view, PackKind.LEAVE_BEHIND))
        assert told == ["Nothing may be left behind: no approved message may be said in public."]


def test_the_author_is_told_that_no_ask_is_public(see: See) -> None:
    lunch = see(about(PackKind.LEAVE_BEHIND, LUNCH_WITH_NORDIA))
    told = list(meeting_gaps(lunch, PackKind.LEAVE_BEHIND))
    assert told == ["No ask is marked as public: the message alone says what is asked."]
    assert list(meeting_gaps(see(PAPER), PackKind.LEAVE_BEHIND)) == []


def seen_in(file: Document, options: build.PackOptions) -> PackView:
    campaign = file.read(campaigns.campaign_rows)[0].id
    return file.read(lambda s: build.gather(s, campaign, options, today=TODAY))


def test_the_author_is_told_where_a_name_was_left_out(sample: Document) -> None:
    tables = sample.read(interchange.dump)
    for ask in tables["tables"]["ask"]:
        ask["sensitivity"] = "public"
    with Document.in_memory() as file:
        file.edit(Label("file.import"), lambda s: interchange.load(s, tables))
        for language, hole in (("en", "(name left out)"), ("fr", "(nom omis)")):
            view = seen_in(file, replace(PAPER, language=language))
            told = list(meeting_gaps(view, PackKind.LEAVE_BEHIND, language))
            torn = f"A name is left out of “Name a focal point for the disaster law in the private office or the {hole}.”"
            assert [one for one in told if one.startswith(torn)]


def test_each_line_leads_to_its_record(see: See) -> None:
    content = build.compose(see(PAPER), PAPER)
    sources = {item.source for block in blocks_of(content, "request") for item in getattr(block, "items", ())}
    assert {source.kind for source in sources if source} == {"ask"}
    assert Source("ask", "019a48f7-06a1-7d9a-abf0-6335425301b4") in sources
