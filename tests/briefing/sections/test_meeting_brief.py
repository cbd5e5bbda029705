"""The meeting brief: the outcome first, what may be used apart from what may not, who is there, what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.content import (
    Callout,
    Facts,
    Heading,
    PackContent,
    Source,
    TableBlock,
    plain,
    printable,
)
from hdplanner.briefing.gaps_meeting import meeting_gaps
from hdplanner.domain.campaign import Campaign
from hdplanner.domain.meetings import Meeting, MeetingCampaign
from hdplanner.domain.messages import Message, ProofPoint
from hdplanner.domain.objectives import Ask, Objective
from hdplanner.domain.values import Audience, MeetingStatus, PackKind
from hdplanner.services import campaigns, stakeholders
from hdplanner.services.pack_rows import Subject
from hdplanner.storage import Document, Label
from tests.briefing.sections.conftest import TODAY, See
from tests.briefing.sections.sample_meetings import (
    LUNCH_WITH_NORDIA,
    MINISTER_IN_DECEMBER,
    VISIT,
    about,
    blocks_of,
    points_in,
    rows_in,
    said_in,
    words_of,
)

BRIEF = about(PackKind.MEETING_BRIEF, MINISTER_IN_DECEMBER)


@pytest.fixture(scope="module")
def brief(see: See) -> PackContent:
    return build.compose(see(BRIEF), BRIEF)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("meeting", [MINISTER_IN_DECEMBER, LUNCH_WITH_NORDIA])
def test_a_brief_is_of_two_to_four_pages(see: See, meeting: str, language: str) -> None:
    options = about(PackKind.MEETING_BRIEF, meeting, language=language)
    assert 2 <= build.build_pack(see(options), options).pages <= 4


def test_the_desired_outcome_comes_before_all_else(brief: PackContent) -> None:
    first = brief.sections[2]
    assert first.id == "aim"
    assert isinstance(first.blocks[0], Callout)
    assert not blocks_of(brief, "programme")
    assert [row[0] for row in rows_in(first.blocks)] == ["Minister of Finance", "Ministry of Finance"]


def test_the_facts_name_who_asked_when_by_whose_clock_and_who_takes_notes(brief: PackContent) -> None:
    facts = blocks_of(brief, "meeting")[0]
    assert isinstance(facts, Facts)
    told = {row.label: plain(row.value) for row in facts.rows}
    assert told["Asked for by"].startswith("The Society, on 3 November")
    assert told["When"].endswith("(Tunis time)")
    assert told["Takes notes"] == "HD adviser"
    assert told["For us"] == "President (principal); Legal adviser"
    assert told["Papers to leave"].startswith("Costing note")
    assert told["Interpreter"] == ""
    assert len(points_in(blocks_of(brief, "meeting"))) == 6


def test_there_are_at_most_four_points_each_from_its_message(brief: PackContent) -> None:
    assert 1 <= len(points_in(blocks_of(brief, "points"))) <= 4
    sources = [
        item.source.kind
        for block in blocks_of(brief, "points")
        for item in getattr(block, "items", ())
        if item.source
    ]
    assert set(sources) == {"message"}


def test_whoever_sits_beside_the_counterpart_is_answered_too(brief: PackContent) -> None:
    raised = points_in(blocks_of(brief, "if_raised"))
    assert raised[:2] == ["The budget is closed.", "Every exemption is a precedent."]
    assert "Exempt goods will reach the market." in raised
    assert "Every law gives municipalities a task and takes away a clerk." not in raised


def test_the_room_is_told_in_words_with_days_and_their_words(brief: PackContent) -> None:
    told = said_in(brief, "room")
    assert "Position: reserved; says: uncommitted; relationship: working (3 Nov 2026)" in told
    assert "Last met on 3 Nov 2026 by Secretary General: “No new obligations before the budget.”" in told
    assert "Holder: Minister since March 2026\n" in told


def test_the_words_of_a_delegation_are_its_heads_alone(brief: PackContent) -> None:
    assert said_in(brief, "room").count("“No new obligations") == 1


def test_nobody_is_judged_before_those_who_may_not_see_judgements(see: See) -> None:
    options = about(PackKind.MEETING_BRIEF, MINISTER_IN_DECEMBER, audience=Audience.PARTNER)
    told = words_of(build.compose(see(options), options))
    for secret in ("reserved", "No new obligations", "armed services", "loan talks", "Minister of Finance"):
        assert secret not in told


def test_our_promises_come_first_and_late_ones_say_so(brief: PackContent) -> None:
    headings = [block.text for block in blocks_of(brief, "between_us") if isinstance(block, Heading)]
    assert headings == ["Ours to them", "Theirs to us"]
    rows = rows_in(blocks_of(brief, "between_us"))
    assert rows[0][0] == "Ministry of Finance"
    assert rows[0][-1] == "Overdue"
    assert [row for row in rows if "made by the predecessor" in " ".join(row)]


def test_each_promise_leads_to_its_record(brief: PackContent) -> None:
    tables = [block for block in blocks_of(brief, "between_us") if isinstance(block, TableBlock)]
    for table in tables:
        assert len(table.sources) == len(table.rows)
        assert {source.kind for source in table.sources if source} == {"commitment"}


def test_what_may_be_used_stands_apart_from_what_may_not(brief: PackContent) -> None:
    told = said_in(brief, "background")
    may, raised, closed = (
        told.index(words) for words in ("May be said", "If raised only", "Background – not for disclosure")
    )
    assert may < told.index("Six neighbouring States") < raised
    assert raised < told.index("audit of 2019") < closed < told.index("keeps a draft line")
    assert closed < told.index("Support is broad and stands outside the room")


def test_what_was_said_aloud_is_not_told_again(brief: PackContent) -> None:
    assert "4.6 million dinars" not in said_in(brief, "background")


def test_only_the_lines_of_the_objectives_at_stake_are_drawn(brief: PackContent) -> None:
    told = said_in(brief, "limits")
    assert "not escorted" in told
    assert "appoint its officers" not in told


def test_protocol_prints_what_is_recorded_and_guesses_nothing(brief: PackContent) -> None:
    rows = rows_in(blocks_of(brief, "protocol"))
    assert rows[0][0] == "Minister of Finance"
    assert "His or Her Excellency" in rows[0][1]
    assert "Arabic, French" in rows[0]
    assert "Private office, Ministry of Finance, room 201" in said_in(brief, "protocol")


def test_the_movement_is_told_without_another_meetings_consultations(brief: PackContent, see: See) -> None:
    assert "does not approach the Ministry of Finance" in said_in(brief, "movement")
    assert "transparency only" not in said_in(brief, "movement")
    options = about(PackKind.MEETING_BRIEF, LUNCH_WITH_NORDIA)
    assert "transparency only" in said_in(build.compose(see(options), options), "movement")


def test_a_visit_begins_with_its_programme_then_briefs_each_meeting(see: See) -> None:
    options = build.PackOptions(kind=PackKind.MEETING_BRIEF, subject=Subject(visit_id=VISIT))
    content = build.compose(see(options), options)
    assert len(rows_in(blocks_of(content, "programme"))) == 2
    titles = [block.text for block in blocks_of(content, "visit_meetings") if isinstance(block, Heading)]
    assert "River towns: round of the eleven mayors" in titles
    assert "Union of mayors: duties and means" in titles
    told = {section.id for section in content.sections if section.blocks}
    assert not told & {"aim", "meeting", "points", "if_raised", "room", "between_us", "protocol"}
    assert "Overdue" in said_in(content, "visit_meetings")


def test_a_brief_without_a_meeting_tells_what_is_known_and_invents_nothing(see: See) -> None:
    mayors = see(BRIEF).plan.stakeholders
    key = next(row.id for row in mayors if row.name == "Union of mayors")
    options = build.PackOptions(kind=PackKind.MEETING_BRIEF, subject=Subject(stakeholder_id=key))
    content = build.compose(see(options), options)
    assert not blocks_of(content, "meeting")
    assert "Last met on 24 Mar 2026" in said_in(content, "room")
    assert "Overdue" in said_in(content, "between_us")


# Several campaigns, and next to nothing -----------------------------------------------------------------


@pytest.fixture
def office() -> Iterator[Document]:
    with Document.in_memory() as opened:
        opened.edit(
            Label("office.start"),
            lambda s: campaigns.start_office(s, name="HD office", campaign_title="Disaster law"),
        )
        yield opened


def seen(office: Document, options: build.PackOptions) -> Any:
    campaign = office.read(campaigns.campaign_rows)[0].id
    return office.read(lambda s: build.gather(s, campaign, options, today=TODAY))


def two_plans(session: Any) -> str:
    """A meeting that serves two plans, with five messages in the first and one in the second."""
    first = campaigns.campaign_rows(session)[0].id
    second = campaigns.add_campaign(session, title="Ambulances at the border")
    minister = stakeholders.add_stakeholder(session, name="Minister", campaign_id=first)
    office_id = session.get(Campaign, first).office_id
    meeting = Meeting(office_id=office_id, stakeholder_id=minister, title="One meeting", zone="Africa/Tunis")
    meeting.starts_at = datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001  planned times are local times
    session.add(meeting)
    session.flush()
    for campaign, number in ((first, 5), (second, 1)):
        session.add(MeetingCampaign(meeting_id=meeting.id, campaign_id=campaign))
        objective = Objective(campaign_id=campaign, title=f"Objective of {number}", rank="a")
        session.add(objective)
        session.flush()
        session.add(Ask(objective_id=objective.id, addressee_id=minister, action=f"Do {number}", rank="a"))
        for place in range(number):
            line = f"Line {place + 1} of {number}"
            session.add(Message(campaign_id=campaign, title=line, core_line=line, rank=f"a{place}"))
    return str(meeting.id)


def test_a_brief_for_several_plans_is_grouped_by_plan_and_each_has_its_turn(office: Document) -> None:
    meeting = office.edit(Label("meeting.add"), two_plans).result
    options = about(PackKind.MEETING_BRIEF, meeting)
    content = build.compose(seen(office, options), options)
    points = [lead.removesuffix("  draft") for lead in points_in(blocks_of(content, "points"))]
    assert points == ["Line 1 of 5", "Line 2 of 5", "Line 3 of 5", "Line 1 of 1"]
    titles = [block.text for block in blocks_of(content, "points") if isinstance(block, Heading)]
    assert titles == ["Disaster law", "Ambulances at the border"]
    assert [row[1] for row in rows_in(blocks_of(content, "aim"))] == ["Do 5", "Do 1"]


def test_a_brief_of_next_to_nothing_has_no_empty_heading(office: Document) -> None:
    options = build.PackOptions(kind=PackKind.MEETING_BRIEF)
    view = seen(office, options)
    assert build.build_pack(view, options).pages == 1
    sections = build.compose(view, options).sections
    assert [section.id for section in sections if printable(section.blocks)] == []


def test_a_proof_that_was_withdrawn_is_in_no_brief(see: See, sample: Document) -> None:
    withdrawn = sample.read(
        lambda s: [row.text for row in s.query(ProofPoint) if row.withdrawn_on is not None]
    )
    assert len(withdrawn) == 1
    assert withdrawn[0] not in words_of(build.compose(see(BRIEF), BRIEF))


# What its author is told --------------------------------------------------------------------------------


def test_the_author_is_told_what_a_meeting_lacks(office: Document) -> None:
    def add(session: Any) -> str:
        key = two_plans(session)
        session.get(Meeting, key).status = MeetingStatus.CANCELLED
        return key

    meeting = office.edit(Label("meeting.add"), add).result
    view = seen(office, about(PackKind.MEETING_BRIEF, meeting))
    told = list(meeting_gaps(view, PackKind.MEETING_BRIEF, "en"))
    assert "“One meeting” has no desired outcome." in told
    assert "“One meeting” is cancelled." in told
    assert "Nobody of ours is named for “One meeting”." in told
    assert "6 messages would be points to make; the first four are printed." in told
    assert "The message “Line 1 of 5” is not approved." in told


def test_the_author_is_told_of_late_promises_and_missing_words(see: See) -> None:
    english = list(meeting_gaps(see(BRIEF), PackKind.MEETING_BRIEF, "en"))
    assert [one for one in english if one.startswith("A promise of ours to them is overdue")]
    assert "“Meeting with the Minister of Finance” has no interpreter" in "\n".join(english)
    french = "\n".join(meeting_gaps(see(BRIEF), PackKind.MEETING_BRIEF, "fr"))
    assert "interpreter" not in french
    spanish = "\n".join(meeting_gaps(see(BRIEF), PackKind.MEETING_BRIEF, "es"))
    assert "has no words in Spanish" in spanish


def test_a_brief_about_nobody_says_so_to_its_author(office: Document) -> None:
    view = seen(office, build.PackOptions(kind=PackKind.MEETING_BRIEF))
    told = list(meeting_gaps(view, PackKind.MEETING_BRIEF, "en"))
    assert told[0].startswith("No meeting and no counterpart is chosen")


def test_each_section_leads_back_to_the_meeting(brief: PackContent) -> None:
    facts = blocks_of(brief, "meeting")[0]
    assert isinstance(facts, Facts)
    assert {row.source for row in facts.rows} == {Source("meeting", MINISTER_IN_DECEMBER)}
