"""The speaking card: one page with the one objective, at most four points, three answers, and what to avoid."""

from __future__ import annotations

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.content import Callout, Source
from hdplanner.domain.values import Audience, PackKind
from hdplanner.services.pack_rows import Subject
from tests.briefing.sections.conftest import See, page_texts
from tests.briefing.sections.sample_meetings import (
    LUNCH_WITH_NORDIA,
    MINISTER_IN_DECEMBER,
    VISIT,
    about,
    blocks_of,
    points_in,
    said_in,
    words_of,
)

CARD = about(PackKind.SPEAKING_CARD, MINISTER_IN_DECEMBER)
MINISTER = "019a48f2-24a7-7f59-9d43-b255b58a3019"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("meeting", [MINISTER_IN_DECEMBER, LUNCH_WITH_NORDIA])
def test_a_card_is_one_page(see: See, meeting: str, language: str) -> None:
    options = about(PackKind.SPEAKING_CARD, meeting, language=language)
    assert build.build_pack(see(options), options).pages == 1


def test_a_card_begins_with_the_outcome_then_whom_when_and_where(see: See) -> None:
    content = build.compose(see(CARD), CARD)
    first, second = blocks_of(content, "at_a_glance")
    assert isinstance(first, Callout)
    assert first.source == Source("meeting", MINISTER_IN_DECEMBER)
    assert str(first.text).startswith("The Minister agrees to name a focal point")
    told = said_in(content, "at_a_glance")
    for words in ("Minister of Finance", "address as “Minister”", "5 December 2026", "10:00", "room 214"):
        assert words in told
    assert second is not None


def test_a_point_has_the_words_for_this_counterpart_in_the_packs_language(see: See) -> None:
    french = about(PackKind.SPEAKING_CARD, MINISTER_IN_DECEMBER, language="fr")
    said = points_in(blocks_of(build.compose(see(french), french), "card_points"))
    assert said[0].startswith("L’article 14 ne coûte rien")
    english = points_in(blocks_of(build.compose(see(CARD), CARD), "card_points"))
    assert english[0].startswith("Article 14 costs nothing")


def test_a_card_has_one_proof_for_each_message_and_only_what_may_be_said(see: See) -> None:
    told = said_in(build.compose(see(CARD), CARD), "card_points")
    assert "4.6 million" in told
    assert "Budget office keeps a draft line" not in told


def test_a_lone_message_brings_the_words_for_its_counterpart(see: See) -> None:
    options = about(PackKind.SPEAKING_CARD, LUNCH_WITH_NORDIA)
    content = build.compose(see(options), options)
    assert len(points_in(blocks_of(content, "card_points"))) == 2
    assert "We do not ask the embassy to take a position" in said_in(content, "card_points")


def test_a_card_answers_at_most_three_times_and_without_the_question(see: See) -> None:
    content = build.compose(see(CARD), CARD)
    answers = points_in(blocks_of(content, "card_answers"))
    assert len(answers) == 3
    assert answers[0].startswith("The exemption costs nothing")
    assert "The budget is closed." not in said_in(content, "card_answers")


def test_what_to_avoid_has_a_line_each(see: See) -> None:
    avoid = points_in(blocks_of(build.compose(see(CARD), CARD), "avoid"))
    assert len(avoid) == 3
    assert "Do not mention the loan talks." in avoid


def test_a_card_for_a_counterpart_alone_asks_what_they_are_asked(see: See) -> None:
    justice = "019a48f2-24b5-708f-98f4-9704a3946d30"
    options = build.PackOptions(kind=PackKind.SPEAKING_CARD, subject=Subject(stakeholder_id=justice))
    told = said_in(build.compose(see(options), options), "at_a_glance")
    assert "Use the Society’s wording for articles 22 and 23" in told


def test_a_card_for_a_visit_shows_its_programme_and_no_points_for_nobody(see: See) -> None:
    options = build.PackOptions(kind=PackKind.SPEAKING_CARD, subject=Subject(visit_id=VISIT))
    content = build.compose(see(options), options)
    assert "Town hall of Tell Amar" in said_in(content, "at_a_glance")
    assert not blocks_of(content, "card_points")
    assert not blocks_of(content, "card_answers")


def test_a_partner_reads_no_outcome_no_avoid_and_no_answer_that_is_not_for_them(see: See) -> None:
    options = about(PackKind.SPEAKING_CARD, MINISTER_IN_DECEMBER, audience=Audience.PARTNER)
    told = words_of(build.compose(see(options), options))
    for secret in (
        "focal point by 15 December",
        "loan talks",
        "no line is needed now",
        "Minister of Finance",
    ):
        assert secret not in told


def test_the_pages_say_the_card(see: See) -> None:
    page = " ".join(page_texts(build.build_pack(see(CARD), CARD).data)[0].split())
    for words in ("Points to make", "If raised", "To avoid", "Do not mention the loan talks."):
        assert words in page
