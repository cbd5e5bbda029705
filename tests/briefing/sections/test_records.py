"""The record stays in the house and keeps their words from our reading; the read-out tells others no more than it may."""

from __future__ import annotations

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.content import Facts, Heading, TableBlock, plain
from hdplanner.briefing.gaps_meeting import meeting_gaps
from hdplanner.domain.values import Audience, PackKind
from hdplanner.services.pack_rows import Subject
from tests.briefing.sections.conftest import See, everything_in
from tests.briefing.sections.sample_meetings import (
    MINISTER_IN_DECEMBER,
    MINISTRY_IN_NOVEMBER,
    RIVER_TOWNS,
    VISIT,
    about,
    blocks_of,
    points_in,
    prose_in,
    rows_in,
    said_in,
)

RECORD = about(PackKind.RECORD, MINISTRY_IN_NOVEMBER)
READ_OUT = about(PackKind.READ_OUT, MINISTRY_IN_NOVEMBER)
QUOTE = "“No new obligations before the budget.” “We support the aim, not the cost.”"


def test_a_record_tells_who_was_there_by_their_part_and_who_wrote_it_when(see: See) -> None:
    facts = blocks_of(build.compose(see(RECORD), RECORD), "record")[0]
    assert isinstance(facts, Facts)
    told = {row.label: plain(row.value) for row in facts.rows}
    assert told["For us"] == "Secretary General (principal); HD adviser (note-taker); Legal adviser"
    assert told["For them"].startswith("Minister of Finance (principal); Director of Customs")
    assert told["Written by"] == "HD adviser, 4 Nov 2026"
    assert told["When"] == "Tuesday, 3 November 2026, 09:00 – 10:15 (Tunis time)"


def test_their_words_stand_apart_from_our_reading(see: See) -> None:
    content = build.compose(see(RECORD), RECORD)
    assert prose_in(blocks_of(content, "their_words")) == [QUOTE]
    reading = prose_in(blocks_of(content, "our_reading"))
    assert reading[0] == "A judgement of ours. It is not for others."
    assert reading[1].startswith("Reserved, no longer opposed.")
    assert QUOTE not in said_in(content, "our_reading")


def test_what_was_said_names_what_we_brought(see: See) -> None:
    told = said_in(build.compose(see(RECORD), RECORD), "said")
    assert "Article 14 costs nothing until a disaster is declared" in told
    assert "asked for a costing of storage by 10 November" in told


def test_what_was_agreed_is_ours_first_with_form_day_and_condition(see: See) -> None:
    blocks = blocks_of(build.compose(see(RECORD), RECORD), "agreed")
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["We promised", "They promised"]
    first = rows_in(blocks)[0]
    assert first[1:4] == ["Secretary General", "Oral", "10 Nov 2026"]
    assert "The Port authority gives its figures." in first
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    assert all(source and source.kind == "commitment" for table in tables for source in table.sources)


def test_what_follows_says_what_who_and_when(see: See) -> None:
    rows = rows_in(blocks_of(build.compose(see(RECORD), RECORD), "to_do"))
    assert rows[0][1:] == ["HD adviser", "6 Nov 2026", "Done"]
    assert rows[1][2] == "25 Nov 2026"


def test_the_record_of_a_visit_tells_each_of_its_meetings(see: See) -> None:
    options = build.PackOptions(kind=PackKind.RECORD, subject=Subject(visit_id=VISIT))
    told = said_in(build.compose(see(options), options), "said")
    assert "Eleven mayors told what happened" in told
    assert "The Union has no position." in told


@pytest.mark.parametrize("audience", list(Audience))
def test_a_read_out_has_neither_private_words_nor_a_reading(see: See, audience: Audience) -> None:
    options = about(PackKind.READ_OUT, MINISTRY_IN_NOVEMBER, audience=audience)
    text = everything_in(build.build_pack(see(options), options).data)
    for secret in ("No new obligations", "no longer opposed", "costing of storage", "Director of Customs"):
        assert secret not in text


def test_a_read_out_says_whom_we_met_and_names_nobody_else(see: See) -> None:
    content = build.compose(see(READ_OUT), READ_OUT)
    facts = blocks_of(content, "met")[0]
    assert isinstance(facts, Facts)
    told = {row.label: plain(row.value) for row in facts.rows}
    assert told["With"] == "Ministry of Finance"
    assert told["When"] == "Tuesday, 3 November 2026"
    assert told["For us"] == "Secretary General (executive); Legal adviser"
    assert prose_in(blocks_of(content, "read_out")) == [
        "The Society and the Ministry of Finance discussed article 14 of the bill on disaster risk management."
    ]
    assert not points_in(blocks_of(content, "announced"))


def test_a_read_out_tells_what_was_promised_before_others(see: See) -> None:
    options = about(PackKind.READ_OUT, RIVER_TOWNS)
    content = build.compose(see(options), options)
    announced = points_in(blocks_of(content, "announced"))
    assert announced[0].startswith("When the law is voted we come back to each town hall")
    assert announced[1].startswith("We will write to the law committee")
    assert "Letter received by the committee" not in said_in(content, "announced")


def test_the_author_is_told_that_nothing_was_recorded(see: See) -> None:
    view = see(about(PackKind.RECORD, MINISTER_IN_DECEMBER))
    told = list(meeting_gaps(view, PackKind.RECORD))
    assert "“Meeting with the Minister of Finance” is not marked as held." in told
    assert "“Meeting with the Minister of Finance” has no record yet." in told
    assert list(meeting_gaps(see(RECORD), PackKind.RECORD)) == []
    assert list(meeting_gaps(see(READ_OUT), PackKind.READ_OUT)) == []


def test_a_record_that_nobody_has_written_prints_no_empty_heading(see: See) -> None:
    options = about(PackKind.RECORD, MINISTER_IN_DECEMBER)
    content = build.compose(see(options), options)
    for section in ("said", "their_words", "our_reading", "agreed", "to_do"):
        assert not blocks_of(content, section)
