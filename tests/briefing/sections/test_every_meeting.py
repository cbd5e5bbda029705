"""Every paper about every meeting and visit of both samples: it can be made, it keeps its length, no page is wasted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.content import PackContent, Point, Points, Section
from hdplanner.briefing.document import lay
from hdplanner.briefing.inventory import missing_texts, texts_of
from hdplanner.briefing.sections.registry import KINDS
from hdplanner.domain.values import PackKind
from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange
from hdplanner.services.pack_rows import Subject
from hdplanner.storage import Document, Label
from tests.briefing.sections.conftest import TODAY
from tests.briefing.sections.sample_meetings import MINISTER_IN_DECEMBER, about

UNION_OF_MAYORS = "019a48f3-0f04-7302-996f-4ab6c4042c49"
ARMS_LENGTH, READABLE = 13.0, 9.0
KINDS_OF_PAPER = (
    PackKind.SPEAKING_CARD,
    PackKind.MEETING_BRIEF,
    PackKind.LEAVE_BEHIND,
    PackKind.RECORD,
    PackKind.READ_OUT,
)
FULL = "The committee asks for the list of goods in writing, with one form for all border posts. " * 8


@pytest.fixture(scope="module", params=["disaster-law", "cross-border-aid"])
def worked(request: pytest.FixtureRequest) -> Iterator[tuple[Document, list[Subject]]]:
    """A sample, and all of its meetings and visits."""
    data = json.loads(resource("samples", f"{request.param}.json").read_text(encoding="utf-8"))
    with Document.in_memory() as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        meetings = [Subject(meeting_id=row["id"]) for row in data["tables"]["meeting"]]
        visits = [Subject(visit_id=row["id"]) for row in data["tables"].get("visit", ())]
        yield document, [*meetings, *visits]


def composed(document: Document, options: build.PackOptions) -> PackContent:
    campaign = document.read(campaigns.campaign_rows)[0].id
    return build.compose(
        document.read(lambda session: build.gather(session, campaign, options, today=TODAY)), options
    )


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS_OF_PAPER)
def test_no_paper_is_longer_than_its_readers_expect(
    worked: tuple[Document, list[Subject]], kind: PackKind, language: str
) -> None:
    document, subjects = worked
    for subject in subjects:
        options = build.PackOptions(kind=kind, subject=subject, language=language)
        laid = lay(composed(document, options))
        assert 1 <= laid.pages <= (KINDS[kind].most_pages or 3), subject


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_card_is_one_page_at_arms_length(worked: tuple[Document, list[Subject]], paper: str) -> None:
    document, subjects = worked
    for subject in subjects:
        options = build.PackOptions(kind=PackKind.SPEAKING_CARD, subject=subject, paper=paper)
        laid = lay(composed(document, options))
        assert laid.pages == 1, subject
        assert laid.fitted.size * 14 >= ARMS_LENGTH, subject


def spoken_on(pack: PackContent) -> dict[str, tuple[int, int]]:
    """Of each list of a card, how many points it has and how many of them give a proof."""
    return {
        section.id: (len(block.items), sum(bool(item.detail) for item in block.items))
        for section in pack.sections
        for block in section.blocks
        if isinstance(block, Points)
    }


def with_long_proofs(content: PackContent) -> PackContent:
    """The same card with more to prove than a page has room for."""

    def long(points: Points) -> Points:
        return replace(points, items=tuple(replace(one, detail=FULL) for one in points.items))

    return replace(
        content,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    long(block) if isinstance(block, Points) and section.id == "card_points" else block
                    for block in section.blocks
                ),
            )
            for section in content.sections
        ),
    )


def test_of_a_full_card_the_last_proofs_and_answers_go_and_every_message_stays(sample: Document) -> None:
    options = about(PackKind.SPEAKING_CARD, MINISTER_IN_DECEMBER)
    whole = with_long_proofs(composed(sample, options))
    laid = lay(whole)
    before, after = spoken_on(whole), spoken_on(laid.fitted)
    assert laid.pages == 1
    assert before["card_points"] == (2, 2)
    assert after["card_points"] == (2, 1)
    assert after["card_answers"][0] < before["card_answers"][0]
    assert after["avoid"] == before["avoid"]
    gone = missing_texts(whole, laid.fitted)
    assert len(gone) == len(set(gone)) > 0
    assert not set(gone) & set(texts_of(laid.fitted))
    assert missing_texts(laid.fitted, laid.fitted) == ()


def test_what_cannot_fit_on_a_card_is_not_cut(sample: Document) -> None:
    content = composed(sample, about(PackKind.SPEAKING_CARD, MINISTER_IN_DECEMBER))
    avoid = Section("text-1", "Also", (Points(tuple(Point(FULL) for _ in range(9)), numbered=False),))
    laid = lay(replace(content, sections=(*content.sections, avoid)))
    assert laid.pages > 1
    assert spoken_on(laid.fitted)["card_answers"] == spoken_on(content)["card_answers"]


def test_no_last_page_is_there_for_a_few_lines(sample: Document) -> None:
    laid = lay(composed(sample, about(PackKind.RECORD, UNION_OF_MAYORS)))
    assert laid.pages == 1
    assert READABLE <= laid.fitted.size * 10.5 < 10.5
