"""The handover pack of the sample, as a successor reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import Block, Entries, Section, Source, TableBlock, plain
from hdplanner.briefing.gaps import gaps
from hdplanner.domain.values import Audience, PackKind, Sensitivity, StakeholderKind
from hdplanner.services.pack_rows import PackView
from tests.briefing.sections.conftest import page_texts

See = Callable[..., PackView]
HANDOVER = PackOptions(kind=PackKind.HANDOVER)


@pytest.fixture(scope="module")
def sections(see: See) -> dict[str, Section]:
    return {one.id: one for one in build.compose(see(HANDOVER), HANDOVER).sections}


def rows_of(section: Section) -> list[tuple[str, ...]]:
    return [tuple(map(plain, row)) for block in tables(section.blocks) for row in block.rows]


def tables(blocks: tuple[Block, ...]) -> Iterator[TableBlock]:
    return (block for block in blocks if isinstance(block, TableBlock))


def test_our_promises_come_first_and_what_is_overdue_before_the_rest(sections: dict[str, Section]) -> None:
    assert list(sections)[:2] == ["our_promises", "their_promises"]
    due = [row[3] for row in rows_of(sections["our_promises"])]
    late = ["Overdue" in text for text in due]
    assert late == sorted(late, reverse=True)
    assert sum(late) == 2


def test_a_promise_of_the_holder_before_says_so(sections: dict[str, Section]) -> None:
    told = " ".join(" ".join(row) for row in rows_of(sections["their_promises"]))
    assert "made by the predecessor" in told


def test_a_settled_promise_is_not_handed_over(see: See, sections: dict[str, Section]) -> None:
    settled = [one.wording for one in see(HANDOVER).promises if one.status and not one.status.is_open]
    assert settled
    told = str(rows_of(sections["our_promises"])) + str(rows_of(sections["their_promises"]))
    assert [text for text in settled if text in told] == []


def test_the_letter_to_the_ministry_waits_for_an_answer(sections: dict[str, Section]) -> None:
    (row,) = rows_of(sections["unanswered"])
    assert row[0] == "Ministry of Finance"
    assert row[-1] == "5 days"


def test_nobody_is_introduced_to_those_who_must_not_be_approached(
    see: See, sections: dict[str, Section]
) -> None:
    spared = {row.name for row in see(HANDOVER).plan.stakeholders if row.do_not_approach}
    assert spared
    introduced = {row[0].split("\n")[0] for row in rows_of(sections["introductions"])}
    assert not spared & introduced


def test_the_strongest_relationships_come_first(sections: dict[str, Section]) -> None:
    order = ["Trusted", "Cooperative", "Working", "Distant"]
    levels = [row[2].split("\n")[0].split(",")[0] for row in rows_of(sections["introductions"])]
    assert [order.index(level) for level in levels] == sorted(order.index(level) for level in levels)


def test_the_next_days_run_by_date_and_end_after_thirty(see: See, sections: dict[str, Section]) -> None:
    late, soon = (table.rows for table in tables(sections["next_days"].blocks))
    assert [plain(row[0]) for row in late] == ["10 Apr 2026", "30 Sept 2026", "10 Nov 2026"]
    assert plain(soon[0][0]) == "23 Nov 2026"
    assert plain(soon[-1][0]) == "22 Dec 2026"
    assert "Meeting with the Minister of Finance" in " ".join(plain(row[1]) for row in soon)


def test_care_names_words_to_avoid_and_what_to_say_instead(sections: dict[str, Section]) -> None:
    words = {row[0]: row[1] for row in rows_of(sections["care"])}
    assert words["victims"] == "people affected, families displaced"
    entries = [block for block in sections["care"].blocks if isinstance(block, Entries)]
    spared = {plain(item.title): item.aside for item in entries[0].items}
    assert spared["Committees of the river settlements"] == "do not approach, at risk"


def test_each_line_leads_to_its_record(sections: dict[str, Section]) -> None:
    for section in sections.values():
        for table in tables(section.blocks):
            assert table.sources, section.id
            assert all(isinstance(source, Source) for source in table.sources), section.id


def test_it_tells_who_holds_papers_of_ours(sections: dict[str, Section]) -> None:
    assert [row[0] for row in rows_of(sections["holdings"])] == [
        "Secretariat of the law committee",
        "Secretary General",
    ]


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_outside_it_names_nobody_and_judges_nobody(see: See, audience: Audience) -> None:
    options = PackOptions(kind=PackKind.HANDOVER, audience=audience)
    text = "\n".join(page_texts(build.build_pack(see(options), options).data))
    assert "Introductions to make" not in text
    assert "Words to avoid" not in text
    hidden = [
        row.name
        for row in see().plan.stakeholders
        if row.kind is not StakeholderKind.INSTITUTION or row.sensitivity is not Sensitivity.PUBLIC
    ]
    assert len(hidden) > 20
    assert [name for name in hidden if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_the_author_is_told_what_a_successor_will_miss(see: See) -> None:
    told = gaps(see(HANDOVER), HANDOVER)
    assert "1 open promise has no day on which it is due." in told
    view = see(HANDOVER)
    orphaned = replace(view, promises=tuple(replace(one, owner="") for one in view.promises))
    assert gaps(orphaned, HANDOVER)[0] == "Nobody is named to keep 5 promises of ours."
